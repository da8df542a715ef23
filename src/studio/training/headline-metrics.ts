import type { EvaluationReport } from '../../shared/evaluation/evaluation-report.ts'
import type { RunSummary } from '../../shared/training/trained-run.ts'

/** The figures of a report that lists, cards and comparisons show. */
export function headlineOf(report: EvaluationReport): Record<string, number | null> {
  const { loss } = report
  switch (report.kind) {
    case 'classification':
      return {
        accuracy: report.accuracy.value,
        balancedAccuracy: report.macro.recall,
        macroF1: report.macro.f1,
        macroAuc: report.macroAuc,
        loss
      }
    case 'regression':
      return { r2: report.r2, rmse: report.rmse, mae: report.mae, loss }
    case 'generation':
      return {
        perplexity: report.perplexity,
        bitsPerCharacter: report.bitsPerCharacter,
        bigramPerplexity: report.bigram.perplexity,
        bigramBitsPerCharacter: report.bigram.bitsPerCharacter,
        accuracy: report.accuracy.value,
        loss
      }
    case 'masked':
      return {
        guessAccuracy: report.accuracy.value,
        frequentAccuracy: report.baseline.accuracy.value,
        guessPerplexity: report.perplexity,
        frequentPerplexity: report.baseline.perplexity,
        loss
      }
    case 'forecast':
      return {
        mase: report.mase,
        forecastMae: report.mae,
        forecastRmse: report.rmse,
        smape: report.smape,
        naiveMae: report.naive?.mae ?? null,
        loss
      }
    case 'pairs':
      return {
        chrf: report.chrf,
        bleu: report.bleu,
        exactMatch: report.exactMatch.value,
        answerPerplexity: report.perplexity,
        tokenAccuracy: report.accuracy.value,
        loss
      }
  }
}

export function headlines(reports: readonly EvaluationReport[]): RunSummary['metrics'] {
  const of = (part: string): Record<string, number | null> => {
    const report = reports.find((one) => one.part === part)
    return report === undefined ? {} : headlineOf(report)
  }
  return { train: of('train'), validation: of('validation'), test: of('test') }
}

const mainMetrics = {
  classification: 'accuracy',
  regression: 'r2',
  generation: 'perplexity',
  forecast: 'mase',
  masked: 'guessAccuracy',
  pairs: 'chrf'
} as const

/** The one figure a run is judged by: accuracy, R², perplexity, MASE, the share of hidden words, or chrF. */
export function mainMetric(run: Pick<RunSummary, 'task' | 'metrics'>): {
  metric: string
  value: number | null
} {
  const metric = mainMetrics[run.task]
  return { metric, value: run.metrics.test[metric] ?? null }
}

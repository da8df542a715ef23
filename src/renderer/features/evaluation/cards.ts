import type {
  ClassificationReport,
  ClassMetrics,
  EvaluationReport,
  ForecastReport,
  GenerationReport,
  MaskedReport,
  Measured,
  PairsReport,
  RegressionReport
} from '../../../shared/evaluation/evaluation-report.ts'
import { formatNumber, formatPercent, formatScore } from '../../text/format.ts'
import { t, type Both } from '../../text/text.svelte.ts'
import { judgeBand } from './band.ts'
import { pairsText } from './pairs-text.ts'
import { text } from './text.ts'

/** A headline figure. `interval` is drawn as a bar from 0 to 1 with its point. */
export interface MetricCard {
  readonly title: string
  readonly help: string | undefined
  readonly value: string
  readonly interval: Measured | undefined
  readonly hint: string
}

export function metricCards(report: EvaluationReport): readonly MetricCard[] {
  if (report.kind === 'classification') return classificationCards(report)
  if (report.kind === 'forecast') return forecastCards(report)
  if (report.kind === 'masked') return maskedCards(report)
  if (report.kind === 'pairs') return pairsCards(report)
  return report.kind === 'regression' ? regressionCards(report) : generationCards(report)
}

const card = (
  title: string,
  value: string,
  hint: string,
  help?: Both<string>,
  interval?: Measured
): MetricCard => ({
  title,
  value,
  hint,
  help: help === undefined ? undefined : t(help),
  interval
})

function classificationCards(report: ClassificationReport): readonly MetricCard[] {
  const { accuracy } = report
  const weakest = weakestClass(report)
  const interval =
    accuracy.low === null || accuracy.high === null
      ? ''
      : t(text.interval)(formatNumber(accuracy.low * 100), formatNumber(accuracy.high * 100))
  return [
    card(t(text.accuracy), formatPercent(accuracy.value), interval, text.help.accuracy, accuracy),
    card(
      t(text.macroF1),
      formatScore(report.macro.f1),
      t(text.macroF1Hint)(formatScore(report.weighted.f1)),
      text.help.macroF1
    ),
    card(t(text.logLoss), formatNumber(report.loss), t(text.lowerIsBetter), text.help.loss),
    ...(weakest?.recall == null
      ? []
      : [
          card(
            t(text.weakest)(weakest.name),
            formatPercent(weakest.recall),
            t(text.recallOf)(Math.round(weakest.recall * weakest.support), weakest.support),
            text.help.weakest
          )
        ]),
    ...(report.macroAuc === null
      ? []
      : [card(t(text.auc), formatScore(report.macroAuc), t(text.aucHint), text.help.auc)])
  ]
}

function weakestClass(report: ClassificationReport): ClassMetrics | undefined {
  return report.classes
    .filter((found) => found.recall !== null)
    .reduce<ClassMetrics | undefined>(
      (low, found) => (low === undefined || (found.recall ?? 1) < (low.recall ?? 1) ? found : low),
      undefined
    )
}

function regressionCards(report: RegressionReport): readonly MetricCard[] {
  return [
    ...(report.r2 === null ? [] : [card(t(text.r2), formatNumber(report.r2), t(text.r2Hint))]),
    card(t(text.rmse), formatNumber(report.rmse), t(text.rmseHint)),
    card(t(text.mae), formatNumber(report.mae), t(text.maeHint)),
    card(t(text.mse), formatNumber(report.mse), t(text.lowerIsBetter)),
    card(t(text.logLoss), formatNumber(report.loss), t(text.lowerIsBetter), text.help.loss)
  ]
}

function forecastCards(report: ForecastReport): readonly MetricCard[] {
  const { mae, rmse, mase, smape, naive } = report
  const against = (value: number | null | undefined, format = formatNumber): string =>
    value === null || value === undefined ? '' : t(text.againstSeason)(format(value))
  return [
    card(t(text.mae), formatNumber(mae), against(naive?.mae), text.help.forecastMae),
    card(t(text.rmse), formatNumber(rmse), against(naive?.rmse), text.help.forecastRmse),
    ...(mase === null
      ? []
      : [card(t(text.mase), formatScore(mase), against(naive?.mase, formatScore), text.help.mase)]),
    card(t(text.smape), formatPercent(smape), against(naive?.smape, formatPercent), text.help.smape),
    ...(report.coverage === null ? [] : [coverageCard(report.part, report.coverage)])
  ]
}

const coverageHint = {
  asPromised: text.coverageHint,
  learned: text.coverageLearned,
  less: text.coverageLess,
  more: text.coverageMore
} as const

const coverageCard = (part: ForecastReport['part'], coverage: number): MetricCard =>
  card(
    t(text.coverage),
    formatPercent(coverage),
    t(coverageHint[judgeBand(part, coverage)]),
    text.help.coverage
  )

function pairsCards(report: PairsReport): readonly MetricCard[] {
  const { chrf, bleu, exactMatch, perplexity, accuracy, tokenCount } = report
  const { help } = pairsText
  const interval =
    exactMatch.low === null || exactMatch.high === null
      ? ''
      : t(text.interval)(formatNumber(exactMatch.low * 100), formatNumber(exactMatch.high * 100))
  return [
    card(t(pairsText.chrf), formatNumber(chrf), t(pairsText.chrfHint), help.chrf),
    card(t(pairsText.bleu), formatNumber(bleu), t(pairsText.bleuHint), help.bleu),
    card(t(pairsText.exactMatch), formatPercent(exactMatch.value), interval, help.exactMatch, exactMatch),
    card(t(pairsText.perplexity), formatNumber(perplexity), t(pairsText.perplexityHint), help.perplexity),
    card(
      t(pairsText.tokensRight),
      formatPercent(accuracy.value),
      t(pairsText.ofTokens)(tokenCount),
      help.tokensRight,
      accuracy
    )
  ]
}

function generationCards(report: GenerationReport): readonly MetricCard[] {
  const { perplexity, bitsPerCharacter, bigram, accuracy, unknownShare, tokenCount } = report
  const against = t(text.againstPairs)
  return [
    card(
      t(text.perplexity),
      formatNumber(perplexity),
      against(formatNumber(bigram.perplexity)),
      text.help.perplexity
    ),
    card(
      t(text.bitsPerCharacter),
      formatNumber(bitsPerCharacter),
      against(formatNumber(bigram.bitsPerCharacter)),
      text.help.bitsPerCharacter
    ),
    card(
      t(text.nextToken),
      formatPercent(accuracy.value),
      t(text.ofTokens)(tokenCount),
      text.help.nextToken,
      accuracy
    ),
    card(t(text.unknownTokens), formatPercent(unknownShare), t(text.lowerIsBetter), text.help.unknownTokens)
  ]
}

function maskedCards({ accuracy, perplexity, baseline, tokenCount }: MaskedReport): readonly MetricCard[] {
  return [
    card(
      t(text.hiddenRight),
      formatPercent(accuracy.value),
      t(text.ofHidden)(tokenCount),
      text.help.hiddenRight,
      accuracy
    ),
    card(
      t(text.alwaysFrequent)(baseline.word),
      formatPercent(baseline.accuracy.value),
      t(text.withoutReading),
      text.help.alwaysFrequent
    ),
    card(
      t(text.perplexity),
      formatNumber(perplexity),
      t(text.againstCounts)(formatNumber(baseline.perplexity)),
      text.help.hiddenPerplexity
    )
  ]
}

/** The pair of classes most often mistaken for each other, or undefined where no pair occurs twice. */
export function worstPair(
  report: ClassificationReport
): { readonly actual: string; readonly predicted: string } | undefined {
  let worst: { actual: number; predicted: number; count: number } | undefined
  report.confusion.forEach((row, actual) =>
    row.forEach((count, predicted) => {
      if (actual !== predicted && count > (worst?.count ?? 0)) worst = { actual, predicted, count }
    })
  )
  // A pair that happened once is not a habit.
  if (worst === undefined || worst.count < 2) return undefined
  return {
    actual: report.classes[worst.actual]?.name ?? '',
    predicted: report.classes[worst.predicted]?.name ?? ''
  }
}

/** Rows of which the predicted class is not the actual one. */
export const mistakeCount = (report: ClassificationReport): number =>
  report.confusion
    .flatMap((row, actual) => row.filter((_, predicted) => predicted !== actual))
    .reduce((sum, count) => sum + count, 0)

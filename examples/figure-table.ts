import { formatDuration, formatNumber, formatTable } from '../src/cli/table.ts'
import type { TemplateFigure } from '../src/shared/template-figures.ts'
import { metricOf } from './measure.ts'

const head = ['example', 'template', 'data', 'figure', 'ours', 'wanted', 'documents', 'epochs', 'time', 'ok']

/** The figures as a terminal shows them. */
export const figureLines = (figures: readonly TemplateFigure[]): string[] =>
  formatTable(
    head,
    figures.map((figure) => [
      figure.example,
      figure.template,
      figure.sample,
      metricOf(figure.metric).label.en,
      figure.value,
      wanted(figure),
      figure.documents.value,
      figure.epochCount,
      formatDuration(figure.trainingMs),
      figure.isMet ? 'yes' : 'no'
    ])
  )

/** `≥ 0.97`, or `≤ 365 (Perplexity of pairs)`. */
export function wanted({ metric, bound, boundMetric }: TemplateFigure): string {
  const sign = metricOf(metric).betterIs === 'higher' ? '≥' : '≤'
  const other = boundMetric === null ? '' : ` (${metricOf(boundMetric).label.en.toLowerCase()})`
  return `${sign} ${formatNumber(bound)}${other}`
}

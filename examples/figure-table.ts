import { formatDuration, formatNumber, formatTable } from '../src/cli/table.ts'
import type { Label } from '../src/shared/core/params.ts'
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
export function wanted({ metric, bound, boundMetric }: TemplateFigure, locale: 'en' | 'zh' = 'en'): string {
  const sign = metricOf(metric).betterIs === 'higher' ? '≥' : '≤'
  const other = boundMetric === null ? '' : bracket(metricOf(boundMetric).label, locale)
  return `${sign} ${formatNumber(bound)}${other}`
}

const bracket = ({ en, zh }: Label, locale: 'en' | 'zh'): string =>
  locale === 'zh' ? `（${zh}）` : ` (${en.toLowerCase()})`

import { metricCatalogue } from '../../../shared/evaluation/metric-catalogue.ts'
import { formatNumber, formatPercent } from '../../text/format.ts'
import { t } from '../../text/text.svelte.ts'
import { text } from './text.ts'

/** A best metric as a card shows it: the figure, and what it is. */
export function metricText(
  metric: string,
  value: number
): { readonly figure: string; readonly name: string } {
  if (metric === 'accuracy') return { figure: formatPercent(value), name: t(text.metric.accuracy) }
  if (metric === 'r2') return { figure: `R² ${formatNumber(value)}`, name: t(text.metric.r2) }
  const known = metricCatalogue.find(({ key }) => key === metric)
  return {
    figure: formatNumber(value),
    name: t(text.metric.other)(known === undefined ? metric : t(known.label))
  }
}

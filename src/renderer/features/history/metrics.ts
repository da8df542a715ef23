import { metricCatalogue, type MetricDefinition } from '../../../shared/evaluation/metric-catalogue.ts'
import type { RunSummary } from '../../../shared/training/trained-run.ts'
import { formatNumber, formatPercent, formatScore } from '../../text/format.ts'
import { t } from '../../text/text.svelte.ts'

const definitionOf = (metric: string): MetricDefinition | undefined =>
  metricCatalogue.find(({ key }) => key === metric)

export const isHigherBetter = (metric: string): boolean => definitionOf(metric)?.betterIs === 'higher'

/** The one figure a run is judged by, on the test part: the first that the catalogue has for its task. */
export const mainMetric = (run: RunSummary): string =>
  metricCatalogue.find(({ tasks }) => tasks.includes(run.task))?.key ?? 'loss'

export const mainValue = (run: RunSummary): number | null => run.metrics.test[mainMetric(run)] ?? null

export function metricName(metric: string): string {
  const definition = definitionOf(metric)
  return definition === undefined ? metric : t(definition.label)
}

/** Accuracy is read as a share; other figures between 0 and 1 as scores. */
export function metricValue(metric: string, value: number | null | undefined): string {
  if (value === null || value === undefined) return '–'
  if (metric === 'accuracy') return formatPercent(value)
  return definitionOf(metric)?.isShare === true ? formatScore(value) : formatNumber(value)
}

/** The lowest loss of the curve that decides the best epoch. */
export const bestLoss = (run: RunSummary): number | null =>
  run.lossCurve.length === 0 ? null : Math.min(...run.lossCurve)

/** Indices of the best values of a row; empty when fewer than two can be compared or all are equal. */
export function bestIndices(values: readonly (number | null)[], isMoreBetter: boolean): readonly number[] {
  const known = values.filter((value): value is number => value !== null)
  if (known.length < 2 || known.every((value) => value === known[0])) return []
  const best = isMoreBetter ? Math.max(...known) : Math.min(...known)
  return values.flatMap((value, index) => (value === best ? [index] : []))
}

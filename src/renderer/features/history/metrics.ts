import type { RunSummary } from '../../../shared/training/trained-run.ts'
import { formatNumber, formatPercent, formatScore } from '../../text/format.ts'
import { t } from '../../text/text.svelte.ts'
import { text } from './text.ts'

/** Metrics of which more is better; all others are errors. */
const higherIsBetter = new Set([
  'accuracy',
  'macroF1',
  'weightedF1',
  'macroAuc',
  'auc',
  'r2',
  'macroPrecision',
  'macroRecall'
])

export const isHigherBetter = (metric: string): boolean => higherIsBetter.has(metric)

/** The one figure a run is judged by: accuracy or R² on the test part. */
export const mainMetric = (run: RunSummary): string => (run.task === 'classification' ? 'accuracy' : 'r2')

export const mainValue = (run: RunSummary): number | null => run.metrics.test[mainMetric(run)] ?? null

export function metricName(metric: string): string {
  return metric in text.metricNames ? t(text.metricNames[metric as keyof typeof text.metricNames]) : metric
}

/** Figures between 0 and 1 that are read as scores, not as shares. */
const scores = new Set(['macroF1', 'weightedF1', 'macroAuc', 'auc'])

export function metricValue(metric: string, value: number | null | undefined): string {
  if (value === null || value === undefined) return '–'
  if (metric === 'accuracy') return formatPercent(value)
  return scores.has(metric) ? formatScore(value) : formatNumber(value)
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

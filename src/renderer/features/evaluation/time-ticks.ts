import { momentText } from '../../../shared/dataset/series/interval.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const steps: readonly number[] = [
  ...[1, 5, 15, 30].map((count) => count * MINUTE),
  ...[1, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 7, 14].map((count) => count * DAY)
]
const monthSteps: readonly number[] = [1, 2, 3, 6, 12, 24, 60, 120]
/** 1970 began on a Thursday; weeks are counted from a Monday. */
const FIRST_MONDAY = 4 * DAY

/**
 * Moments at which people look at a clock or a calendar: full hours, days, Mondays, months.
 *
 * Input   low, high: milliseconds since 1970, in UTC; most: how many labels there is room for
 * Output  moments from low to high, in rising order
 */
export function timeTicks(low: number, high: number, most: number): readonly number[] {
  const step = steps.find((one) => (high - low) / one <= most)
  if (step === undefined) return monthTicks(low, high, most)
  const start = step >= 7 * DAY ? FIRST_MONDAY : 0
  const first = Math.ceil((low - start) / step) * step + start
  const count = Math.max(0, Math.floor((high - first) / step) + 1)
  return Array.from({ length: count }, (_, index) => first + index * step)
}

function monthTicks(low: number, high: number, most: number): readonly number[] {
  const monthOf = (time: number): number => {
    const date = new Date(time)
    return date.getUTCFullYear() * 12 + date.getUTCMonth()
  }
  const [from, to] = [monthOf(low), monthOf(high)]
  const step = monthSteps.find((one) => (to - from) / one <= most) ?? 120
  const first = Math.ceil(from / step) * step
  const count = Math.max(0, Math.floor((to - first) / step) + 1)
  return Array.from({ length: count }, (_, index) => {
    const month = first + index * step
    return Date.UTC(Math.floor(month / 12), month % 12)
  }).filter((time) => time >= low && time <= high)
}

/** The label of such a moment: a day as a day, within a day the time alone. */
export const tickText = (time: number, kind: 'date' | 'number'): string =>
  kind === 'date' && time % DAY !== 0 ? momentText(time, kind).slice(11) : momentText(time, kind)

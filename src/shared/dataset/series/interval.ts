import type { Column } from '../column.ts'
import type { FittedSeries } from '../prepared-data.ts'
import type { SeriesRows } from './order-series.ts'

export type Interval = FittedSeries['interval']

const DAY = 86_400_000

/**
 * The step between rows that comes most often. Dates of which most are a whole number of months apart, on the same day or
 * at the end of the month, step by months.
 */
export function usualInterval(
  list: readonly SeriesRows[],
  { values, kind }: Extract<Column, { values: Float64Array }>
): Interval {
  const steps = list.flatMap(({ rows }) =>
    [...rows.subarray(1)].map((row, at): readonly [number, number] => [
      values[rows[at] ?? 0] ?? 0,
      values[row] ?? 0
    ])
  )
  const plain = commonest(steps.map(([before, after]) => Number((after - before).toPrecision(9))))
  if (kind === 'number') return { unit: 'number', count: plain.value > 0 ? plain.value : 1 }
  const months = commonest(steps.map(([before, after]) => monthsBetween(before, after)))
  return months.value > 0 && months.count > plain.count
    ? { unit: 'month', count: months.value }
    : { unit: 'ms', count: plain.value > 0 ? plain.value : 1 }
}

function commonest(numbers: readonly number[]): { readonly value: number; readonly count: number } {
  const counts = new Map<number, number>()
  for (const value of numbers) counts.set(value, (counts.get(value) ?? 0) + 1)
  let best = { value: 0, count: 0 }
  for (const [value, count] of counts) if (value > 0 && count > best.count) best = { value, count }
  return best
}

/** Whole months from one date to another, 0 where they are not the same day of the month. */
function monthsBetween(before: number, after: number): number {
  const [first, second] = [new Date(before), new Date(after)]
  const isSameDay = first.getUTCDate() === second.getUTCDate() || (isMonthEnd(first) && isMonthEnd(second))
  if (!isSameDay) return 0
  return (second.getUTCFullYear() - first.getUTCFullYear()) * 12 + second.getUTCMonth() - first.getUTCMonth()
}

const isMonthEnd = (date: Date): boolean => new Date(date.getTime() + DAY).getUTCDate() === 1

/** The time of the row that comes `count` rows after one. */
export function nextMoment(time: number, count: number, interval: Interval): number {
  if (interval.unit !== 'month') return time + count * interval.count
  const date = new Date(time)
  const month = date.getUTCMonth() + count * interval.count
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate()
  const day = isMonthEnd(date) ? lastDay : Math.min(date.getUTCDate(), lastDay)
  const start = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate())
  return Date.UTC(date.getUTCFullYear(), month, day) + (time - start)
}

/** A moment as people write it: a day, or a day with its time; a number as it is. */
export function momentText(time: number, kind: 'date' | 'number'): string {
  if (kind === 'number') return String(time)
  const text = new Date(time).toISOString()
  return time % DAY === 0 ? text.slice(0, 10) : text.slice(0, 16).replace('T', ' ')
}

const units = [
  [7 * DAY, 'w'],
  [DAY, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's']
] as const

/** An interval by the symbols of its units, the same in both languages: 1 h, 7 d. */
export function intervalText({ unit, count }: Interval): string {
  if (unit === 'number') return String(count)
  if (unit === 'month') return count % 12 === 0 ? `${count / 12} a` : `${count} mo`
  const [size, symbol] = units.find(([one]) => count % one === 0) ?? [1, 'ms']
  return `${count / size} ${symbol}`
}

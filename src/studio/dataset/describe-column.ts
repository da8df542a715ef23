import type { ColumnProfile, TextProfile } from '../../shared/dataset/dataset-manifest.ts'
import { isNumeric, type MeasuredColumn } from './profile-table.ts'

const BIN_COUNT = 24
const TOP_COUNT = 20

/** Counts the rows of each bar of a number column while they pass by. */
export interface BinCounts {
  readonly low: number
  readonly width: number
  readonly counts: Float64Array
}

/** Bars of equal width; undefined where the column has no values, or all are the same. */
export function openBins({ range, distinctCount }: MeasuredColumn): BinCounts | undefined {
  if (!range) return undefined
  // No more bars than there are different values.
  const bins = Math.max(1, Math.min(BIN_COUNT, distinctCount))
  const width = (range.max - range.min) / bins
  if (!(width > 0) || !Number.isFinite(width)) return undefined
  return { low: range.min, width, counts: new Float64Array(bins) }
}

export function countInto({ low, width, counts }: BinCounts, values: Float64Array): void {
  const last = counts.length - 1
  for (const value of values) {
    // Missing values are NaN.
    if (value !== value) continue
    const bin = Math.min(last, Math.max(0, Math.floor((value - low) / width)))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
}

/** How often each value of a column of words comes, by the value's code. */
export class CodeCounts {
  #counts = new Float64Array(64)

  add(codes: Int32Array): void {
    for (const code of codes) {
      if (code < 0) continue
      if (code >= this.#counts.length) this.#grow(code)
      this.#counts[code] = (this.#counts[code] ?? 0) + 1
    }
  }

  /** The most frequent values; of those equally frequent, the first in order. */
  top(values: readonly string[]): ColumnProfile['topValues'] {
    return values
      .map((value, code) => ({ value, count: this.#counts[code] ?? 0 }))
      .sort((first, second) => second.count - first.count || compareBytes(first.value, second.value))
      .slice(0, TOP_COUNT)
  }

  /** How often a value comes. */
  of(code: number): number {
    return this.#counts[code] ?? 0
  }

  #grow(code: number): void {
    const larger = new Float64Array(2 * (code + 1))
    larger.set(this.#counts)
    this.#counts = larger
  }
}

/** The order in which DuckDB sorts words: by the bytes of their UTF-8. */
export const compareBytes = (first: string, second: string): number =>
  first === second ? 0 : Buffer.compare(Buffer.from(first), Buffer.from(second))

/** The profile of a measured column, with what was counted while it was written. */
export function describeColumn(
  column: MeasuredColumn,
  bins: BinCounts | undefined,
  topValues: ColumnProfile['topValues'],
  text?: TextProfile
): ColumnProfile {
  const { name, kind, missingCount, distinctCount, range } = column
  return {
    name,
    kind,
    missingCount,
    distinctCount,
    range,
    histogram: range ? histogramOf(range, bins, column) : [],
    topValues: isNumeric(column) ? [] : topValues,
    ...(text ? { text } : {})
  }
}

function histogramOf(
  { min, max }: NonNullable<MeasuredColumn['range']>,
  bins: BinCounts | undefined,
  { valueCount }: MeasuredColumn
): ColumnProfile['histogram'] {
  if (!bins) return [{ low: min, high: max, count: valueCount }]
  const { counts, width } = bins
  return Array.from(counts, (count, bin) => ({
    low: min + bin * width,
    high: bin === counts.length - 1 ? max : min + (bin + 1) * width,
    count
  }))
}

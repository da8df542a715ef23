import { z } from 'zod'
import { fail, ok } from '../../core/checked.ts'
import { choice, decimal, text } from '../../core/params.ts'
import { problem } from '../../problems/catalogue.ts'
import type { Column } from '../column.ts'
import { median } from '../select.ts'
import { defineColumnTransform } from '../transform-definition.ts'

const strategyLabels = {
  median: { en: 'Median', zh: '中位数' },
  mean: { en: 'Mean', zh: '平均值' },
  mostFrequent: { en: 'Most frequent value', zh: '出现最多的值' },
  constant: { en: 'A fixed value', zh: '固定值' },
  dropRows: { en: 'Drop the rows', zh: '删除这些行' }
}

/**
 * Puts a value where a column has none, or drops the rows.
 *
 * Input     a number or category column
 * Output    the same column without missing values; with 'dropRows' the column itself (the rows go beforehand)
 * Problems  dataset/nothing-to-learn   the training rows hold no value at all
 * Source    scikit-learn 1.9, SimpleImputer: of equally frequent values the smallest (first) is taken
 */
export const fillMissing = defineColumnTransform({
  kind: 'fillMissing',
  title: { en: 'Fill missing', zh: '填补缺失值' },
  icon: 'paint-bucket',
  docs: {
    summary: {
      en: 'Puts a value where a cell is empty. The value is worked out from the training rows only, then used for all rows.',
      zh: '为空单元格填入一个值。该值只根据训练集计算，然后用于所有行。'
    },
    usual: {
      en: 'Median for numbers, the most frequent value for categories. Drop rows only when few are affected.',
      zh: '数值列常用中位数，类别列常用出现最多的值。只有少量行缺失时才删除行。'
    }
  },
  params: {
    strategy: choice({
      label: { en: 'Fill with', zh: '填入' },
      options: ['median', 'mean', 'mostFrequent', 'constant', 'dropRows'],
      optionLabels: strategyLabels,
      default: 'median'
    }),
    number: decimal({
      label: { en: 'Value for numbers', zh: '数值列的固定值' },
      help: { en: 'Used with “A fixed value”.', zh: '选择“固定值”时使用。' },
      min: -1e15,
      max: 1e15,
      default: 0
    }),
    text: text({
      label: { en: 'Value for categories', zh: '类别列的固定值' },
      help: { en: 'Used with “A fixed value”.', zh: '选择“固定值”时使用。' },
      maxLength: 200,
      default: 'missing'
    })
  },
  describe: ({ strategy }) => strategyLabels[strategy],
  accepts: ['number', 'category'],
  acceptsWith: ({ strategy }) =>
    strategy === 'median' || strategy === 'mean' ? ['number'] : ['number', 'category'],
  fittedSchema: z.strictObject({ value: z.union([z.number(), z.string(), z.null()]) }),

  fit(column, rows, { strategy, number, text: word }) {
    if (strategy === 'dropRows') return ok({ value: null })
    const isNumeric = 'values' in column
    if (strategy === 'constant') return ok({ value: isNumeric ? number : word })
    const value = isNumeric
      ? fillNumber(column.values, rows, strategy)
      : 'codes' in column
        ? mostFrequentCategory(column, rows)
        : undefined
    return value === undefined
      ? fail(problem('dataset/nothing-to-learn', { column: column.name }))
      : ok({ value })
  },

  apply(column, { value }) {
    if (value === null) return [column]
    if ('values' in column) return [typeof value === 'number' ? withNumber(column, value) : column]
    return ['codes' in column ? withCategory(column, String(value)) : column]
  }
})

type NumberColumn = Extract<Column, { values: Float64Array }>
type CategoryColumn = Extract<Column, { codes: Int32Array }>

function fillNumber(
  values: Float64Array,
  rows: Uint32Array,
  strategy: 'median' | 'mean' | 'mostFrequent'
): number | undefined {
  const present = new Float64Array(rows.length)
  let count = 0
  for (const row of rows) {
    const value = values[row] ?? NaN
    if (Number.isNaN(value)) continue
    present[count] = value
    count += 1
  }
  if (count === 0) return undefined
  const found = present.subarray(0, count)
  if (strategy === 'mean') return found.reduce((sum, value) => sum + value, 0) / count
  return strategy === 'median' ? median(found) : mostFrequent(found)
}

function mostFrequent(values: Float64Array): number {
  const sorted = values.sort()
  let best = sorted[0] ?? NaN
  let bestCount = 0
  let start = 0
  for (let end = 1; end <= sorted.length; end += 1) {
    if (end < sorted.length && sorted[end] === sorted[start]) continue
    if (end - start > bestCount) {
      bestCount = end - start
      best = sorted[start] ?? NaN
    }
    start = end
  }
  return best
}

function mostFrequentCategory(column: CategoryColumn, rows: Uint32Array): string | undefined {
  const counts = new Uint32Array(column.categories.length)
  for (const row of rows) {
    const code = column.codes[row] ?? -1
    if (code >= 0) counts[code] = (counts[code] ?? 0) + 1
  }
  let best = -1
  counts.forEach((count, code) => {
    if (count > (best < 0 ? 0 : (counts[best] ?? 0))) best = code
  })
  return column.categories[best]
}

function withNumber(column: NumberColumn, value: number): Column {
  let filled: Float64Array | undefined
  const { values } = column
  for (let row = 0; row < values.length; row += 1) {
    if (!Number.isNaN(values[row])) continue
    // A column without gaps is passed on as it is: copying a million rows for nothing costs time and memory.
    filled ??= values.slice()
    filled[row] = value
  }
  return filled ? { ...column, values: filled } : column
}

function withCategory(column: CategoryColumn, value: string): Column {
  if (!column.codes.includes(-1)) return column
  const known = column.categories.indexOf(value)
  const code = known < 0 ? column.categories.length : known
  const categories = known < 0 ? [...column.categories, value] : column.categories
  return { ...column, categories, codes: column.codes.map((found) => (found < 0 ? code : found)) }
}

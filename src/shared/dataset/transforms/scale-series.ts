import { z } from 'zod'
import { fail, ok } from '../../core/checked.ts'
import { choice } from '../../core/params.ts'
import { problem } from '../../problems/catalogue.ts'
import { defineColumnTransform } from '../transform-definition.ts'

const scale = z.strictObject({ name: z.string().nullable(), shift: z.number(), scale: z.number().gt(0) })
export const fittedScales = z.strictObject({ scales: z.array(scale) })
type Scale = z.infer<typeof scale>

/**
 * Brings each series to the same scale, by its own training rows.
 *
 * Input     a number column, with the series of its rows where there are several; missing values stay missing
 * Output    (x - shift) / scale, by series: mean and standard deviation, or smallest value and range. A series that never
 *           changes is only shifted; one that training did not have becomes missing
 * Problems  dataset/nothing-to-learn   a series has no value in the training rows
 * Source    scikit-learn 1.9, StandardScaler (divides by n) and MinMaxScaler
 */
export const scaleSeries = defineColumnTransform({
  kind: 'scaleSeries',
  title: { en: 'Scale series', zh: '序列缩放' },
  icon: 'activity',
  docs: {
    summary: {
      en: 'Brings every series to the same scale, each by its own training rows, so that a large shop does not drown a small one. Forecasts are scaled back by themselves.',
      zh: '把每条序列缩放到相同尺度，各自只用自己的训练行，这样大店不会淹没小店。预测值会自动还原。'
    },
    usual: {
      en: 'Nearly always for the column to forecast. Mean and deviation suit most series; smallest and largest suit those with fixed limits.',
      zh: '要预测的列几乎总是需要。多数序列适合用均值和标准差；有固定上下限的序列适合用最小值和最大值。'
    }
  },
  params: {
    method: choice({
      label: { en: 'Scale to', zh: '缩放为' },
      options: ['standardize', 'normalize'],
      optionLabels: {
        standardize: { en: 'Mean 0, deviation 1', zh: '均值 0，标准差 1' },
        normalize: { en: '0 to 1', zh: '0 到 1' }
      },
      default: 'standardize'
    })
  },
  describe: ({ method }) =>
    method === 'normalize'
      ? { en: '0 to 1, by series', zh: '0 到 1，按序列' }
      : { en: 'mean 0, deviation 1, by series', zh: '均值 0，标准差 1，按序列' },
  accepts: ['number'],
  acceptsWith: () => ['number'],
  fittedSchema: fittedScales,

  fit(column, rows, { method }) {
    const values = 'values' in column ? column.values : new Float64Array(0)
    const series = 'values' in column ? column.series : undefined
    const groups = new Map<string | null, number[]>()
    for (const row of rows) {
      const value = values[row] ?? NaN
      const name = series ? series.names[series.codes[row] ?? -1] : null
      if (Number.isNaN(value) || name === undefined) continue
      const group = groups.get(name) ?? []
      group.push(value)
      groups.set(name, group)
    }
    if (groups.size === 0) return fail(problem('dataset/nothing-to-learn', { column: column.name }))
    return ok({ scales: [...groups].map(([name, group]) => ({ name, ...scaleOf(group, method) })) })
  },

  apply(column, { scales }) {
    if (!('values' in column)) return [column]
    const { series } = column
    const byName = new Map(scales.map((one) => [one.name, one]))
    const ofCode = series?.names.map((name) => byName.get(name))
    const only = byName.get(null)
    const values = column.values.map((value, row) => {
      const found = series ? ofCode?.[series.codes[row] ?? -1] : only
      return found ? (value - found.shift) / found.scale : NaN
    })
    return [{ ...column, values }]
  }
})

function scaleOf(values: readonly number[], method: string): Omit<Scale, 'name'> {
  if (method === 'normalize') {
    const low = values.reduce((least, value) => Math.min(least, value), Infinity)
    const high = values.reduce((most, value) => Math.max(most, value), -Infinity)
    return { shift: low, scale: high > low ? high - low : 1 }
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  const deviation = Math.sqrt(variance)
  return { shift: mean, scale: deviation > 10 * Number.EPSILON * Math.abs(mean) ? deviation : 1 }
}

import { z } from 'zod'
import { fail, ok } from '../../core/checked.ts'
import { problem } from '../../problems/catalogue.ts'
import { defineColumnTransform } from '../transform-definition.ts'

/**
 * Scales numbers so that the training rows lie between 0 and 1.
 *
 * Input     a number column; missing values stay missing
 * Output    (x - min) / (max - min); outside 0 … 1 for values outside what training saw; 0 for a constant column
 * Problems  dataset/nothing-to-learn   the training rows hold no value at all
 * Source    scikit-learn 1.9, MinMaxScaler
 */
export const normalize = defineColumnTransform({
  kind: 'normalize',
  title: { en: 'Normalize', zh: '归一化' },
  icon: 'move-horizontal',
  docs: {
    summary: {
      en: 'Scales number columns so that the smallest training value becomes 0 and the largest 1.',
      zh: '缩放数值列，使训练集中的最小值变为 0、最大值变为 1。'
    },
    usual: {
      en: 'For numbers with fixed limits, such as percentages. With outliers, standardize instead.',
      zh: '适合取值范围固定的数值，例如百分比。存在极端值时请改用标准化。'
    }
  },
  params: {},
  describe: () => ({ en: '0 to 1', zh: '0 到 1' }),
  accepts: ['number'],
  acceptsWith: () => ['number'],
  fittedSchema: z.strictObject({ min: z.number(), max: z.number() }),

  fit(column, rows) {
    const values = 'values' in column ? column.values : new Float64Array(0)
    let min = Infinity
    let max = -Infinity
    for (const row of rows) {
      const value = values[row] ?? NaN
      if (value < min) min = value
      if (value > max) max = value
    }
    return min > max ? fail(problem('dataset/nothing-to-learn', { column: column.name })) : ok({ min, max })
  },

  apply(column, { min, max }) {
    if (!('values' in column)) return [column]
    const range = max > min ? max - min : 1
    return [{ ...column, values: column.values.map((value) => (value - min) / range) }]
  }
})

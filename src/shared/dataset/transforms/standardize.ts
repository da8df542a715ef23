import { z } from 'zod'
import { fail, ok } from '../../core/checked.ts'
import { problem } from '../../problems/catalogue.ts'
import { defineColumnTransform } from '../transform-definition.ts'

/**
 * Shifts and scales numbers so that the training rows have mean 0 and standard deviation 1.
 *
 * Input     a number column; missing values stay missing
 * Output    (x - mean) / standardDeviation; a constant column is only shifted
 * Problems  dataset/nothing-to-learn   the training rows hold no value at all
 * Source    scikit-learn 1.9, StandardScaler: the deviation divides by n, not n - 1
 */
export const standardize = defineColumnTransform({
  kind: 'standardize',
  title: { en: 'Standardize', zh: '标准化' },
  icon: 'activity',
  docs: {
    summary: {
      en: 'Brings number columns to the same scale: mean 0, standard deviation 1. Mean and deviation come from the training rows only.',
      zh: '把数值列缩放到相同尺度：平均值 0、标准差 1。平均值和标准差只取自训练集。'
    },
    usual: {
      en: 'Nearly always for numbers, and for the target of a regression; predictions are scaled back by themselves.',
      zh: '数值列几乎总是需要；回归任务的目标列也适用，预测值会自动还原。'
    }
  },
  params: {},
  describe: () => ({ en: 'mean 0, deviation 1', zh: '均值 0，标准差 1' }),
  accepts: ['number'],
  acceptsWith: () => ['number'],
  fittedSchema: z.strictObject({ mean: z.number(), standardDeviation: z.number() }),

  fit(column, rows) {
    const values = 'values' in column ? column.values : new Float64Array(0)
    let count = 0
    let mean = 0
    let squares = 0
    // Welford's running form: a plain sum of squares loses all digits for large, close values.
    for (const row of rows) {
      const value = values[row] ?? NaN
      if (Number.isNaN(value)) continue
      count += 1
      const distance = value - mean
      mean += distance / count
      squares += distance * (value - mean)
    }
    if (count === 0) return fail(problem('dataset/nothing-to-learn', { column: column.name }))
    const standardDeviation = Math.sqrt(squares / count)
    const isConstant = standardDeviation <= 10 * Number.EPSILON * Math.abs(mean)
    return ok({ mean, standardDeviation: isConstant ? 1 : standardDeviation })
  },

  apply(column, { mean, standardDeviation }) {
    if (!('values' in column)) return [column]
    return [{ ...column, values: column.values.map((value) => (value - mean) / standardDeviation) }]
  }
})

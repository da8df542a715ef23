import { z } from 'zod'
import { fail, ok } from '../../core/checked.ts'
import { problem } from '../../problems/catalogue.ts'
import type { Column } from '../column.ts'
import { defineColumnTransform } from '../transform-definition.ts'

/** One column becomes as many as it has values; beyond this the network drowns in them. */
export const MAX_ONE_HOT_CATEGORIES = 1000

/**
 * Replaces a category column by one column of 0 and 1 for each of its values.
 *
 * Input     a category column
 * Output    one number column for each value the training rows hold, in category order, named `column=value`;
 *           all zeros for a value that training did not see; missing where the category is missing
 * Problems  dataset/nothing-to-learn      the training rows hold no value at all
 *           dataset/too-many-categories   more than 1,000 values
 * Source    scikit-learn 1.9, OneHotEncoder(handle_unknown='ignore')
 */
export const oneHot = defineColumnTransform({
  kind: 'oneHot',
  title: { en: 'One-hot', zh: '独热编码' },
  icon: 'columns-3',
  docs: {
    summary: {
      en: 'Turns a category column into one column of 0 and 1 for each of its values, because a network works on numbers.',
      zh: '把类别列变成若干由 0 和 1 组成的列，每个取值一列，因为网络只能处理数字。'
    },
    usual: {
      en: 'For every category column that is a feature. A value that training never saw becomes all zeros.',
      zh: '用于每个作为特征的类别列。训练时没有出现过的取值会变成全 0。'
    }
  },
  params: {},
  describe: () => ({ en: 'one column a value', zh: '每个取值一列' }),
  accepts: ['category'],
  acceptsWith: () => ['category'],
  fittedSchema: z.strictObject({ categories: z.array(z.string()) }),

  fit(column, rows) {
    if (!('codes' in column)) return ok({ categories: [] })
    const seen = new Uint8Array(column.categories.length)
    for (const row of rows) {
      const code = column.codes[row] ?? -1
      if (code >= 0) seen[code] = 1
    }
    const categories = column.categories.filter((_, code) => seen[code] === 1)
    if (categories.length === 0) return fail(problem('dataset/nothing-to-learn', { column: column.name }))
    if (categories.length <= MAX_ONE_HOT_CATEGORIES) return ok({ categories })
    return fail(
      problem('dataset/too-many-categories', {
        column: column.name,
        count: categories.length,
        limit: MAX_ONE_HOT_CATEGORIES
      })
    )
  },

  apply(column, { categories }) {
    if (!('codes' in column)) return [column]
    const positions = new Map(categories.map((category, index) => [category, index]))
    const positionOfCode = Int32Array.from(column.categories, (category) => positions.get(category) ?? -1)
    const columns = categories.map((category) => ({
      kind: 'number' as const,
      name: `${column.name}=${category}`,
      values: new Float64Array(column.codes.length)
    }))
    column.codes.forEach((code, row) => markRow(columns, row, code < 0 ? undefined : positionOfCode[code]))
    return columns
  }
})

type NumberColumn = Extract<Column, { values: Float64Array }>

function markRow(columns: readonly NumberColumn[], row: number, position: number | undefined): void {
  if (position === undefined) for (const { values } of columns) values[row] = NaN
  else if (position >= 0) {
    const target = columns[position]
    if (target) target.values[row] = 1
  }
}

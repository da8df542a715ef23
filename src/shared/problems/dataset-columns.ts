import { kindName } from './kind-names.ts'
import { words } from './words.ts'

type Named = { column: string }

/** What can be wrong with the choice of columns and target. */
export const columnProblems = {
  'dataset/column-missing': words<Named>({
    en: ({ column }) => ({
      message: `There is no column named “${column}”.`,
      fix: 'Choose a column of the data, or rename it in the file.'
    }),
    zh: ({ column }) => ({
      message: `没有名为“${column}”的列。`,
      fix: '请选择数据中已有的列，或在文件中改名。'
    })
  }),
  'dataset/no-target': words({
    en: () => ({
      message: 'No column is chosen as the target.',
      fix: 'Choose the column to predict as the target.'
    }),
    zh: () => ({ message: '还没有选择目标列。', fix: '请把要预测的列设为目标。' })
  }),
  'dataset/several-targets': words<{ names: string }>({
    en: ({ names }) => ({
      message: `One main target was expected, but several are chosen: ${names}.`,
      fix: 'Keep one as the target, and let the others be auxiliary.'
    }),
    zh: ({ names }) => ({
      message: `只能有一个主要目标列，现在选择了多个：${names}。`,
      fix: '请只保留一个目标列，其余设为辅助目标。'
    })
  }),
  'dataset/auxiliary-task': words<{ names: string }>({
    en: ({ names }) => ({
      message: `Only classes and numbers can be predicted together with others, but ${names} should be predicted beside something else.`,
      fix: 'Predict a class or a number, or let these columns be features or ignored.'
    }),
    zh: ({ names }) => ({
      message: `只有类别和数值可以与其他目标一起预测，但 ${names} 被设为辅助目标。`,
      fix: '请改为预测类别或数值，或将这些列设为特征或忽略。'
    })
  }),
  'dataset/several-weights': words<{ names: string }>({
    en: ({ names }) => ({
      message: `One column can say how much each row counts, but several are chosen as weights: ${names}.`,
      fix: 'Keep one as the weight.'
    }),
    zh: ({ names }) => ({
      message: `只能有一列作为样本权重，现在选择了多列：${names}。`,
      fix: '请只保留一列作为权重。'
    })
  }),
  'dataset/weight-not-number': words<Named & { kind: string }>({
    en: ({ column, kind }) => ({
      message: `A weight is a number, but “${column}” holds ${kindName(kind, 'en')}.`,
      fix: 'Choose a number column as the weight.'
    }),
    zh: ({ column, kind }) => ({
      message: `权重必须是数值，但“${column}”是${kindName(kind, 'zh')}。`,
      fix: '请选择数值列作为权重。'
    })
  }),
  'dataset/weight-negative': words<Named & { value: number; count: number }>({
    en: ({ column, value, count }) => ({
      message: `Weights are 0 or more, but ${count === 1 ? 'a row' : `${count} rows`} of “${column}” ${count === 1 ? 'holds' : 'hold'} less, such as ${value}.`,
      fix: 'Put these numbers right in the file, or choose another column as the weight.'
    }),
    zh: ({ column, value, count }) => ({
      message: `权重不能小于 0，但“${column}”有 ${count} 行小于 0，例如 ${value}。`,
      fix: '请在文件中改正这些数值，或选择其他列作为权重。'
    })
  }),
  'dataset/weights-all-zero': words<Named>({
    en: ({ column }) => ({
      message: `The weight “${column}” is 0 in every training row, so that no row counts.`,
      fix: 'Choose another column as the weight, or none.'
    }),
    zh: ({ column }) => ({
      message: `权重列“${column}”在所有训练行中都是 0，没有任何一行起作用。`,
      fix: '请选择其他列作为权重，或不使用权重。'
    })
  }),
  'dataset/no-features': words({
    en: () => ({ message: 'No column is left to learn from.', fix: 'Set at least one column to “feature”.' }),
    zh: () => ({ message: '没有可供学习的特征列。', fix: '请至少把一列设为“特征”。' })
  }),
  'dataset/target-not-number': words<Named & { kind: string }>({
    en: ({ column, kind }) => ({
      message: `A regression predicts a number, but the target “${column}” holds ${kindName(kind, 'en')}.`,
      fix: 'Choose a number column as the target, or choose classification.'
    }),
    zh: ({ column, kind }) => ({
      message: `回归任务预测数值，但目标列“${column}”是${kindName(kind, 'zh')}。`,
      fix: '请选择数值列作为目标，或改为分类任务。'
    })
  }),
  'dataset/constant-target': words<Named & { value: number }>({
    en: ({ column, value }) => ({
      message: `The target “${column}” is ${value} in every row, so there is nothing to learn.`,
      fix: 'Choose another column as the target.'
    }),
    zh: ({ column, value }) => ({
      message: `目标列“${column}”在每一行都是 ${value}，没有可学习的内容。`,
      fix: '请选择其他列作为目标。'
    })
  }),
  'dataset/one-class': words<Named & { class: string }>({
    en: ({ column, class: name }) => ({
      message: `A classification needs at least two classes, but “${column}” has only “${name}”.`,
      fix: 'Add examples of another class, or choose another target.'
    }),
    zh: ({ column, class: name }) => ({
      message: `分类至少需要两个类别，但“${column}”只有“${name}”。`,
      fix: '请加入其他类别的样本，或选择其他目标。'
    })
  }),
  'dataset/too-many-classes': words<Named & { count: number; limit: number }>({
    en: ({ column, count, limit }) => ({
      message: `The target “${column}” has ${count} different values; a classification takes at most ${limit} classes.`,
      fix: 'Choose another target, or regression if the column holds numbers.'
    }),
    zh: ({ column, count, limit }) => ({
      message: `目标列“${column}”有 ${count} 种取值，分类任务最多支持 ${limit} 个类别。`,
      fix: '请选择其他目标；如果该列是数值，请改为回归任务。'
    })
  }),
  'dataset/too-many-categories': words<Named & { count: number; limit: number }>({
    en: ({ column, count, limit }) => ({
      message: `“${column}” has ${count} different values; at most ${limit} can be used as categories.`,
      fix: 'Ignore this column.'
    }),
    zh: ({ column, count, limit }) => ({
      message: `“${column}”有 ${count} 种取值，作为类别最多支持 ${limit} 种。`,
      fix: '请忽略这一列。'
    })
  }),
  'dataset/not-a-number': words<Named & { value: string }>({
    en: ({ column, value }) => ({
      message: `“${column}” cannot be read as numbers: it holds “${value}”.`,
      fix: 'Keep it as a category, or correct the value in the file.'
    }),
    zh: ({ column, value }) => ({
      message: `“${column}”无法按数值读取：其中有“${value}”。`,
      fix: '请保留为类别，或在文件中更正该值。'
    })
  }),
  'dataset/not-a-date': words<Named & { value: string }>({
    en: ({ column, value }) => ({
      message: `“${column}” cannot be read as dates: it holds “${value}”.`,
      fix: 'Keep it as a category, or correct the value in the file.'
    }),
    zh: ({ column, value }) => ({
      message: `“${column}”无法按日期读取：其中有“${value}”。`,
      fix: '请保留为类别，或在文件中更正该值。'
    })
  }),
  'dataset/category-not-encoded': words<Named>({
    en: ({ column }) => ({
      message: `The feature “${column}” holds categories, but a network takes numbers.`,
      fix: 'Add the step One-hot, or ignore this column.'
    }),
    zh: ({ column }) => ({
      message: `特征列“${column}”是类别，而网络只接受数字。`,
      fix: '请添加“独热编码”步骤，或忽略这一列。'
    })
  }),
  'dataset/text-feature': words<Named>({
    en: ({ column }) => ({
      message: `The feature “${column}” holds text, but a network takes numbers.`,
      fix: 'Add Cut into words and then TF-IDF, or ignore this column.'
    }),
    zh: ({ column }) => ({
      message: `特征列“${column}”是文本，而网络只接受数字。`,
      fix: '请添加“分词”再添加“TF-IDF”，或忽略这一列。'
    })
  }),
  'dataset/date-feature': words<Named>({
    en: ({ column }) => ({
      message: `The feature “${column}” holds dates, but a network takes numbers.`,
      fix: 'Ignore this column, or read it as a number (milliseconds).'
    }),
    zh: ({ column }) => ({
      message: `特征列“${column}”是日期，而网络只接受数字。`,
      fix: '请忽略这一列，或把它设为数值（毫秒）。'
    })
  })
} as const

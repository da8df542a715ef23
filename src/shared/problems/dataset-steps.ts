import { kindName } from './kind-names.ts'
import { words } from './words.ts'

type Named = { column: string }
type Step = { step: string; stepZh: string }

const rows = (count: number): string => `${count} ${count === 1 ? 'row' : 'rows'}`

/** What can be wrong with steps, their settings, and what comes out of them. */
export const preparationProblems = {
  'dataset/unknown-step': words<{ kind: string }>({
    en: ({ kind }) => ({
      message: `There is no preparation step of kind “${kind}”.`,
      fix: 'Remove the step, or open the project with the version that made it.'
    }),
    zh: ({ kind }) => ({
      message: `没有类型为“${kind}”的预处理步骤。`,
      fix: '请删除该步骤，或用创建它的版本打开项目。'
    })
  }),
  'dataset/step-setting': words<Step & { setting: string; expected: string; found: string }>({
    en: ({ step, setting, expected, found }) => ({
      message: `${step}: the setting “${setting}” is ${found}; expected: ${expected}.`,
      fix: 'Correct the setting.'
    }),
    zh: ({ stepZh, setting, expected, found }) => ({
      message: `${stepZh}：设置“${setting}”为 ${found}，应为：${expected}。`,
      fix: '请更正该设置。'
    })
  }),
  'dataset/step-for-images': words<Step>({
    en: ({ step }) => ({
      message: `${step} works on images, but this data set is a table.`,
      fix: 'Remove the step.'
    }),
    zh: ({ stepZh }) => ({ message: `“${stepZh}”只用于图像，而当前数据集是表格。`, fix: '请删除该步骤。' })
  }),
  'dataset/step-for-tables': words<Step>({
    en: ({ step }) => ({
      message: `${step} works on tables, but this data set holds images.`,
      fix: 'Remove the step.'
    }),
    zh: ({ stepZh }) => ({ message: `“${stepZh}”只用于表格，而当前数据集是图像。`, fix: '请删除该步骤。' })
  }),
  'dataset/step-repeated': words<Step>({
    en: ({ step }) => ({ message: `${step} is there twice.`, fix: 'Remove one of the two.' }),
    zh: ({ stepZh }) => ({ message: `“${stepZh}”出现了两次。`, fix: '请删除其中一个。' })
  }),
  'dataset/step-on-ignored': words<Step & Named>({
    en: ({ step, column }) => ({
      message: `${step} is set for “${column}”, which is ignored.`,
      fix: 'Take the column out of the step, or make it a feature.'
    }),
    zh: ({ stepZh, column }) => ({
      message: `“${stepZh}”选择了被忽略的列“${column}”。`,
      fix: '请从该步骤中去掉这一列，或把它设为特征。'
    })
  }),
  'dataset/step-on-weight': words<Step & Named>({
    en: ({ step, column }) => ({
      message: `${step} is set for “${column}”, which weights the rows and is used as it is.`,
      fix: 'Take the column out of the step, or make it a feature.'
    }),
    zh: ({ stepZh, column }) => ({
      message: `“${stepZh}”选择了作为样本权重的列“${column}”，权重按原值使用。`,
      fix: '请从该步骤中去掉这一列，或把它设为特征。'
    })
  }),
  'dataset/step-on-target': words<Step & Named>({
    en: ({ step, column }) => ({
      message: `${step} cannot change the target “${column}”; only Standardize can, once, where it is a number.`,
      fix: 'Take the column out of the step.'
    }),
    zh: ({ stepZh, column }) => ({
      message: `“${stepZh}”不能用于目标列“${column}”；目标为数值时，只可做一次标准化。`,
      fix: '请从该步骤中去掉这一列。'
    })
  }),
  'dataset/step-after-one-hot': words<Step & Named>({
    en: ({ step, column }) => ({
      message: `${step} comes after One-hot for “${column}”, which is then only 0 and 1.`,
      fix: 'Move the step before One-hot, or take the column out of it.'
    }),
    zh: ({ stepZh, column }) => ({
      message: `“${column}”经独热编码后只剩 0 和 1，不能再做“${stepZh}”。`,
      fix: '请把该步骤移到独热编码之前，或从中去掉这一列。'
    })
  }),
  'dataset/step-kind': words<Step & Named & { kind: string }>({
    en: ({ step, column, kind }) => ({
      message: `${step} with these settings does not work on “${column}”, which holds ${kindName(kind, 'en')}.`,
      fix: 'Take the column out of the step, or change the setting.'
    }),
    zh: ({ stepZh, column, kind }) => ({
      message: `“${stepZh}”的当前设置不适用于${kindName(kind, 'zh')}列“${column}”。`,
      fix: '请从该步骤中去掉这一列，或更改设置。'
    })
  }),
  'dataset/nothing-to-learn': words<Named>({
    en: ({ column }) => ({
      message: `“${column}” has no value in any training row, so a step has nothing to learn from.`,
      fix: 'Ignore this column.'
    }),
    zh: ({ column }) => ({
      message: `“${column}”在训练集中没有任何值，步骤无法从中学习。`,
      fix: '请忽略这一列。'
    })
  }),
  'dataset/missing-in-feature': words<Named & { count: number }>({
    en: ({ column, count }) => ({
      message: `“${column}” has no value in ${rows(count)}, but a network takes numbers only.`,
      fix: 'Add the step Fill missing before the others, or ignore this column.'
    }),
    zh: ({ column, count }) => ({
      message: `“${column}”有 ${count} 行缺失值，而网络只接受数字。`,
      fix: '请在其他步骤之前添加“填补缺失值”，或忽略这一列。'
    })
  }),
  'dataset/value-too-large': words<Named & { value: number }>({
    en: ({ column, value }) => ({
      message: `“${column}” holds ${value}, which is too large for a network’s 32-bit numbers.`,
      fix: 'Add the step Standardize for this column, or correct the value.'
    }),
    zh: ({ column, value }) => ({
      message: `“${column}”中的 ${value} 超出了网络使用的 32 位数值范围。`,
      fix: '请对该列添加“标准化”步骤，或更正该值。'
    })
  }),
  'dataset/matrix-too-large': words<{ rowCount: number; featureCount: number }>({
    en: ({ rowCount, featureCount }) => ({
      message: `${rowCount} rows of ${featureCount} numbers are more than can be held in memory.`,
      fix: 'Ignore category columns with many values, or use fewer rows.'
    }),
    zh: ({ rowCount, featureCount }) => ({
      message: `${rowCount} 行 × ${featureCount} 个数值超出了内存可容纳的范围。`,
      fix: '请忽略取值很多的类别列，或减少行数。'
    })
  }),
  'dataset/preparation-damaged': words<{ step: string; column: string }>({
    en: ({ step, column }) => ({
      message: `The saved preparation does not fit its step “${step}” for “${column}”.`,
      fix: 'Train or export the model again.'
    }),
    zh: ({ step, column }) => ({
      message: `保存的预处理信息与“${column}”的步骤“${step}”不符。`,
      fix: '请重新训练或重新导出模型。'
    })
  }),
  'dataset/no-image-size': words({
    en: () => ({
      message: 'Images need one size before a network can take them.',
      fix: 'Add the step Resize.'
    }),
    zh: () => ({ message: '图像需要统一尺寸后网络才能使用。', fix: '请添加“调整尺寸”步骤。' })
  }),
  'dataset/images-regression': words({
    en: () => ({
      message: 'A folder of images can be used for classification only.',
      fix: 'Choose classification.'
    }),
    zh: () => ({ message: '图像文件夹只能用于分类任务。', fix: '请选择分类任务。' })
  })
} as const

/** What can be wrong with the split, and rows that are left out. */
export const rowProblems = {
  'dataset/split-shares': words<{ sum: number }>({
    en: ({ sum }) => ({
      message: `The shares of train, validation and test add up to ${sum}, not to 1.`,
      fix: 'Change one of them so that they add up to 1.'
    }),
    zh: ({ sum }) => ({
      message: `训练、验证、测试的比例之和是 ${sum}，应为 1。`,
      fix: '请调整其中一项，使总和为 1。'
    })
  }),
  'dataset/no-training-part': words({
    en: () => ({ message: 'The training part has no rows.', fix: 'Give the training part a share above 0.' }),
    zh: () => ({ message: '训练集没有任何行。', fix: '请为训练集设置大于 0 的比例。' })
  }),
  'dataset/too-few-rows': words<{ rowCount: number; needed: number }>({
    en: ({ rowCount, needed }) => ({
      message: `${rows(rowCount)} cannot be split into ${needed} parts.`,
      fix: `Use at least ${needed} rows; for a useful model, many more.`
    }),
    zh: ({ rowCount, needed }) => ({
      message: `${rowCount} 行无法分成 ${needed} 个部分。`,
      fix: `至少需要 ${needed} 行；要得到有用的模型需要更多数据。`
    })
  }),
  'dataset/all-rows-dropped': words<{ rowCount: number }>({
    en: ({ rowCount }) => ({
      message: `None of the ${rows(rowCount)} is left for training: each lacks the target or is dropped by a step.`,
      fix: 'Fill missing values instead of dropping rows, or choose another target.'
    }),
    zh: ({ rowCount }) => ({
      message: `${rowCount} 行中没有可用于训练的行：每一行都缺少目标值，或被某个步骤删除。`,
      fix: '请填补缺失值而不是删除行，或选择其他目标。'
    })
  }),
  'dataset/rows-without-target': words<Named & { count: number }>({
    en: ({ column, count }) => ({
      message: `${rows(count)} without a value in the target “${column}” ${count === 1 ? 'is' : 'are'} not used.`
    }),
    zh: ({ column, count }) => ({ message: `目标列“${column}”缺失的 ${count} 行没有使用。` })
  }),
  'dataset/rows-without-auxiliary': words<{ columns: string; count: number }>({
    en: ({ columns, count }) => ({
      message: `${rows(count)} without a value in what is predicted beside the target (${columns}) ${count === 1 ? 'is' : 'are'} not used.`
    }),
    zh: ({ columns, count }) => ({ message: `辅助目标（${columns}）缺失的 ${count} 行没有使用。` })
  }),
  'dataset/rows-without-weight': words<Named & { count: number }>({
    en: ({ column, count }) => ({
      message: `${rows(count)} without a number in the weight “${column}” ${count === 1 ? 'is' : 'are'} not used.`
    }),
    zh: ({ column, count }) => ({ message: `权重列“${column}”缺失的 ${count} 行没有使用。` })
  }),
  'dataset/rows-dropped': words<{ count: number }>({
    en: ({ count }) => ({
      message: `${rows(count)} with missing values ${count === 1 ? 'is' : 'are'} dropped, as a step asks.`
    }),
    zh: ({ count }) => ({ message: `按步骤要求删除了 ${count} 行有缺失值的数据。` })
  })
} as const

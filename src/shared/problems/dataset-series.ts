import { kindName } from './kind-names.ts'
import { words } from './words.ts'

type Named = { column: string }
type Step = { step: string; stepZh: string }

const roleWords: Readonly<Record<string, { en: string; zh: string }>> = {
  time: { en: 'time column', zh: '时间列' },
  series: { en: 'series column', zh: '序列列' }
}
const partWords: Readonly<Record<string, string>> = { train: '训练', validation: '验证', test: '测试' }

const inSeries = (series: string): string => (series === '' ? '' : ` of series “${series}”`)
const inSeriesZh = (series: string): string => (series === '' ? '' : `（序列“${series}”）`)

/** What can be wrong with series that are to be forecast. An empty `series` is a table that is one series. */
export const seriesProblems = {
  'dataset/no-time': words({
    en: () => ({
      message: 'A forecast needs a column that says when each row was.',
      fix: 'Give one date or number column the role “time”.'
    }),
    zh: () => ({ message: '预测需要一列说明每行的时间。', fix: '请把一个日期列或数值列的用途设为“时间”。' })
  }),
  'dataset/time-is-no-time': words<Named & { kind: string }>({
    en: ({ column, kind }) => ({
      message: `“${column}” is to order the rows in time, but it holds ${kindName(kind, 'en')}, neither dates nor numbers.`,
      fix: 'Choose another time column, or set the column’s kind to date.'
    }),
    zh: ({ column, kind }) => ({
      message: `“${column}”用来按时间排序，但它的类型是${kindName(kind, 'zh')}，既不是日期也不是数值。`,
      fix: '请选择其他时间列，或把该列的类型设为日期。'
    })
  }),
  'dataset/several-of-role': words<{ role: string; names: string }>({
    en: ({ role, names }) => ({
      message: `There can be only one ${roleWords[role]?.en ?? role}, but there are several: ${names}.`,
      fix: 'Keep one and give the others another role.'
    }),
    zh: ({ role, names }) => ({
      message: `只能有一个${roleWords[role]?.zh ?? role}，但现在有多个：${names}。`,
      fix: '请保留一个，并更改其他列的用途。'
    })
  }),
  'dataset/no-series-windows': words<Named>({
    en: ({ column }) => ({
      message: `Nothing says yet how many rows of “${column}” are read and how many are forecast.`,
      fix: 'Add the step “Windows over time” on this column.'
    }),
    zh: ({ column }) => ({
      message: `还没有指定“${column}”每次读取多少行、预测多少行。`,
      fix: '请在该列上添加“时间窗口”步骤。'
    })
  }),
  'dataset/weight-in-forecast': words({
    en: () => ({
      message: 'Rows of series all count the same; a forecast takes no weights.',
      fix: 'Make the weight column a feature, or ignore it.'
    }),
    zh: () => ({ message: '预测时各行权重相同，不能使用权重列。', fix: '请把权重列设为特征，或忽略它。' })
  }),
  'dataset/step-on-forecast': words<Step & Named>({
    en: ({ step, column }) => ({
      message: `${step} cannot change “${column}”, the column to forecast.`,
      fix: 'Use “Scale series” and “Windows over time”, each once.'
    }),
    zh: ({ stepZh, column }) => ({
      message: `“${stepZh}”不能用于要预测的列“${column}”。`,
      fix: '请使用“序列缩放”和“时间窗口”，各一次。'
    })
  }),
  'dataset/step-on-time': words<Step & Named>({
    en: ({ step, column }) => ({
      message: `${step} cannot work on “${column}”, which orders the rows in time.`,
      fix: 'Use “Calendar” on it, or nothing.'
    }),
    zh: ({ stepZh, column }) => ({
      message: `“${stepZh}”不能用于时间列“${column}”。`,
      fix: '时间列只能使用“日历特征”，或不用任何步骤。'
    })
  }),
  'dataset/step-on-series': words<Step & Named>({
    en: ({ step, column }) => ({
      message: `${step} cannot work on “${column}”, which tells the series apart.`,
      fix: 'Take the column out of the step.'
    }),
    zh: ({ stepZh, column }) => ({
      message: `“${stepZh}”不能用于区分序列的列“${column}”。`,
      fix: '请从该步骤中移除此列。'
    })
  }),
  'dataset/windows-for-forecast': words<Step & Named>({
    en: ({ step, column }) => ({
      message: `${step} works on the column that a forecast is to go on with, which “${column}” is not.`,
      fix: 'Choose the task “forecast” and use the step on its target.'
    }),
    zh: ({ stepZh, column }) => ({
      message: `“${stepZh}”只用于要预测的列，而“${column}”不是。`,
      fix: '请选择“预测”任务，并把该步骤用于目标列。'
    })
  }),
  'dataset/time-missing': words<Named & { count: number; row: number }>({
    en: ({ column, count, row }) => ({
      message: `${count} ${count === 1 ? 'row has' : 'rows have'} no “${column}”, first row ${row}: where they stand in time is unknown.`,
      fix: 'Fill in the missing cells, or delete these rows from the file.'
    }),
    zh: ({ column, count, row }) => ({
      message: `有 ${count} 行缺少“${column}”（首次出现在第 ${row} 行），无法得知它们的时间。`,
      fix: '请补全这些单元格，或从文件中删除这些行。'
    })
  }),
  'dataset/time-repeated': words<Named & { time: string; series: string }>({
    en: ({ column, time, series }) => ({
      message: `Several rows${inSeries(series)} have the same “${column}”: ${time}.`,
      fix: 'If the table holds several series, give the column that tells them apart the role “series”; else delete the repeated rows.'
    }),
    zh: ({ column, time, series }) => ({
      message: `有多行${inSeriesZh(series)}的“${column}”相同：${time}。`,
      fix: '如果表格含有多条序列，请把区分它们的列设为“序列”；否则请删除重复的行。'
    })
  }),
  'dataset/time-gap': words<Named & { after: string; before: string; usual: string; series: string }>({
    en: ({ column, after, before, usual, series }) => ({
      message: `Rows${inSeries(series)} are usually ${usual} apart, but nothing stands between ${after} and ${before} in “${column}”.`,
      fix: 'Add the missing rows, or keep only the rows before or after the gap.'
    }),
    zh: ({ column, after, before, usual, series }) => ({
      message: `各行${inSeriesZh(series)}通常相隔 ${usual}，但“${column}”中 ${after} 与 ${before} 之间不是这个间隔。`,
      fix: '请补上缺少的行，或只保留缺口之前或之后的行。'
    })
  }),
  'dataset/series-missing': words<Named & { count: number; time: string; series: string }>({
    en: ({ column, count, time, series }) => ({
      message: `“${column}” is missing in ${count} ${count === 1 ? 'row' : 'rows'}, first at ${time}${inSeries(series)}.`,
      fix: 'Fill in the values: what is missing can be neither learned nor forecast from.'
    }),
    zh: ({ column, count, time, series }) => ({
      message: `“${column}”有 ${count} 行缺失，首次出现在 ${time}${inSeriesZh(series)}。`,
      fix: '请补全这些数值：缺失的数据既无法学习，也无法用来预测。'
    })
  }),
  'dataset/series-unnamed': words<Named & { count: number }>({
    en: ({ column, count }) => ({
      message: `${count} ${count === 1 ? 'row belongs' : 'rows belong'} to no series: “${column}” is empty there.`,
      fix: 'Fill in the column, or delete these rows.'
    }),
    zh: ({ column, count }) => ({
      message: `有 ${count} 行不属于任何序列：“${column}”为空。`,
      fix: '请补全该列，或删除这些行。'
    })
  }),
  'dataset/series-constant': words<Named & { value: number; series: string }>({
    en: ({ column, value, series }) => ({
      message: `“${column}”${inSeries(series)} is ${value} in every row of the training part: there is nothing to learn.`,
      fix: 'Leave this series out, or use more of its past.'
    }),
    zh: ({ column, value, series }) => ({
      message: `“${column}”${inSeriesZh(series)}在训练集中始终为 ${value}，没有可学习的内容。`,
      fix: '请去掉这条序列，或使用更长的历史数据。'
    })
  }),
  'dataset/series-too-short': words<{ part: string; found: number; needed: number; series: string }>({
    en: ({ part, found, needed, series }) => ({
      message: `The ${part} part${inSeries(series)} has ${found} rows, but one window needs ${needed}.`,
      fix: 'Use more rows, read or forecast fewer at once, or change the shares of the parts.'
    }),
    zh: ({ part, found, needed, series }) => ({
      message: `${partWords[part] ?? part}部分${inSeriesZh(series)}只有 ${found} 行，而一个窗口需要 ${needed} 行。`,
      fix: '请使用更多行、减少读取或预测的行数，或调整各部分的比例。'
    })
  }),
  'dataset/rows-put-in-order': words({
    en: () => ({
      message: 'The rows of the file were not in order of time; they were put in order.',
      fix: 'Nothing has to be done.'
    }),
    zh: () => ({ message: '文件中的行没有按时间排列，已自动排好。', fix: '无需处理。' })
  }),
  'dataset/series-unknown': words<Named & { series: string }>({
    en: ({ column, series }) => ({
      message: `“${series}” in “${column}” is a series that training did not have.`,
      fix: 'Take its rows out, or train again with it.'
    }),
    zh: ({ column, series }) => ({
      message: `“${column}”中的“${series}”是训练时没有的序列。`,
      fix: '请去掉它的行，或把它加入后重新训练。'
    })
  })
} as const

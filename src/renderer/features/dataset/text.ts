import type { ColumnKind, ColumnRole } from '../../../shared/dataset/column.ts'
import { formatCount, formatNumber } from '../../text/format.ts'
import type { Both } from '../../text/text.svelte.ts'

/** "1 row", "2 rows": the English plural of regular nouns. */
export const counted = (count: number, noun: string): string =>
  `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`

export const kindNames: Readonly<Record<ColumnKind, Both<string>>> = {
  number: { en: 'number', zh: '数值' },
  category: { en: 'category', zh: '类别' },
  text: { en: 'text', zh: '文本' },
  date: { en: 'date', zh: '日期' }
}

export const roleNames: Readonly<Record<ColumnRole, Both<string>>> = {
  feature: { en: 'Feature', zh: '特征' },
  target: { en: 'Target', zh: '目标' },
  auxiliary: { en: 'Also predicted', zh: '一并预测' },
  weight: { en: 'Weight', zh: '权重' },
  time: { en: 'Time', zh: '时间' },
  series: { en: 'Series', zh: '序列' },
  ignored: { en: 'Ignored', zh: '忽略' }
}

/** Words of the Data stage. */
export const text = {
  data: { en: 'Data', zh: '数据' },
  rows: { en: (count: number) => counted(count, 'row'), zh: (count: number) => `${formatCount(count)} 行` },
  columns: {
    en: (count: number) => counted(count, 'column'),
    zh: (count: number) => `${formatCount(count)} 列`
  },
  images: {
    en: (count: number) => counted(count, 'image'),
    zh: (count: number) => `${formatCount(count)} 张图像`
  },
  classes: {
    en: (count: number) => `${formatCount(count)} ${count === 1 ? 'class' : 'classes'}`,
    zh: (count: number) => `${formatCount(count)} 个类别`
  },
  imported: { en: (date: string) => `imported ${date}`, zh: (date: string) => `${date} 导入` },
  replace: { en: 'Replace data', zh: '更换数据' },
  replaceFile: { en: 'With another file…', zh: '换成其他文件…' },
  replaceFolder: { en: 'With a folder of images…', zh: '换成图像文件夹…' },
  design: { en: 'Design the network', zh: '设计网络' },
  notes: { en: (count: number) => counted(count, 'note'), zh: (count: number) => `${count} 条说明` },

  emptyTitle: { en: 'Start with data', zh: '从数据开始' },
  emptyText: {
    en: 'Drop a table (CSV) or a text here, or a folder with one sub-folder of images or texts for each class. It stays on this computer.',
    zh: '将表格（CSV）、文本，或按类别分子文件夹的图像或文本文件夹拖到这里。数据不会离开这台电脑。'
  },
  chooseFile: { en: 'Choose a file', zh: '选择文件' },
  chooseFolder: { en: 'Choose a folder of images', zh: '选择图像文件夹' },
  orSample: { en: 'Or try a sample', zh: '或者试用示例' },
  sampleOpens: { en: 'Opens in a project of its own', zh: '将在单独的项目中打开' },
  reading: { en: 'Reading the data', zh: '正在读取数据' },

  preparation: { en: 'Preparation', zh: '数据处理步骤' },
  readTable: { en: 'Read table', zh: '读取表格' },
  readImages: { en: 'Read images', zh: '读取图像' },
  encodeTarget: { en: 'Encode target', zh: '编码目标' },
  scaleTarget: { en: 'Target', zh: '目标' },
  nextToken: { en: 'Next token', zh: '下一个词元' },
  nextTokenDetail: { en: 'what comes next in the text', zh: '文本接下来的内容' },
  hiddenWords: { en: 'Hidden words', zh: '被遮住的词' },
  hiddenWordsDetail: { en: 'guessed from the others', zh: '根据其余的词来猜' },
  noTarget: { en: 'choose a column', zh: '请选择一列' },
  noTargetText: {
    en: 'Choose the column that the network is to predict.',
    zh: '请选择要让网络预测的列。'
  },
  asNumber: { en: 'as a number', zh: '作为数值' },
  addStep: { en: 'Add a step', zh: '添加步骤' },
  stepChanged: {
    en: (cells: number, columns: number) => `${counted(cells, 'cell')}, ${counted(columns, 'column')}`,
    zh: (cells: number, columns: number) => `${formatCount(cells)} 个单元格，${formatCount(columns)} 列`
  },
  stepKeys: {
    en: 'Alt and an arrow key move the step, Delete removes it',
    zh: '按 Alt 加方向键移动步骤，按 Delete 删除'
  },
  newInputs: {
    en: (shape: string) => `The network receives ${shape} numbers for each row`,
    zh: (shape: string) => `每行向网络输入 ${shape} 个数`
  },

  split: { en: 'Split', zh: '划分' },
  splitBy: {
    en: (target: string, seed: number) => `by ${target}, seed ${seed}`,
    zh: (target: string, seed: number) => `按 ${target} 分层，种子 ${seed}`
  },
  splitRandom: {
    en: (seed: number) => `at random, seed ${seed}`,
    zh: (seed: number) => `随机划分，种子 ${seed}`
  },
  splitByTime: { en: 'by time, the newest rows last', zh: '按时间划分，最新的在最后' },
  train: { en: 'Train', zh: '训练' },
  validation: { en: 'Validation', zh: '验证' },
  validationShort: { en: 'Val.', zh: '验证' },
  test: { en: 'Test', zh: '测试' },

  shownImported: { en: 'Shown as imported', zh: '显示导入时的数据' },
  shownAfter: {
    en: (step: number) => `Shown after step ${step},`,
    zh: (step: number) => `显示第 ${step} 步之后：`
  },
  missingCells: {
    en: (count: number) => counted(count, 'missing value'),
    zh: (count: number) => `${formatCount(count)} 个缺失值`
  },
  farOut: { en: 'far from the rest', zh: '远离其余数值' },
  rowsOf: {
    en: (first: number, last: number, all: number) =>
      `rows ${formatCount(first)}–${formatCount(last)} of ${formatCount(all)}`,
    zh: (first: number, last: number, all: number) =>
      `第 ${formatCount(first)}–${formatCount(last)} 行，共 ${formatCount(all)} 行`
  },
  noRows: { en: 'No row passes the filters.', zh: '没有符合筛选条件的行。' },
  row: { en: 'Row', zh: '行' },
  missing: { en: 'missing', zh: '缺失' },
  missingIn: {
    en: (count: number, share: string) =>
      count === 0 ? '0 missing' : `${formatCount(count)} missing · ${share}`,
    zh: (count: number, share: string) => (count === 0 ? '无缺失' : `缺失 ${formatCount(count)} · ${share}`)
  },
  distinct: {
    en: (count: number) => `${formatCount(count)} different`,
    zh: (count: number) => `${formatCount(count)} 个不同值`
  },
  class: { en: 'class', zh: '类别' },
  target: { en: 'target', zh: '目标' },
  weight: { en: 'weight', zh: '权重' },
  time: { en: 'time', zh: '时间' },
  series: { en: 'series', zh: '序列' },
  ignored: { en: 'ignored', zh: '已忽略' },
  asForecast: { en: 'in the rows ahead', zh: '在后续行中' },
  forecastTarget: { en: 'What comes next', zh: '接下来的值' },
  asAnswer: { en: 'word by word', zh: '逐词写出' },
  answerTarget: { en: 'Answer', zh: '回答' },
  made: { en: 'made by a step', zh: '由步骤生成' },
  sort: { en: (name: string) => `Sort by ${name}`, zh: (name: string) => `按 ${name} 排序` },

  filter: { en: 'Filter', zh: '筛选' },
  clearFilters: { en: 'Clear', zh: '清除' },
  removeFilter: { en: 'Remove the filter', zh: '移除此筛选' },
  filterColumn: { en: 'Column', zh: '列' },
  filterMissing: { en: 'is missing', zh: '缺失' },
  filterEquals: { en: 'is', zh: '等于' },
  filterBetween: { en: 'lies between', zh: '介于' },
  filterApply: { en: 'Add the filter', zh: '添加筛选' },
  filterBetweenWords: {
    en: (column: string, low: number, high: number) =>
      `${column} ${formatNumber(low)} to ${formatNumber(high)}`,
    zh: (column: string, low: number, high: number) =>
      `${column} ${formatNumber(low)} 至 ${formatNumber(high)}`
  },
  filterMissingWords: {
    en: (column: string) => `${column} is missing`,
    zh: (column: string) => `${column} 缺失`
  },
  filterEqualsWords: {
    en: (column: string, value: string) => `${column} is ${value}`,
    zh: (column: string, value: string) => `${column} 为 ${value}`
  },
  filterRowsWords: {
    en: (count: number) => counted(count, 'chosen row'),
    zh: (count: number) => `选定的 ${count} 行`
  },
  columnsShown: {
    en: (shown: number, all: number) => `${formatCount(shown)} of ${formatCount(all)} columns`,
    zh: (shown: number, all: number) => `显示 ${formatCount(shown)} / ${formatCount(all)} 列`
  },
  findColumn: { en: 'Find a column', zh: '查找列' },
  moreColumns: {
    en: (count: number) => `${formatCount(count)} more; type to narrow down`,
    zh: (count: number) => `还有 ${formatCount(count)} 列，请输入名称缩小范围`
  },
  table: { en: 'Rows of the data', zh: '数据表' },
  tableKeys: {
    en: 'Arrow keys move, Enter selects the column, S sorts by it',
    zh: '方向键移动，回车选择该列，S 按该列排序'
  },

  allClasses: { en: 'All classes', zh: '全部类别' },
  thumbnailSize: { en: 'Size of the images', zh: '图像大小' },
  sizes: {
    small: { en: 'S', zh: '小' },
    medium: { en: 'M', zh: '中' },
    large: { en: 'L', zh: '大' }
  },
  lens: { en: 'Image', zh: '图像' },
  previous: { en: 'Previous image', zh: '上一张' },
  next: { en: 'Next image', zh: '下一张' },
  lookCloser: { en: 'Look closer', zh: '放大查看' },
  openLens: { en: (path: string) => `${path}: look closer`, zh: (path: string) => `${path}：放大查看` }
} as const

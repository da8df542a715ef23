import { formatCount } from '../../text/format.ts'
import { counted } from './text.ts'

/** Words of the inspector of the Data stage. */
export const inspectorText = {
  lengths: { en: 'Lengths of the training texts', zh: '训练文本的长度' },
  lengthsWhole: {
    en: (length: string, share: string, longest: string) =>
      `${length} tokens keep ${share} of the training texts whole; the longest has ${longest}.`,
    zh: (length: string, share: string, longest: string) =>
      `${length} 个词元可完整保留 ${share} 的训练文本；最长的有 ${longest} 个。`
  },
  lengthsCut: {
    en: (share: string) => `${share} are cut off.`,
    zh: (share: string) => `${share} 会被截断。`
  },
  lengthBar: {
    en: (low: string, high: string, count: string) => `${low} to ${high} tokens: ${count} texts`,
    zh: (low: string, high: string, count: string) => `${low} 至 ${high} 个词元：${count} 篇`
  },
  example: {
    en: (column: string, row: number) => `“${column}” of row ${formatCount(row)}`,
    zh: (column: string, row: number) => `第 ${formatCount(row)} 行的“${column}”`
  },
  role: { en: 'Role', zh: '用途' },
  auxiliaryHelp: {
    en: 'Predicted beside the target by an output of its own; the layers before it learn from both. The network says where to add the output.',
    zh: '与目标一起预测，由单独的输出层给出；之前的层同时从两者学习。网络页面会提示在哪里添加输出层。'
  },
  weightHelp: {
    en: 'How much each row counts while learning: 2 counts twice, 0 not at all. The network never sees it, and validation and test rows all count the same.',
    zh: '每一行在学习中的权重：2 算两份，0 不计入。网络看不到这一列；验证集和测试集的每一行权重相同。'
  },
  splitInTime: {
    en: 'Series are split by time: the network learns from the oldest rows and is measured on the newest, as it will be used.',
    zh: '序列按时间划分：网络从最早的行学习，在最新的行上测量，与实际使用时一致。'
  },
  kind: { en: 'Kind', zh: '类型' },
  predict: { en: 'Predict', zh: '预测' },
  asClass: { en: 'A class', zh: '类别' },
  asNumber: { en: 'A number', zh: '数值' },
  asForecast: { en: 'What comes next', zh: '未来的值' },
  asAnswer: { en: 'An answer', zh: '回答' },
  questionBy: {
    en: (question: string) => `Answers the text in ${question}, word by word.`,
    zh: (question: string) => `逐词回答“${question}”中的文本。`
  },
  distribution: { en: 'Distribution', zh: '分布' },
  distributionOf: { en: (name: string) => `Distribution of ${name}`, zh: (name: string) => `${name} 的分布` },
  distributionBy: {
    en: (name: string, target: string) => `Distribution of ${name} by ${target}`,
    zh: (name: string, target: string) => `${name} 按 ${target} 的分布`
  },
  others: {
    en: (count: number) => `${formatCount(count)} other values`,
    zh: (count: number) => `其他 ${formatCount(count)} 个值`
  },
  mean: { en: 'Mean', zh: '平均值' },
  median: { en: 'Median', zh: '中位数' },
  spread: { en: 'Spread', zh: '标准差' },
  spreadHelp: {
    en: 'Standard deviation: how far values usually lie from the mean',
    zh: '标准差：数值通常偏离平均值多远'
  },
  distinct: { en: 'Distinct', zh: '不同值' },
  lowest: { en: 'Lowest', zh: '最小值' },
  highest: { en: 'Highest', zh: '最大值' },
  missing: { en: 'Missing', zh: '缺失' },
  farOut: { en: 'Far out', zh: '离群' },
  farOutHelp: {
    en: 'Rows more than three times the middle half’s width away from it',
    zh: '与中间一半数据的距离超过其宽度三倍的行'
  },
  importedKind: {
    en: (kind: string) => `The import found: ${kind}`,
    zh: (kind: string) => `导入时识别为：${kind}`
  },

  suggestions: { en: 'Suggestions', zh: '建议' },
  fillText: {
    en: (count: number, isNumber: boolean) =>
      `${counted(count, 'value')} ${count === 1 ? 'is' : 'are'} missing, and a network needs a value in every cell. ${isNumber ? 'The median' : 'The most frequent value'} of the train rows is a safe start.`,
    zh: (count: number, isNumber: boolean) =>
      `有 ${formatCount(count)} 个缺失值，而网络要求每个单元格都有值。可以先用训练集的${isNumber ? '中位数' : '众数'}填补。`
  },
  fillNumber: { en: 'Fill with the median', zh: '用中位数填补' },
  fillCategory: { en: 'Fill with the most frequent', zh: '用众数填补' },
  dropRows: { en: 'Leave these rows out', zh: '去掉这些行' },
  constantText: {
    en: 'Every row has the same value here, so nothing can be learned from it.',
    zh: '每一行的值都相同，从中学不到任何东西。'
  },
  idText: {
    en: (count: number) =>
      `All ${formatCount(count)} values differ, as in a name or a running number. A network would only learn them by heart.`,
    zh: (count: number) => `${formatCount(count)} 个值各不相同，像是名称或编号。网络只会把它们死记下来。`
  },
  manyText: {
    en: (count: number) =>
      `${formatCount(count)} different values become ${formatCount(count)} inputs of the network.`,
    zh: (count: number) => `${formatCount(count)} 个不同的值会变成网络的 ${formatCount(count)} 个输入。`
  },
  fewText: {
    en: (count: number) =>
      `Only ${formatCount(count)} different numbers. If they name kinds and do not count anything, read them as a category.`,
    zh: (count: number) => `只有 ${formatCount(count)} 个不同的数。如果它们表示种类而不是数量，可视为类别。`
  },
  unusableText: {
    text: {
      en: 'Text has to be cut into words and turned into numbers: add Cut into words, then TF-IDF.',
      zh: '文本需要先分词再变成数字：请添加“分词”，再添加“TF-IDF”。'
    },
    date: { en: 'A network cannot learn from dates as they are.', zh: '网络无法直接学习日期。' }
  },
  encodeText: {
    en: 'Categories have to be turned into numbers for the network.',
    zh: '类别需要先转换为数字才能输入网络。'
  },
  encode: { en: 'Add one-hot', zh: '添加独热编码' },
  leftOverText: {
    en: (step: string) => `The step “${step}” names this column, but it is not a feature now.`,
    zh: (step: string) => `步骤“${step}”指定了这一列，但它现在不是特征。`
  },
  takeOut: { en: 'Take it out of the step', zh: '从步骤中移除' },
  ignore: { en: 'Ignore this column', zh: '忽略此列' },
  asCategory: { en: 'Read as a category', zh: '视为类别' },
  keep: { en: 'Keep it', zh: '保留' },

  stepWhat: { en: 'What it does', zh: '作用' },
  settings: { en: 'Settings', zh: '设置' },
  worksOn: { en: 'Works on', zh: '作用于' },
  allThatFit: { en: 'All that fit', zh: '所有适用的列' },
  chosen: { en: 'Chosen', zh: '指定的列' },
  changes: { en: 'Changes', zh: '更改' },
  cells: {
    en: (count: number) => counted(count, 'cell'),
    zh: (count: number) => `${formatCount(count)} 个单元格`
  },
  noFit: { en: 'No feature fits this step.', zh: '没有适用于此步骤的特征。' },
  noLonger: {
    target: { en: 'is the target now', zh: '现在是目标' },
    weight: { en: 'is the weight now', zh: '现在是权重' },
    time: { en: 'orders the rows now', zh: '现为时间列' },
    series: { en: 'tells series apart now', zh: '现为序列列' },
    ignored: { en: 'is ignored now', zh: '现已忽略' },
    kind: { en: (kind: string) => `is ${kind} now`, zh: (kind: string) => `现在是${kind}` },
    auxiliary: { en: 'is predicted now', zh: '现在是一并预测的列' },
    gone: { en: 'is not in the data', zh: '数据中没有此列' }
  },
  remove: { en: 'Remove the step', zh: '删除步骤' },
  earlier: { en: 'Move earlier', zh: '前移' },
  later: { en: 'Move later', zh: '后移' },

  share: { en: 'Share', zh: '比例' },
  parts: {
    train: { en: 'Train', zh: '训练' },
    validation: { en: 'Validation', zh: '验证' },
    test: { en: 'Test', zh: '测试' }
  },
  partHelp: {
    train: { en: 'Rows that the network learns from', zh: '网络用来学习的行' },
    validation: { en: 'Rows that choose the best epoch', zh: '用来选择最佳轮次的行' },
    test: { en: 'Rows for the final measurement, never seen before', zh: '最后用来评估、从未见过的行' }
  },
  seed: { en: 'Seed', zh: '种子' },
  seedHelp: { en: 'The same seed draws the same rows', zh: '相同的种子抽出相同的行' },
  stratified: { en: 'Keep class shares', zh: '保持类别比例' },
  stratifiedHelp: {
    en: 'Each part has every class in the same share (stratified)',
    zh: '每一部分中各类别的比例相同（分层抽样）'
  },
  rowsByClass: { en: 'Rows by class', zh: '各类别行数' },
  imagesByClass: { en: 'Images by class', zh: '各类别图像数' },
  class: { en: 'Class', zh: '类别' },
  all: { en: 'All', zh: '合计' },

  rows: { en: 'Rows', zh: '行数' },
  content: { en: 'Content', zh: '内容' },
  path: { en: 'Read from', zh: '来源' },
  size: { en: 'Size', zh: '大小' },
  importedAt: { en: 'Imported', zh: '导入时间' },
  fingerprint: { en: 'Fingerprint', zh: '指纹' },
  fingerprintHelp: {
    en: 'SHA-256 of what was read: the same data has the same',
    zh: '所读内容的 SHA-256：相同的数据指纹相同'
  },
  kinds: { en: 'Columns by kind', zh: '各类型列数' },
  notes: { en: 'Notes of the import', zh: '导入说明' },
  toKnow: { en: 'Good to know', zh: '提示' },
  problems: { en: 'To put right', zh: '需要处理' },
  target: { en: 'Target', zh: '目标' },
  targetText: {
    en: 'What the network is to predict. Change it here or with any column’s role.',
    zh: '网络要预测的列。可在此更改，也可在任一列的用途中更改。'
  },
  targetNext: {
    en: 'The network learns to go on with a text: which token comes next. Choose a column to predict that instead.',
    zh: '网络学习续写文本：预测下一个词元。选择一列后将改为预测该列。'
  },
  targetHidden: {
    en: 'The network learns to guess words that are hidden, from those around them. It needs no labels, and a classifier can start from it. Choose a column to predict that instead.',
    zh: '网络学习根据上下文猜被遮住的词。不需要标签，之后分类模型可以从它开始。选择一列后将改为预测该列。'
  },
  fromTexts: { en: 'Texts alone', zh: '只学文本' },
  targetImages: {
    en: 'The folder that an image lies in is its class.',
    zh: '图像所在的文件夹就是它的类别。'
  },
  codes: { en: 'Codes', zh: '编码' },
  inputs: { en: 'Inputs of the network', zh: '网络输入' },
  pixels: { en: 'Pixels', zh: '像素' },
  format: { en: 'Format', zh: '格式' }
} as const

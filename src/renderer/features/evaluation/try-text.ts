import { formatCount } from '../../text/format.ts'

export const tryText = {
  view: { en: 'View', zh: '视图' },
  report: { en: 'Report', zh: '报告' },
  tryIt: { en: 'Try it', zh: '试一试' },
  inputs: { en: 'Inputs', zh: '输入' },
  takeRow: { en: 'Take a row from the test part', zh: '取一行测试数据' },
  takeImage: { en: 'Take an image from the test part', zh: '取一张测试图像' },
  useUsual: { en: 'Usual values', zh: '常见值' },
  useUsualTip: {
    en: 'Sets each number to the median of the training rows, each choice to their most frequent value.',
    zh: '数值取训练集的中位数，类别取训练集中出现最多的值。'
  },
  range: {
    en: (low: string, high: string, usual: string) => `${low} to ${high} in training, median ${usual}`,
    zh: (low: string, high: string, usual: string) => `训练集范围 ${low} 至 ${high}，中位数 ${usual}`
  },
  outside: {
    en: (low: string, high: string) =>
      `Outside of what training saw (${low} to ${high}): the answer is a guess.`,
    zh: (low: string, high: string) => `超出训练数据的范围（${low} 至 ${high}），回答只是推测。`
  },
  notANumber: { en: 'Enter a number, or leave the field empty.', zh: '请输入数字，或将其留空。' },
  valueCount: {
    en: (count: number) => `${formatCount(count)} values in training`,
    zh: (count: number) => `训练集中有 ${formatCount(count)} 种取值`
  },
  typeText: { en: 'Type or paste a text', zh: '输入或粘贴文本' },
  textLength: {
    en: (length: number, usual: number) =>
      `${formatCount(length)} characters; ${formatCount(usual)} are usual in training`,
    zh: (length: number, usual: number) =>
      `${formatCount(length)} 个字符；训练文本通常为 ${formatCount(usual)} 个`
  },
  empty: { en: '(empty)', zh: '（空）' },
  unseen: { en: '(a value training has not seen)', zh: '（训练时没有出现过的值）' },
  slider: { en: (name: string) => `${name}, slider`, zh: (name: string) => `${name}，滑块` },
  answer: { en: 'Answer', zh: '回答' },
  asking: { en: 'Asking the model', zh: '正在询问模型' },
  opening: { en: 'Opening the model', zh: '正在打开模型' },
  typicalError: {
    en: (error: string) => `Typically off by ${error} on rows it has never seen.`,
    zh: (error: string) => `在从未见过的数据上，平均误差为 ${error}。`
  },
  right: {
    en: (actual: string) => `Right: it is ${actual}.`,
    zh: (actual: string) => `正确：实际就是 ${actual}。`
  },
  wrong: {
    en: (actual: string) => `Wrong: it is ${actual}.`,
    zh: (actual: string) => `错误：实际是 ${actual}。`
  },
  actualValue: {
    en: (actual: string, error: string) => `It is ${actual}; off by ${error}.`,
    zh: (actual: string, error: string) => `实际值为 ${actual}，相差 ${error}。`
  },
  fromRow: {
    en: (row: number) => `Row ${formatCount(row)} of the data`,
    zh: (row: number) => `数据第 ${formatCount(row)} 行`
  },
  fromImage: {
    en: (index: number) => `Image ${formatCount(index)} of the data`,
    zh: (index: number) => `数据第 ${formatCount(index)} 张图像`
  },
  changedFrom: {
    en: (row: number, count: number) =>
      `Row ${formatCount(row)} of the data, ${count === 1 ? '1 value' : `${formatCount(count)} values`} changed`,
    zh: (row: number, count: number) => `数据第 ${formatCount(row)} 行，改动了 ${formatCount(count)} 个值`
  },
  restOfClasses: {
    en: (count: number) => `${formatCount(count)} other classes`,
    zh: (count: number) => `其余 ${formatCount(count)} 个类别`
  },
  filled: {
    en: (input: string, value: string) => `${input} is empty: ${value} takes its place, as in training.`,
    zh: (input: string, value: string) => `${input} 为空：按训练时的做法用 ${value} 代替。`
  },
  unseenNote: {
    en: (input: string) => `Training never saw this value of ${input}: it counts as none of the known ones.`,
    zh: (input: string) => `训练时没有见过 ${input} 的这个值：它不属于任何已知取值。`
  },
  asRead: { en: 'As the network reads it', zh: '网络读到的内容' },
  asReadHint: {
    en: 'The stronger the colour of a piece, the more the answer hangs on it.',
    zh: '片段颜色越深，对回答的影响越大。'
  },
  asTermsHint: {
    en: 'Each term with its weight. The stronger the colour, the more the answer hangs on it.',
    zh: '每个词附有权重。颜色越深，对回答的影响越大。'
  },
  noPieces: {
    en: 'Nothing of this text reaches the network: it is empty, or has no word that training kept.',
    zh: '网络没有读到任何内容：文本为空，或不含训练中保留的词。'
  },
  wordsMattered: { en: 'Pieces that mattered most', zh: '影响最大的片段' },
  howText: {
    en: 'Of a text, one piece at a time is covered: a token becomes “unknown”, a counted term is left out. In long texts neighbours are covered together.',
    zh: '对于文本，每次遮住一个片段：词元变为“未知”，计数的词则去掉。长文本中相邻片段会一起遮住。'
  },
  mattered: { en: 'What mattered here', zh: '哪些输入起了作用' },
  matteredHint: {
    en: 'Each value in turn is replaced by its usual one; the bar says by how much the answer changes.',
    zh: '依次把每个值换成常见值，条形表示回答因此改变了多少。'
  },
  nothingMattered: {
    en: 'No single value changes the answer when it is replaced by its usual one.',
    zh: '把任何一个值换成常见值，回答都不会改变。'
  },
  speaksFor: {
    en: (name: string) => `speaks for ${name}`,
    zh: (name: string) => `支持“${name}”`
  },
  speaksAgainst: {
    en: (name: string) => `speaks against ${name}`,
    zh: (name: string) => `不支持“${name}”`
  },
  raises: { en: 'raises the value', zh: '使数值变大' },
  lowers: { en: 'lowers the value', zh: '使数值变小' },
  insteadOf: {
    en: (value: string, usual: string) => `${value} instead of ${usual}`,
    zh: (value: string, usual: string) => `${value}，常见值为 ${usual}`
  },
  joined: {
    en: (first: string, second: string) => `${first}, ${second}`,
    zh: (first: string, second: string) => `${first}，${second}`
  },
  moreInputs: {
    en: (count: number) => `${formatCount(count)} more inputs matter less.`,
    zh: (count: number) => `另有 ${formatCount(count)} 个输入的作用更小。`
  },
  points: { en: (points: string) => `${points} points`, zh: (points: string) => `${points} 个百分点` },
  howTitle: { en: 'How to read this', zh: '如何理解' },
  howAnswer: {
    en: 'The values go through the same preparation as in training, then through the best weights of the run.',
    zh: '输入值先经过与训练时相同的数据准备，再交给这次训练的最佳权重计算。'
  },
  howMattered: {
    en: 'To find out what mattered, one value at a time is replaced by its usual one: the median of the training rows, or their most frequent value. Values that only matter together may seem to matter little.',
    zh: '为了判断哪些输入起了作用，每次把一个值换成常见值（训练集的中位数或出现最多的值）。只有共同起作用的输入可能看起来作用不大。'
  },
  howPicture: {
    en: 'To find out what mattered, one patch of the picture at a time is covered with its median colour. Where covering it makes the answer less certain, the patch is marked as speaking for it.',
    zh: '为了判断哪些部分起了作用，每次用图像的中位颜色遮住一小块。遮住后把握下降的部分，被标为支持该回答。'
  },
  howCertain: {
    en: 'A high probability is no promise: for inputs unlike those of training the model can be sure and wrong.',
    zh: '高概率并不保证正确：面对与训练数据差异很大的输入，模型可能很有把握却是错的。'
  },
  ownValues: { en: 'Your own values', zh: '自己填写的值' },
  ownPicture: { en: 'Your own picture', zh: '自己选择的图像' },
  actual: { en: 'Known answer', zh: '已知答案' },
  picture: { en: 'Picture', zh: '图像' },
  choosePicture: { en: 'Choose a picture', zh: '选择图像' },
  dropPicture: { en: 'Drop a picture here, or choose one.', zh: '将图像拖到此处，或选择一张。' },
  seenAs: {
    en: (width: number, height: number) => `What the network sees: ${width} × ${height} px`,
    zh: (width: number, height: number) => `网络看到的图像：${width} × ${height} 像素`
  },
  seenGrey: { en: 'in grey', zh: '灰度' },
  asItIs: {
    en: (width: number, height: number) => `As it is: ${width} × ${height} px`,
    zh: (width: number, height: number) => `原图：${width} × ${height} 像素`
  },
  showMattered: { en: 'Show what mattered', zh: '显示起作用的部分' },
  heatFor: { en: 'speaks for the answer', zh: '支持该回答' },
  heatAgainst: { en: 'speaks against it', zh: '不支持' },
  notTriable: { en: 'This model cannot be tried', zh: '无法试用该模型' }
} as const

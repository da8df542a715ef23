import { formatCount } from '../../text/format.ts'
import type { PlanTarget } from './plan-targets.ts'

/** A sentence of the plan: words to read, and the names of the words that can be changed. */
export type PlanPart = string | { readonly word: PlanWordName } | TargetPart
/** How one of several targets is learned. */
export interface TargetPart {
  readonly target: PlanTarget
  readonly of: 'loss' | 'weight'
}
export type PlanWordName =
  | 'trainRows'
  | 'optimizer'
  | 'learningRate'
  | 'batchSize'
  | 'epochs'
  | 'loss'
  | 'penalty'
  | 'validationRows'
  | 'patience'
  | 'stopping'
  | 'seed'
  | 'device'

const word = (name: PlanWordName): PlanPart => ({ word: name })

type PlanSentence = { readonly en: readonly PlanPart[]; readonly zh: readonly PlanPart[] }
const sentence = (both: PlanSentence): PlanSentence => both

export const planText = {
  learn: sentence({
    en: [
      'Learn from ',
      word('trainRows'),
      ' with ',
      word('optimizer'),
      ', learning rate ',
      word('learningRate'),
      ', in batches of ',
      word('batchSize'),
      ', up to ',
      word('epochs'),
      '.'
    ],
    zh: [
      '用 ',
      word('trainRows'),
      ' 学习，优化器 ',
      word('optimizer'),
      '，学习率 ',
      word('learningRate'),
      '，每批 ',
      word('batchSize'),
      '，最多 ',
      word('epochs'),
      '。'
    ]
  }),
  loss: sentence({
    en: ['Minimise ', word('loss'), ' with ', word('penalty'), '.'],
    zh: ['最小化 ', word('loss'), '，', word('penalty'), '。']
  }),
  /** Of several targets: the sum that is minimised. */
  losses: {
    en: (targets: readonly PlanTarget[]): readonly PlanPart[] => [
      'Minimise ',
      ...targets.flatMap((target, index): PlanPart[] => [
        index === 0 ? '' : ' + ',
        { target, of: 'weight' },
        ' × ',
        { target, of: 'loss' },
        ` of ${target.name}`
      ]),
      ', with ',
      word('penalty'),
      '.'
    ],
    zh: (targets: readonly PlanTarget[]): readonly PlanPart[] => [
      '最小化 ',
      ...targets.flatMap((target, index): PlanPart[] => [
        index === 0 ? '' : ' + ',
        { target, of: 'weight' },
        ` × ${target.name} 的 `,
        { target, of: 'loss' }
      ]),
      '，',
      word('penalty'),
      '。'
    ]
  },
  measure: sentence({
    en: ['Measure it on ', word('validationRows'), ' after each epoch.'],
    zh: ['每轮之后在 ', word('validationRows'), ' 上测量。']
  }),
  measureTrainOnly: sentence({
    en: ['Measure it on the training rows alone: no rows are kept for validation.'],
    zh: ['只在训练数据上测量：没有留出验证数据。']
  }),
  stop: sentence({
    en: [
      word('stopping'),
      ' when the loss has not improved for ',
      word('patience'),
      ', and keep the best epoch.'
    ],
    zh: ['损失连续 ', word('patience'), ' 没有改善就', word('stopping'), '，并保留最好的一轮。']
  }),
  noStop: sentence({
    en: [word('stopping'), ', and keep the best of them.'],
    zh: [word('stopping'), '，并保留其中最好的一轮。']
  }),
  seed: sentence({
    en: ['Seed ', word('seed'), ', on ', word('device'), '.'],
    zh: ['随机种子 ', word('seed'), '，使用 ', word('device'), '。']
  })
} as const

export const lossNames = {
  meanSquaredError: { en: 'mean squared error', zh: '均方误差' },
  meanAbsoluteError: { en: 'mean absolute error', zh: '平均绝对误差' },
  huber: { en: 'Huber loss', zh: 'Huber 损失' },
  logCosh: { en: 'log-cosh', zh: '对数双曲余弦' },
  poisson: { en: 'Poisson loss', zh: '泊松损失' },
  binaryCrossentropy: { en: 'binary cross-entropy', zh: '二元交叉熵' },
  categoricalCrossentropy: { en: 'categorical cross-entropy', zh: '分类交叉熵' },
  sparseCategoricalCrossentropy: { en: 'cross-entropy', zh: '稀疏分类交叉熵' },
  binaryFocalCrossentropy: { en: 'binary focal cross-entropy', zh: '二元焦点交叉熵' },
  categoricalFocalCrossentropy: { en: 'focal cross-entropy', zh: '分类焦点交叉熵' }
} as const

export const optimizerNames = {
  sgd: { en: 'SGD', zh: 'SGD' },
  momentum: { en: 'SGD with momentum', zh: '带动量的 SGD' },
  rmsprop: { en: 'RMSprop', zh: 'RMSprop' },
  adagrad: { en: 'Adagrad', zh: 'Adagrad' },
  adam: { en: 'Adam', zh: 'Adam' },
  adamw: { en: 'AdamW', zh: 'AdamW' },
  adamax: { en: 'Adamax', zh: 'Adamax' },
  nadam: { en: 'Nadam', zh: 'Nadam' },
  adadelta: { en: 'Adadelta', zh: 'Adadelta' },
  lion: { en: 'Lion', zh: 'Lion' }
} as const

export const wordText = {
  rows: {
    en: (count: number) => `${formatCount(count)} ${count === 1 ? 'row' : 'rows'}`,
    zh: (count: number) => `${formatCount(count)} 行`
  },
  images: {
    en: (count: number) => `${formatCount(count)} ${count === 1 ? 'image' : 'images'}`,
    zh: (count: number) => `${formatCount(count)} 张图像`
  },
  epochs: {
    en: (count: number) => `${formatCount(count)} ${count === 1 ? 'epoch' : 'epochs'}`,
    zh: (count: number) => `${formatCount(count)} 轮`
  },
  noPenalty: { en: 'no weight penalty', zh: '不加权重惩罚' },
  penalty: {
    en: (l1: number, l2: number) =>
      `a weight penalty (${[l1 > 0 ? `L1 ${l1}` : '', l2 > 0 ? `L2 ${l2}` : ''].filter(Boolean).join(', ')})`,
    zh: (l1: number, l2: number) =>
      `加权重惩罚（${[l1 > 0 ? `L1 ${l1}` : '', l2 > 0 ? `L2 ${l2}` : ''].filter(Boolean).join('，')}）`
  },
  stopEarly: { en: 'Stop', zh: '停止' },
  allEpochs: { en: 'Go through all epochs', zh: '训练完所有轮次' },
  autoDevice: { en: 'the fastest device', zh: '最快的设备' },
  cpuDevice: { en: 'the CPU', zh: 'CPU' },
  names: {
    trainRows: { en: 'Rows to learn from', zh: '学习数据' },
    optimizer: { en: 'Optimiser', zh: '优化器' },
    learningRate: { en: 'Learning rate', zh: '学习率' },
    batchSize: { en: 'Batch size', zh: '批大小' },
    epochs: { en: 'Epochs', zh: '轮数' },
    loss: { en: 'Loss', zh: '损失函数' },
    penalty: { en: 'Weight penalty', zh: '权重惩罚' },
    validationRows: { en: 'Rows to validate on', zh: '验证数据' },
    patience: { en: 'Patience', zh: '耐心轮数' },
    stopping: { en: 'Stopping', zh: '停止方式' },
    seed: { en: 'Seed', zh: '随机种子' },
    device: { en: 'Device', zh: '设备' }
  },
  help: {
    optimizer: {
      en: 'The rule that turns errors into changes of the weights.',
      zh: '根据误差调整权重的规则。'
    },
    learningRate: {
      en: 'How far each step moves the weights. Too high: the loss jumps; too low: it hardly falls.',
      zh: '每一步调整权重的幅度。过高时损失跳动，过低时几乎不降。'
    },
    batchSize: { en: 'How many rows each step looks at.', zh: '每一步查看的行数。' },
    epochs: { en: 'How often all training rows are gone through, at most.', zh: '最多遍历训练数据的次数。' },
    loss: { en: 'What is minimised: how wrong the model is.', zh: '要最小化的目标：模型错得有多严重。' },
    penalty: { en: 'Keeps weights small, against learning by heart.', zh: '让权重保持较小，防止死记数据。' },
    patience: {
      en: 'Epochs without a lower validation loss before training stops.',
      zh: '验证损失连续多少轮没有下降就停止。'
    },
    stopping: { en: 'Whether training may end before the last epoch.', zh: '是否允许提前结束。' },
    seed: { en: 'The same seed gives the same numbers again.', zh: '相同的种子会得到相同的结果。' },
    device: { en: 'A GPU where there is one, else the CPU.', zh: '有 GPU 时使用 GPU，否则使用 CPU。' }
  }
} as const

/** Words of the plan for several targets. */
export const targetText = {
  lossOf: { en: (name: string) => `Loss of ${name}`, zh: (name: string) => `${name} 的损失函数` },
  weightOf: { en: (name: string) => `Loss weight of ${name}`, zh: (name: string) => `${name} 的损失权重` },
  lossHelp: {
    en: 'How wrong the model is on this column; the losses of all columns are added up.',
    zh: '模型在该列上错得有多严重；各列的损失相加。'
  },
  weightHelp: {
    en: 'How much the loss of this column counts in the sum. 1 is usual; at 0 the column is not learned.',
    zh: '该列的损失在总和中的权重。通常为 1；为 0 时不学习该列。'
  },
  left: {
    en: (what: string, name: string) => `${what} of ${name}`,
    zh: (what: string, name: string) => `${name} 的 ${what}`
  },
  anyLoss: { en: 'loss', zh: '损失' },
  notPredicted: { en: 'is not predicted any more.', zh: '已不再预测。' },
  takeOut: { en: 'Take it out', zh: '从方案中删去' }
} as const

export const editNames = {
  set: {
    en: (what: string, from: string, to: string) => `${what} ${from} → ${to}`,
    zh: (what: string, from: string, to: string) => `${what} ${from} → ${to}`
  }
} as const

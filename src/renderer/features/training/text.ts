import { formatCount } from '../../text/format.ts'

/** A sentence of the plan: words to read, and the names of the words that can be changed. */
export type PlanPart = string | { readonly word: PlanWordName }
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

export const text = {
  title: { en: 'Train', zh: '训练' },
  runName: { en: (number: number) => `Run ${number}`, zh: (number: number) => `第 ${number} 次训练` },
  train: { en: 'Train', zh: '开始训练' },
  cancelQueued: { en: 'Take out of the queue', zh: '移出队列' },
  plan: { en: 'Plan', zh: '计划' },
  running: { en: 'running', zh: '训练中' },
  planNote: {
    en: 'Changes made now apply from the next run. This run keeps its plan.',
    zh: '现在的改动从下一次训练起生效，本次训练按原计划进行。'
  },
  noData: { en: 'There is nothing to learn from yet', zh: '还没有可学习的数据' },
  noDataHint: { en: 'Import a table or a folder of images first.', zh: '请先导入表格或图像文件夹。' },
  goData: { en: 'Go to Data', zh: '前往数据' },
  noRuns: { en: 'Nothing trained yet', zh: '还没有训练过' },
  noRunsHint: {
    en: 'The plan on the left is ready to use. Press Train, and watch the loss fall here.',
    zh: '左侧的计划可以直接使用。点击“开始训练”，损失曲线会显示在这里。'
  },
  beforeTraining: { en: 'Before training can start', zh: '开始训练之前' },
  showNetwork: { en: 'Show in Network', zh: '在网络中查看' },
  showData: { en: 'Show in Data', zh: '在数据中查看' },
  runSub: {
    en: (number: number, network: string) => `run ${number} · ${network}`,
    zh: (number: number, network: string) => `第 ${number} 次训练 · ${network}`
  },
  epochOf: {
    en: (epoch: number, all: number) => `Epoch ${formatCount(epoch)} of ${formatCount(all)}`,
    zh: (epoch: number, all: number) => `第 ${formatCount(epoch)} 轮，共 ${formatCount(all)} 轮`
  },
  stepOf: {
    en: (step: number, all: number) => `step ${formatCount(step)} of ${formatCount(all)}`,
    zh: (step: number, all: number) => `第 ${formatCount(step)} 步，共 ${formatCount(all)} 步`
  },
  soFar: { en: 'at work', zh: '已用时' },
  took: { en: 'taken', zh: '总用时' },
  left: { en: 'left at most', zh: '最多还需' },
  rowsPerSecond: { en: 'samples a second', zh: '样本每秒' },
  memory: { en: 'memory', zh: '内存' },
  withoutGain: { en: 'epochs without gain', zh: '轮没有改善' },
  ofCount: { en: (a: number, b: number) => `${a} of ${b}`, zh: (a: number, b: number) => `${a} / ${b}` },
  loss: { en: 'Loss', zh: '损失' },
  lossHelp: {
    en: 'How wrong the model is; lower is better. Validation loss is measured on rows it does not learn from.',
    zh: '模型错得有多严重，越低越好。验证损失在模型没有学过的数据上测量。'
  },
  trainSeries: { en: 'train', zh: '训练' },
  validationSeries: { en: 'validation', zh: '验证' },
  steps: { en: 'steps', zh: '每步' },
  linear: { en: 'Linear', zh: '线性' },
  log: { en: 'Log', zh: '对数' },
  epochAxis: { en: 'epoch', zh: '轮' },
  bestMark: {
    en: (loss: string, epoch: number) => `best ${loss}, epoch ${epoch}`,
    zh: (loss: string, epoch: number) => `最佳 ${loss}，第 ${epoch} 轮`
  },
  epochTime: { en: 'Time per epoch', zh: '每轮用时' },
  secondsUnit: { en: 's', zh: '秒' },
  queue: { en: 'Queue', zh: '队列' },
  addRun: { en: 'Add run', zh: '加入队列' },
  queueEmpty: { en: 'No run is waiting.', zh: '没有等待的训练。' },
  waits: { en: 'waits', zh: '等待中' },
  preparing: { en: 'Preparing the data', zh: '正在准备数据' },
  startingAgain: { en: 'Starting again', zh: '正在重新启动' },
  evaluating: { en: 'Evaluating on all parts', zh: '正在评估各部分数据' },
  events: { en: 'Events', zh: '事件' },
  noEvents: { en: 'What happens in a run is noted here.', zh: '训练过程中的事件会记录在这里。' },
  evaluate: { en: 'See how good it is', zh: '查看效果' },
  trainAgain: { en: 'Train again', zh: '再次训练' },
  metric: {
    loss: { en: 'Loss', zh: '损失' },
    accuracy: { en: 'Accuracy', zh: '准确率' },
    meanAbsoluteError: { en: 'Mean absolute error', zh: '平均绝对误差' }
  },
  bestEpoch: { en: (epoch: number) => `Epoch ${epoch}`, zh: (epoch: number) => `第 ${epoch} 轮` },
  bestTag: { en: 'best so far', zh: '目前最佳' },
  best: { en: 'best', zh: '最佳' },
  howToRead: { en: 'How to read this', zh: '如何解读' },
  thisRun: { en: 'This run', zh: '本次训练' },
  started: { en: 'Started', zh: '开始时间' },
  data: { en: 'Data', zh: '数据' },
  network: { en: 'Network', zh: '网络' },
  device: { en: 'Device', zh: '设备' },
  engine: { en: 'Engine', zh: '引擎' },
  parent: { en: 'Parent', zh: '上一次' },
  weights: { en: (count: string) => `${count} weights`, zh: (count: string) => `${count} 个权重` },
  epochTakes: { en: 'An epoch takes', zh: '每轮用时' },
  noEpochYet: { en: 'The first epoch has not ended yet.', zh: '第一轮还没有结束。' },
  settings: { en: 'Settings', zh: '设置' },
  optimizerSection: { en: 'Optimiser', zh: '优化器' },
  penaltySection: { en: 'Weight penalty', zh: '权重惩罚' },
  advice: {
    overfitting: {
      en: 'Validation loss has been rising while training loss falls: the model begins to learn its rows by heart (over-fitting). More data, Dropout or a weight penalty help.',
      zh: '训练损失下降而验证损失上升：模型开始死记数据（过拟合）。增加数据、加入 Dropout 或权重惩罚会有帮助。'
    },
    gap: {
      en: 'The loss is much lower on the rows it learns from than on the others: part of what it learned holds only for them. More data, Dropout or a weight penalty narrow the gap.',
      zh: '在学习过的数据上损失远低于其他数据：部分所学只适用于这些数据。增加数据、加入 Dropout 或权重惩罚可以缩小差距。'
    },
    validationBetter: {
      en: 'Validation is better than training. That is usual with Dropout, which is not used when validating, or because train figures are means over the epoch.',
      zh: '验证结果好于训练。使用 Dropout 时这很常见（验证时不使用），也因为训练数值是整轮的平均。'
    },
    stillFalling: {
      en: 'The loss was still falling at the last epoch: more epochs may help.',
      zh: '最后一轮损失仍在下降：增加轮数可能有帮助。'
    },
    healthy: { en: 'No sign of over-fitting so far.', zh: '目前没有过拟合的迹象。' }
  }
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

export const editNames = {
  set: {
    en: (what: string, from: string, to: string) => `${what} ${from} → ${to}`,
    zh: (what: string, from: string, to: string) => `${what} ${from} → ${to}`
  }
} as const

export const eventText = {
  paused: { en: 'Paused', zh: '已暂停' },
  resumed: {
    en: (epoch: number, step: number) => `Went on from epoch ${epoch}, after step ${step}`,
    zh: (epoch: number, step: number) => `从第 ${epoch} 轮第 ${step} 步之后继续`
  },
  checkpoint: {
    en: (epoch: number, step: number) => `Last checkpoint: epoch ${epoch}, step ${step}`,
    zh: (epoch: number, step: number) => `最近的检查点：第 ${epoch} 轮第 ${step} 步`
  },
  started: { en: (device: string) => `Started on ${device}`, zh: (device: string) => `在 ${device} 上开始` },
  newBest: {
    en: (loss: string, epoch: number) => `New best ${loss}, epoch ${epoch}`,
    zh: (loss: string, epoch: number) => `新的最佳 ${loss}，第 ${epoch} 轮`
  },
  completed: {
    en: (epochs: number, time: string) => `All ${epochs} epochs done in ${time}`,
    zh: (epochs: number, time: string) => `${epochs} 轮全部完成，用时 ${time}`
  },
  stoppedEarly: {
    en: (epochs: number, time: string) =>
      `Stopped by itself after ${epochs} epochs, ${time}: no gain any more`,
    zh: (epochs: number, time: string) => `不再改善，${epochs} 轮后自动停止，用时 ${time}`
  },
  stopped: {
    en: (best: number) => `Stopped; epoch ${best} is kept`,
    zh: (best: number) => `已停止，保留第 ${best} 轮`
  }
} as const

export const hyperText = {
  learningRate: { en: 'Learning rate', zh: '学习率' },
  momentum: { en: 'Momentum', zh: '动量' },
  nesterov: { en: 'Nesterov', zh: 'Nesterov' },
  rho: { en: 'Rho', zh: 'Rho' },
  epsilon: { en: 'Epsilon', zh: 'Epsilon' },
  initialAccumulatorValue: { en: 'Start value', zh: '初始累积值' },
  beta1: { en: 'Beta 1', zh: 'Beta 1' },
  beta2: { en: 'Beta 2', zh: 'Beta 2' },
  weightDecay: { en: 'Weight decay', zh: '权重衰减' }
} as const

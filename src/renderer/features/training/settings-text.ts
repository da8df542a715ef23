import type { ScheduleKind } from '../../../shared/training/schedule.ts'
import type { ClassWeights, GradientClipping } from '../../../shared/training/training-spec.ts'
import { formatCount } from '../../text/format.ts'
import type { Both } from '../../text/text.svelte.ts'

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

/** Titles of the form's folded parts. */
export const sectionText = {
  schedule: { en: 'Learning rate over time', zh: '学习率的变化' },
  loss: { en: 'Loss and classes', zh: '损失与类别' },
  advanced: { en: 'Advanced', zh: '高级' },
  usual: { en: 'as usual', zh: '默认' }
} as const

interface Choice {
  readonly name: Both<string>
  readonly text: Both<string>
}

export const scheduleNames: Readonly<Record<ScheduleKind, Choice>> = {
  constant: {
    name: { en: 'Stays the same', zh: '保持不变' },
    text: { en: 'One learning rate from start to end.', zh: '始终使用同一个学习率。' }
  },
  step: {
    name: { en: 'Falls in steps', zh: '阶梯下降' },
    text: { en: 'Multiplied by a factor every few epochs.', zh: '每隔几轮乘以一个系数。' }
  },
  exponential: {
    name: { en: 'Falls steadily', zh: '指数衰减' },
    text: { en: 'The same fall, a little with every step.', zh: '同样的降幅，但每一步都下降一点。' }
  },
  cosine: {
    name: { en: 'Cosine', zh: '余弦退火' },
    text: { en: 'Slow at first, faster, then slow again.', zh: '先慢、后快、再慢地下降。' }
  },
  'one-cycle': {
    name: { en: 'One cycle', zh: '单周期' },
    text: { en: 'Up to the learning rate and far down again.', zh: '先升到设定值，再降到很低。' }
  }
}

export const scheduleText = {
  kind: { en: 'Schedule', zh: '调度方式' },
  factor: { en: 'Factor', zh: '系数' },
  every: { en: 'Every', zh: '间隔' },
  epochs: { en: 'epochs', zh: '轮' },
  steps: { en: 'steps', zh: '步' },
  finalShare: { en: 'Share at end', zh: '结束比例' },
  finalShareHelp: {
    en: 'What is left of the learning rate at the end, from 0 to 1.',
    zh: '结束时剩余的学习率比例，0 到 1。'
  },
  riseShare: { en: 'Share rising', zh: '上升比例' },
  riseShareHelp: {
    en: 'How much of the training the rise takes, from 0 to 1.',
    zh: '上升阶段占整个训练的比例，0 到 1。'
  },
  startDivisor: { en: 'Start: rate ÷', zh: '起点：÷' },
  startDivisorHelp: {
    en: 'The first rate is the learning rate divided by this.',
    zh: '起始学习率为设定值除以此数。'
  },
  finalDivisor: { en: 'End: start ÷', zh: '终点：÷' },
  finalDivisorHelp: {
    en: 'The last rate is the first one divided by this.',
    zh: '最终学习率为起始值除以此数。'
  },
  warmup: { en: 'Warm-up', zh: '预热' },
  warmupHelp: {
    en: 'Rises to the learning rate at the start, so that the first steps do no harm.',
    zh: '开始时逐渐升到设定的学习率，避免最初几步破坏权重。'
  },
  none: { en: 'None', zh: '无' },
  inSteps: { en: 'In steps', zh: '按步数' },
  inEpochs: { en: 'In epochs', zh: '按轮数' },
  warmupLength: { en: 'Warm-up length', zh: '预热长度' },
  warmupFrom: { en: 'Share at start', zh: '起始比例' },
  warmupFromHelp: {
    en: 'The share of the learning rate that the first step has.',
    zh: '第一步使用的学习率比例。'
  },
  plateau: { en: 'On a plateau', zh: '停滞时' },
  plateauHelp: {
    en: 'Lowers the rate when the validation loss no longer falls.',
    zh: '验证损失不再下降时降低学习率。'
  },
  keepRate: { en: 'Keep the rate', zh: '保持学习率' },
  lowerRate: { en: 'Lower the rate', zh: '降低学习率' },
  patience: { en: 'Waits for', zh: '等待' },
  minDelta: { en: 'Smallest gain', zh: '最小改善' },
  minLearningRate: { en: 'Not below', zh: '不低于' },
  preview: {
    en: (first: string, last: string) => `Learning rate over the training: from ${first} to ${last}`,
    zh: (first: string, last: string) => `训练过程中的学习率：从 ${first} 到 ${last}`
  },
  epochAxis: {
    en: (count: number) => `epoch ${formatCount(count)}`,
    zh: (count: number) => `第 ${formatCount(count)} 轮`
  }
} as const

export const lossText = {
  labelSmoothing: { en: 'Label smoothing', zh: '标签平滑' },
  labelSmoothingHelp: {
    en: 'How much of each label is spread over all classes: keeps the model from being too sure. 0.1 is usual.',
    zh: '把标签的一部分平均分给所有类别，防止模型过于自信。常用 0.1。'
  },
  huberDelta: { en: 'Delta', zh: '阈值' },
  huberDeltaHelp: {
    en: 'Errors above this count less than squared.',
    zh: '超过此值的误差按绝对值计算，影响更小。'
  },
  focalGamma: { en: 'Gamma', zh: 'γ' },
  focalGammaHelp: {
    en: 'The higher, the less rows count that are predicted well already.',
    zh: '越大，已预测正确的样本影响越小。'
  },
  classWeights: { en: 'Class weights', zh: '类别权重' },
  classWeightsHelp: {
    en: 'Lets rows of rare classes count more while learning.',
    zh: '学习时让少数类别的样本影响更大。'
  },
  className: { en: 'Class', zh: '类别' },
  rowCount: { en: 'Rows', zh: '行数' },
  weight: { en: 'Weight', zh: '权重' },
  weightOf: {
    en: (name: string) => `Weight of ${name}`,
    zh: (name: string) => `${name} 的权重`
  }
} as const

export const classWeightNames: Readonly<Record<ClassWeights['kind'], Choice>> = {
  none: {
    name: { en: 'All count the same', zh: '同等对待' },
    text: { en: 'A class with more rows has more say.', zh: '样本多的类别影响更大。' }
  },
  balanced: {
    name: { en: 'Balanced', zh: '自动平衡' },
    text: { en: 'Every class has the same say, however few its rows.', zh: '不论样本多少，各类别影响相同。' }
  },
  explicit: {
    name: { en: 'Set by hand', zh: '手动设置' },
    text: { en: 'A weight for each class.', zh: '为每个类别指定权重。' }
  }
}

export const clippingNames: Readonly<Record<GradientClipping['by'], Choice>> = {
  value: {
    name: { en: 'Each number', zh: '逐个数值' },
    text: { en: 'No number of a gradient beyond the limit.', zh: '梯度中的每个数都不超过上限。' }
  },
  norm: {
    name: { en: 'Each weight array', zh: '逐个权重张量' },
    text: { en: 'The gradient of each array no longer than the limit.', zh: '每个张量的梯度长度不超过上限。' }
  },
  'global-norm': {
    name: { en: 'All together', zh: '整体' },
    text: { en: 'All gradients together no longer than the limit.', zh: '全部梯度的总长度不超过上限。' }
  }
}

export const advancedText = {
  clipping: { en: 'Clip gradients', zh: '梯度裁剪' },
  clippingHelp: {
    en: 'Keeps single steps from being too large, against a loss that jumps.',
    zh: '限制单步幅度，防止损失突然跳动。'
  },
  clippingLimit: { en: 'Limit', zh: '上限' },
  accumulation: { en: 'Accumulation', zh: '梯度累积' },
  accumulationHelp: {
    en: 'Batches whose gradients are averaged before the weights change once: as a larger batch, without its memory.',
    zh: '累积若干批的平均梯度后再更新权重，相当于更大的批，但不占更多内存。'
  },
  batches: { en: 'batches', zh: '批' },
  effective: {
    en: (rows: number) => `Each change of the weights comes from ${formatCount(rows)} rows.`,
    zh: (rows: number) => `每次更新相当于 ${formatCount(rows)} 行。`
  },
  minutes: { en: 'min', zh: '分钟' },
  timeLimit: { en: 'Time limit', zh: '时间限制' },
  timeLimitHelp: {
    en: 'Training ends after this long at the latest and keeps the best epoch.',
    zh: '最长训练时间，到时结束并保留最佳轮次。'
  },
  atMost: { en: 'At most', zh: '最长' },
  off: { en: 'Off', zh: '关闭' },
  on: { en: 'On', zh: '开启' },
  penalty: {
    en: 'Penalty on large weights, against learning by heart.',
    zh: '对大权重的惩罚，防止死记数据。'
  },
  engine: { en: 'Engine', zh: '引擎' },
  engineHelp: {
    en: 'How the steps are computed. All give the same numbers up to rounding.',
    zh: '计算训练步的方式。各方式结果一致，仅有舍入差异。'
  }
} as const

export const engineNames: Readonly<Record<string, Choice>> = {
  auto: {
    name: { en: 'The fastest', zh: '自动选择' },
    text: { en: 'Measured at the start of each run.', zh: '每次训练开始时测量并选择最快的。' }
  },
  'xla-epoch': {
    name: { en: 'XLA', zh: 'XLA' },
    text: { en: 'Whole epochs compiled; for small dense networks.', zh: '整轮编译，适合小型全连接网络。' }
  },
  compiled: {
    name: { en: 'Compiled', zh: '编译' },
    text: { en: 'Each step as one graph.', zh: '每一步编译为一个计算图。' }
  },
  'compiled-single-thread': {
    name: { en: 'Compiled, one thread', zh: '编译，单线程' },
    text: { en: 'The same on one thread; for small networks.', zh: '单线程执行，适合小型网络。' }
  },
  eager: {
    name: { en: 'One by one', zh: '逐个运算' },
    text: { en: 'Each operation by itself; slow.', zh: '每个运算单独执行，较慢。' }
  }
}

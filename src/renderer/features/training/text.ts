import { formatCount } from '../../text/format.ts'

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
  heldUp: { en: 'standing still', zh: '停顿中' },
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
  startedFrom: { en: 'Weights from', zh: '初始权重来自' },
  weights: { en: (count: string) => `${count} weights`, zh: (count: string) => `${count} 个权重` },
  epochTakes: { en: 'An epoch takes', zh: '每轮用时' },
  noEpochYet: { en: 'The first epoch has not ended yet.', zh: '第一轮还没有结束。' },
  settings: { en: 'Settings', zh: '设置' },
  optimizerSection: { en: 'Optimiser', zh: '优化器' },
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

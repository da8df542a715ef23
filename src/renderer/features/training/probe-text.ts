/** Words of what is measured before a training: its forecast, and the search for a learning rate. */
export const probeText = {
  forecast: {
    en: (epoch: string, total: string, memory: string) =>
      `About ${epoch} an epoch, at most ${total} in all, ${memory} of memory.`,
    zh: (epoch: string, total: string, memory: string) =>
      `每轮约 ${epoch}，总共最多 ${total}，内存约 ${memory}。`
  },
  forecastHelp: {
    en: (disk: string) =>
      `Measured by some steps of this plan. Checkpoints take at most ${disk} on the disk.`,
    zh: (disk: string) => `按此计划试运行若干步测得。检查点最多占用磁盘 ${disk}。`
  },
  measuring: { en: 'Measuring how long it will take…', zh: '正在估算训练时间…' },
  useBatch: {
    en: (count: number) => `Use batches of ${count}`,
    zh: (count: number) => `将批大小改为 ${count}`
  },
  batchSize: { en: 'Batch size', zh: '批大小' },
  find: { en: 'Find a learning rate', zh: '寻找合适的学习率' },
  findText: {
    en: 'Trains some steps with a rising learning rate, from the same start weights. Nothing of it is kept.',
    zh: '从相同的初始权重出发，用逐步升高的学习率试训若干步，结果不会保留。'
  },
  trying: { en: 'Trying learning rates', zh: '正在尝试不同的学习率' },
  cancel: { en: 'Cancel', zh: '取消' },
  close: { en: 'Close', zh: '关闭' },
  again: { en: 'Try again', zh: '重试' },
  use: { en: (rate: string) => `Use ${rate}`, zh: (rate: string) => `使用 ${rate}` },
  learningRate: { en: 'Learning rate', zh: '学习率' },
  rateAxis: { en: 'learning rate', zh: '学习率' },
  loss: { en: 'Loss', zh: '损失' },
  suggestion: {
    en: (rate: string) => `The loss falls fastest at about ${rate}.`,
    zh: (rate: string) => `学习率约为 ${rate} 时损失下降最快。`
  },
  noSuggestion: {
    en: 'The loss does not fall at any learning rate. Look at the data and the network first.',
    zh: '任何学习率下损失都没有下降，请先检查数据和网络。'
  },
  exploded: {
    en: (rate: string) => `Beyond ${rate} it grows without end.`,
    zh: (rate: string) => `超过 ${rate} 后损失急剧上升。`
  },
  curve: {
    en: 'Loss of each step by its learning rate',
    zh: '各步的损失与学习率'
  }
} as const

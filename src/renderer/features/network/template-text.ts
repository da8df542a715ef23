interface Facts {
  readonly sample: string
  readonly wanted: string
  readonly epochs: string
  readonly time: string
}

/** Words of the templates' pages. */
export const templateText = {
  title: { en: 'Templates', zh: '模板' },
  lead: {
    en: 'Networks to start from, each with what it reached on data that come with the program. The network at hand is replaced; undo brings it back.',
    zh: '可以作为起点的网络，附有在自带数据上达到的结果。使用后会替换当前网络，可撤销。'
  },
  list: { en: 'List of templates', zh: '模板列表' },
  fitting: { en: 'For these data', zh: '适合当前数据' },
  others: { en: 'For other data', zh: '适合其他数据' },
  suggested: { en: 'suggested', zh: '推荐' },
  notFitting: {
    en: 'Does not fit the data at hand, so it cannot be used here.',
    zh: '不适合当前数据，因此不能在这里使用。'
  },
  needsTokens: {
    en: 'Reads tokens in their order: in Data, put Vocabulary and Pad or cut in the place of TF-IDF (or word counts), then it fits.',
    zh: '它按顺序读取词元：请在数据页用“词表”和“补齐长度”代替 TF-IDF（或词频），之后即可使用。'
  },
  use: { en: 'Use this network', zh: '使用这个网络' },
  cancel: { en: 'Cancel', zh: '取消' },
  diagram: {
    en: (name: string) => `Layers of ${name}`,
    zh: (name: string) => `${name}的各层`
  },
  drawnForYours: { en: 'Drawn for the data at hand.', zh: '按当前数据绘制。' },
  drawnFor: {
    en: (sample: string) => `Drawn for ${sample}.`,
    zh: (sample: string) => `按 ${sample} 绘制。`
  },
  weights: { en: (count: string) => `${count} weights`, zh: (count: string) => `${count} 个权重` },
  total: { en: (count: string) => `${count} weights in all`, zh: (count: string) => `共 ${count} 个权重` },
  offered: { en: 'When it is offered', zh: '何时提供' },
  network: { en: 'How it works', zh: '工作方式' },
  plan: { en: 'The plan', zh: '训练计划' },
  expect: { en: 'What to expect', zh: '可以期待什么' },
  change: { en: 'What to change first', zh: '先改什么' },
  source: { en: 'Source', zh: '出处' },
  documents: {
    en: (said: string) => `In the documents: ${said}.`,
    zh: (said: string) => `文档中：${said}。`
  },
  optimizer: {
    en: (name: string, rate: string) => `${name}, learning rate ${rate}`,
    zh: (name: string, rate: string) => `${name}，学习率 ${rate}`
  },
  loss: {
    en: (name: string, penalty: string) => (penalty === '' ? name : `${name}, penalty ${penalty}`),
    zh: (name: string, penalty: string) => (penalty === '' ? name : `${name}，惩罚 ${penalty}`)
  },
  epochs: {
    en: (batch: string, epochs: string, patience: string) =>
      `Batches of ${batch}, up to ${epochs} epochs; stops after ${patience} without a lower validation loss`,
    zh: (batch: string, epochs: string, patience: string) =>
      `每批 ${batch}，最多 ${epochs} 轮；验证损失连续 ${patience} 轮不再下降即停止`
  },
  atLeast: {
    en: (bound: string, name: string) => `at least ${bound}${name === '' ? '' : ` (${name.toLowerCase()})`}`,
    zh: (bound: string, name: string) => `至少 ${bound}${name === '' ? '' : `（${name}）`}`
  },
  atMost: {
    en: (bound: string, name: string) => `at most ${bound}${name === '' ? '' : ` (${name.toLowerCase()})`}`,
    zh: (bound: string, name: string) => `至多 ${bound}${name === '' ? '' : `（${name}）`}`
  },
  facts: {
    en: ({ sample, wanted, epochs, time }: Facts) =>
      `on the test part of ${sample}; wanted: ${wanted}; ${epochs} epochs in ${time}`,
    zh: ({ sample, wanted, epochs, time }: Facts) =>
      `${sample} 的测试集；要求${wanted}；${epochs} 轮，用时 ${time}`
  }
} as const

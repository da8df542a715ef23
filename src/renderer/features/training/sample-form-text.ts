import { formatCount } from '../../text/format.ts'

/** Words of the form for the texts that a generator writes after its epochs. */
export const sampleText = {
  after: { en: 'Write', zh: '写示例' },
  afterHelp: {
    en: 'With the same prompt and the same random numbers each time, so that only what was learned makes the difference. Training itself stays the same.',
    zh: '每次使用相同的开头和随机数，差别只来自学到的内容。训练本身不受影响。'
  },
  eachEpoch: { en: 'After each epoch', zh: '每轮之后' },
  prompt: { en: 'Prompt', zh: '开头' },
  promptHelp: {
    en: 'What each text begins with. Left empty, the model begins a text of its own.',
    zh: '每段文本的开头。留空时由模型自己起头。'
  },
  promptEmpty: { en: 'its own beginning', zh: '自己起头' },
  length: { en: 'Length', zh: '长度' },
  unit: { en: 'tokens', zh: '个词元' },
  tokens: {
    en: (count: number) => `${formatCount(count)} tokens`,
    zh: (count: number) => `${formatCount(count)} 个词元`
  },
  temperature: { en: 'Temperature', zh: '温度' },
  temperatureHelp: {
    en: 'Below 1 safer, above 1 bolder; 0 always takes the likeliest token.',
    zh: '小于 1 更稳妥，大于 1 更大胆；0 表示总取最可能的词元。'
  },
  cost: {
    en: (share: string) =>
      `Takes ${share} of the training time at most: where writing is slow, fewer epochs get a text.`,
    zh: (share: string) => `最多占训练时间的 ${share}：写得慢时，只在部分轮次之后写。`
  }
} as const

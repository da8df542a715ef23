import { formatCount } from '../../text/format.ts'

export const generateText = {
  generate: { en: 'Generate', zh: '生成' },
  stop: { en: 'Stop', zh: '停止' },
  samplesHint: {
    en: 'Written after each epoch from the same seed, the newest first: only the weights differ. Generate goes on with a prompt of yours.',
    zh: '每轮之后用相同的种子书写，最新的在最前：只有权重不同。“生成”可接着您的开头续写。'
  },
  copy: { en: 'Copy', zh: '复制' },
  copied: { en: 'Copied', zh: '已复制' },
  prompt: { en: 'Prompt', zh: '开头' },
  promptHint: { en: 'The text to go on from', zh: '模型将从这段文字续写' },
  promptTip: {
    en: 'The model reads this text and goes on with it. Ctrl+Enter generates.',
    zh: '模型读完这段文字后接着往下写。按 Ctrl+Enter 生成。'
  },
  temperature: { en: 'Temperature', zh: '温度' },
  temperatureTip: {
    en: 'Below 1 the likely stays likelier, above 1 more is dared; at 0 the likeliest token is always taken.',
    zh: '小于 1 更稳妥，大于 1 更大胆；为 0 时总取最可能的词元。'
  },
  topK: { en: 'Top k', zh: 'Top-k' },
  topKTip: {
    en: 'Draws only from this many of the likeliest tokens; 0 draws from all.',
    zh: '只从最可能的若干个词元中抽取；0 表示不限。'
  },
  topP: { en: 'Top p', zh: 'Top-p' },
  topPTip: {
    en: 'Draws only from the likeliest tokens that together have this share of the probability.',
    zh: '只从累计概率达到该比例的最可能词元中抽取。'
  },
  length: { en: 'Length', zh: '长度' },
  lengthTip: {
    en: 'Tokens to write at most; the text may come to its end before.',
    zh: '最多生成的词元数；文本可能提前结束。'
  },
  seed: { en: 'Seed', zh: '随机种子' },
  seedTip: {
    en: 'The same seed, prompt and settings give the same text again.',
    zh: '相同的种子、开头和设置会生成相同的文本。'
  },
  anotherSeed: { en: 'Another seed', zh: '换一个种子' },
  compare: { en: 'Beside it', zh: '对比' },
  compareTip: {
    en: 'A second run goes on with the same prompt and seed.',
    zh: '用另一次训练的模型，以相同的开头和种子续写。'
  },
  noCompare: { en: 'No other run', zh: '不对比' },
  empty: { en: 'The text appears here as it is written.', zh: '生成的文本会逐步显示在这里。' },
  opening: { en: 'Opening the model', zh: '正在打开模型' },
  writing: { en: 'Writing', zh: '正在书写' },
  stopped: { en: 'Stopped.', zh: '已停止。' },
  ended: {
    en: (tokens: number, seconds: string) =>
      `${formatCount(tokens)} tokens in ${seconds}; the text came to its end.`,
    zh: (tokens: number, seconds: string) => `${seconds}生成 ${formatCount(tokens)} 个词元，文本自然结束。`
  },
  lengthReached: {
    en: (tokens: number, seconds: string) => `${formatCount(tokens)} tokens in ${seconds}.`,
    zh: (tokens: number, seconds: string) => `${seconds}生成 ${formatCount(tokens)} 个词元。`
  },
  howTitle: { en: 'How text is written', zh: '文本是怎样生成的' },
  howNext: {
    en: 'The model foretells for every token of its vocabulary how likely it comes next. One of them is drawn, written down, and read like the rest.',
    zh: '模型为词表中的每个词元预测接下来出现的概率，从中抽取一个写下，再把它当作上文继续预测。'
  },
  howOptions: {
    en: 'Temperature, top k and top p decide which tokens are drawn from. Low values repeat what training had often, high ones dare more and make more mistakes.',
    zh: '温度、Top-k 和 Top-p 决定从哪些词元中抽取。数值低则更像训练文本，数值高则更大胆、也更容易出错。'
  },
  howTruth: {
    en: 'The model knows which words follow which, not what is true.',
    zh: '模型只知道词语的先后规律，并不知道内容是否属实。'
  }
} as const

import { formatCount } from '../../text/format.ts'

export const pairsText = {
  ask: { en: 'Ask', zh: '提问' },
  question: { en: 'Question', zh: '问题' },
  questionHint: { en: 'What the model is to answer', zh: '输入要让模型回答的内容' },
  questionTip: {
    en: 'The model reads this and answers word by word. Ctrl+Enter asks.',
    zh: '模型读完后逐词回答。按 Ctrl+Enter 提问。'
  },
  answer: { en: 'Answer', zh: '回答' },
  empty: { en: 'The answer appears here as it is written.', zh: '回答会逐步显示在这里。' },
  answers: { en: 'Answers', zh: '回答' },
  answersOf: {
    en: (answered: number, all: number) =>
      answered === all
        ? `to all ${formatCount(all)} questions`
        : `to ${formatCount(answered)} of ${formatCount(all)} questions, evenly taken`,
    zh: (answered: number, all: number) =>
      answered === all
        ? `全部 ${formatCount(all)} 个问题`
        : `均匀抽取 ${formatCount(answered)} 个（共 ${formatCount(all)} 个问题）`
  },
  order: { en: 'Order', zh: '排序' },
  orders: {
    worst: { en: 'Worst first', zh: '最差在前' },
    best: { en: 'Best first', zh: '最好在前' },
    rows: { en: 'As in the data', zh: '按数据顺序' }
  },
  expected: { en: 'Expected', zh: '标准回答' },
  given: { en: 'Given', zh: '模型回答' },
  exact: { en: 'as expected:', zh: '一致：' },
  other: { en: 'not as expected:', zh: '不一致：' },
  chrfTip: {
    en: 'How much of the expected answer’s runs of up to six characters is in the one given, from 0 to 100.',
    zh: '模型回答与标准回答在最多六个连续字符上的重合程度，从 0 到 100。'
  },
  more: {
    en: (count: number) => `Show ${formatCount(count)} more`,
    zh: (count: number) => `再显示 ${formatCount(count)} 个`
  },
  howTitle: { en: 'How answers are measured', zh: '怎样评估回答' },
  pairs: { en: 'Pairs', zh: '成对文本' },
  answered: { en: 'Answered', zh: '已回答' },
  tokens: { en: 'Expected tokens', zh: '标准回答的词元' },
  unknown: { en: 'Unknown tokens', zh: '未知词元' },
  loss: { en: 'Loss', zh: '损失' },
  bleuWords: { en: 'Words of BLEU', zh: 'BLEU 的分词' },
  tokenizers: {
    '13a': { en: 'as written, signs apart (13a)', zh: '按空格，标点分开（13a）' },
    zh: { en: 'Chinese characters (zh)', zh: '单个汉字（zh）' },
    char: { en: 'characters (char)', zh: '单个字符（char）' }
  },
  howAnswer: {
    en: 'The model answers by itself: it takes the likeliest word, reads it as part of the answer, and goes on until it gives the end.',
    zh: '模型独立回答：每次取最可能的词，把它当作已有回答继续，直到给出结尾。'
  },
  howMeasured: {
    en: 'chrF and BLEU compare what was given with what was expected; another right answer in other words scores low. Perplexity and tokens right are taken with the right answer before each word, and are therefore kinder.',
    zh: 'chrF 和 BLEU 比较模型回答与标准回答，意思相同但措辞不同也会得低分。困惑度和词元正确率是在给出正确前文时测得的，因此更宽松。'
  },
  howSplit: {
    en: 'Pairs that ask the same are always in one part, so no question of the test part was learned from.',
    zh: '相同的问题总在同一部分，因此测试集的问题都没有学过。'
  },
  chrf: { en: 'chrF', zh: 'chrF' },
  chrfHint: { en: 'of 100, by characters', zh: '满分 100，按字符' },
  bleu: { en: 'BLEU', zh: 'BLEU' },
  bleuHint: { en: 'of 100, by words', zh: '满分 100，按词' },
  exactMatch: { en: 'Exact answers', zh: '完全一致' },
  perplexity: { en: 'Perplexity', zh: '困惑度' },
  perplexityHint: { en: '1 is certain and right', zh: '1 表示确定且正确' },
  tokensRight: { en: 'Tokens right', zh: '词元正确率' },
  ofTokens: {
    en: (count: number) => `of ${formatCount(count)} tokens`,
    zh: (count: number) => `共 ${formatCount(count)} 个词元`
  },
  help: {
    chrf: {
      en: 'How much of the expected answers’ runs of up to six characters is in those given.',
      zh: '所给回答与标准回答在最多六个连续字符上的重合程度。'
    },
    bleu: {
      en: 'How many runs of up to four words of the answers given are in those expected. 0 where no answer has four words.',
      zh: '所给回答中最多四个连续词有多少出现在标准回答里。没有四个词以上的回答时为 0。'
    },
    exactMatch: {
      en: 'Share of answers that are what was expected, word for word, with its 95 % interval.',
      zh: '逐词与标准回答完全一致的比例及其 95% 区间。'
    },
    perplexity: {
      en: 'Of how many equally likely next tokens the model is in doubt, the right answer before it.',
      zh: '给出正确的前文时，模型相当于在多少个等可能的后续词元之间犹豫。'
    },
    tokensRight: {
      en: 'Share of tokens of the answers that were the likeliest, the right answer before them.',
      zh: '给出正确的前文时，最可能的词元恰好正确的比例。'
    }
  },
  verdict: {
    en: (share: string, count: number, seen: string): readonly [string, string, string] => [
      'Answers ',
      share,
      ` of ${formatCount(count)} questions ${seen} word for word as expected`
    ],
    zh: (share: string, count: number, seen: string): readonly [string, string, string] => [
      `在 ${formatCount(count)} 个${seen}问题中，`,
      share,
      ' 的回答与标准回答逐词一致'
    ]
  },
  verdictChrf: {
    en: (chrf: string) => `; chrF ${chrf} of 100.`,
    zh: (chrf: string) => `；chrF 为 ${chrf}（满分 100）。`
  }
} as const

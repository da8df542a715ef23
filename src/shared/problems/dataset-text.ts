import { words } from './words.ts'

type Named = { column: string }

/** What can be wrong with text on its way to numbers. */
export const textProblems = {
  'dataset/words-feature': words<Named>({
    en: ({ column }) => ({
      message: `“${column}” is cut into words, but a network takes numbers only.`,
      fix: 'Add TF-IDF, or Vocabulary and then Pad.'
    }),
    zh: ({ column }) => ({
      message: `“${column}”已分词，但网络只接受数字。`,
      fix: '请添加“TF-IDF”，或先“词表”再“补齐长度”。'
    })
  }),
  'dataset/tokens-feature': words<Named>({
    en: ({ column }) => ({
      message: `The texts of “${column}” have different lengths, but a network takes inputs of one shape only.`,
      fix: 'Add the step Pad or cut at the end.'
    }),
    zh: ({ column }) => ({
      message: `“${column}”的文本长度不一，而网络只接受同一形状的输入。`,
      fix: '请在最后添加“补齐长度”步骤。'
    })
  }),
  'dataset/tokens-beside-features': words<Named>({
    en: ({ column }) => ({
      message: `“${column}” becomes a sequence of tokens, which cannot stand beside other features.`,
      fix: 'Ignore the other columns, or turn the text into numbers with TF-IDF.'
    }),
    zh: ({ column }) => ({
      message: `“${column}”会变成词元序列，不能与其他特征并列。`,
      fix: '请忽略其他列，或用“TF-IDF”把文本变成数字。'
    })
  }),
  'dataset/vocabulary-empty': words<Named & { count: number; minCount: number }>({
    en: ({ column, count, minCount }) => ({
      message:
        count === 0
          ? `No word of “${column}” comes at least ${minCount} times in the training rows.`
          : `“${column}” leaves a vocabulary of one: there is nothing to tell texts apart by.`,
      fix: 'Lower the least count, or use more text.'
    }),
    zh: ({ column, count, minCount }) => ({
      message:
        count === 0
          ? `“${column}”在训练集中没有出现至少 ${minCount} 次的词。`
          : `“${column}”的词表只剩一个词，无法区分不同的文本。`,
      fix: '请降低最少出现次数，或使用更多文本。'
    })
  }),
  'dataset/no-word-cutter': words({
    en: () => ({
      message: 'The text is cut into words by jieba, which is not there.',
      fix: 'Install it, or cut by characters or by longest match, which work anywhere.'
    }),
    zh: () => ({
      message: '文本需要用 jieba 分词，但这里没有安装它。',
      fix: '请安装 jieba，或改用“单个字符”“最长匹配”，它们在任何地方都能用。'
    })
  }),
  'dataset/empty-texts': words<Named & { count: number }>({
    en: ({ column, count }) => ({
      message: `${count} ${count === 1 ? 'row has' : 'rows have'} no text in “${column}”; ${count === 1 ? 'it is' : 'they are'} used as empty.`
    }),
    zh: ({ column, count }) => ({ message: `“${column}”有 ${count} 行没有文本，按空文本使用。` })
  })
} as const

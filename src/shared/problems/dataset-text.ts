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
  'dataset/several-token-columns': words<Named & { other: string }>({
    en: ({ column, other }) => ({
      message: `One column can become a sequence of tokens, but both “${column}” and “${other}” do.`,
      fix: 'Ignore one of them, or turn one into numbers with TF-IDF.'
    }),
    zh: ({ column, other }) => ({
      message: `只能有一列变成词元序列，但“${column}”和“${other}”都会变成词元序列。`,
      fix: '请忽略其中一列，或用“TF-IDF”把其中一列变成数字。'
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
  'dataset/one-text-needed': words({
    en: () => ({
      message:
        'Going on with a text, or guessing its hidden words, is learned from one column of text and nothing else.',
      fix: 'Make one text column the feature and ignore the others.'
    }),
    zh: () => ({
      message: '续写文本或猜被遮住的词，只从一个文本列学习。',
      fix: '请把一个文本列设为特征，并忽略其他列。'
    })
  }),
  'dataset/no-windows': words<Named>({
    en: ({ column }) => ({
      message: `“${column}” has to become windows of tokens before a generator can learn it.`,
      fix: 'Add Vocabulary or Byte-pair encoding, and then Windows.'
    }),
    zh: ({ column }) => ({
      message: `“${column}”需要先变成词元窗口，生成模型才能学习。`,
      fix: '请添加“词表”或“字节对编码”，再添加“窗口”。'
    })
  }),
  'dataset/no-mask': words<Named>({
    en: ({ column }) => ({
      message: `No step hides words of “${column}”, so there is nothing to guess.`,
      fix: 'Add the step Mask behind Vocabulary or Byte-pair encoding, and then Pad.'
    }),
    zh: ({ column }) => ({
      message: `没有步骤遮盖“${column}”中的词，也就没有可猜的内容。`,
      fix: '请在“词表”或“字节对编码”之后添加“遮盖”，再添加“补齐长度”。'
    })
  }),
  'dataset/no-mask-token': words<Named>({
    en: ({ column }) => ({
      message: `The vocabulary of “${column}” has no token for the mask behind which words are hidden.`,
      fix: 'Switch on “Keep a token for the mask” in Vocabulary or Byte-pair encoding.'
    }),
    zh: ({ column }) => ({
      message: `“${column}”的词表没有用于遮盖词的标记。`,
      fix: '请在“词表”或“字节对编码”中打开“保留遮盖标记”。'
    })
  }),
  'dataset/nothing-to-mask': words<Named>({
    en: ({ column }) => ({
      message: `No text of “${column}” holds a word of the vocabulary, so there is nothing to hide.`,
      fix: 'Lower the least count, or use more text.'
    }),
    zh: ({ column }) => ({
      message: `“${column}”的文本中没有词表里的词，没有可遮盖的内容。`,
      fix: '请降低最少出现次数，或使用更多文本。'
    })
  }),
  'dataset/mask-without-guessing': words<Named & { step: string; stepZh: string }>({
    en: ({ step, column }) => ({
      message: `${step} hides words of “${column}” to be guessed, which is a task of its own.`,
      fix: 'Choose the task “masked”, or remove the step.'
    }),
    zh: ({ stepZh, column }) => ({
      message: `“${stepZh}”遮住“${column}”中的词让网络去猜，这是一项单独的任务。`,
      fix: '请选择任务“猜被遮住的词”，或删除该步骤。'
    })
  }),
  'dataset/given-does-not-fit': words<{ step: string; stepZh: string; from: string }>({
    en: ({ step, from }) => ({
      message: `What ${step} takes over from “${from}” does not belong to its settings.`,
      fix: 'Take it over again, give the step the settings it had there, or let it learn from the training rows.'
    }),
    zh: ({ stepZh, from }) => ({
      message: `“${stepZh}”从“${from}”沿用的内容与它的设置不符。`,
      fix: '请重新沿用，或改回那里的设置，或让该步骤从训练集学习。'
    })
  }),
  'dataset/text-too-short': words<Named & { part: string; found: number; needed: number }>({
    en: ({ column, part, found, needed }) => ({
      message: `The ${part} part of “${column}” has ${found} tokens, but one window needs ${needed}.`,
      fix: 'Use more text, shorter windows, or other shares of the parts.'
    }),
    zh: ({ column, part, found, needed }) => ({
      message: `“${column}”的${({ train: '训练', validation: '验证', test: '测试' } as Record<string, string>)[part] ?? part}部分只有 ${found} 个词元，而一个窗口需要 ${needed} 个。`,
      fix: '请使用更多文本、更短的窗口，或调整各部分的比例。'
    })
  }),
  'dataset/text-too-large': words<{ file: string; limit: string }>({
    en: ({ file, limit }) => ({
      message: `“${file}” is larger than ${limit}, the most text that is read at once.`,
      fix: 'Use a part of it.'
    }),
    zh: ({ file, limit }) => ({
      message: `“${file}”超过一次可读取的上限 ${limit}。`,
      fix: '请只使用其中一部分。'
    })
  }),
  'dataset/text-unmarked-bytes': words<{ file: string; encoding: string; line: number }>({
    en: ({ file, encoding, line }) => ({
      message: `“${file}” holds bytes that mean nothing in ${encoding}, first in line ${line}.`,
      fix: 'Choose the right encoding, or save the file as UTF-8; files put together from several encodings have to be taken apart.'
    }),
    zh: ({ file, encoding, line }) => ({
      message: `“${file}”中有不属于 ${encoding} 编码的字节，首次出现在第 ${line} 行。`,
      fix: '请选择正确的编码，或将文件存为 UTF-8；由不同编码拼接成的文件需要先拆开。'
    })
  }),
  'dataset/no-texts': words<{ folder: string }>({
    en: ({ folder }) => ({
      message: `“${folder}” has no text files in its sub-folders.`,
      fix: 'Choose a folder with one sub-folder of .txt files for each class.'
    }),
    zh: ({ folder }) => ({
      message: `“${folder}”的子文件夹中没有文本文件。`,
      fix: '请选择每个类别有一个子文件夹、其中放 .txt 文件的文件夹。'
    })
  }),
  'dataset/empty-texts': words<Named & { count: number }>({
    en: ({ column, count }) => ({
      message: `${count} ${count === 1 ? 'row has' : 'rows have'} no text in “${column}”; ${count === 1 ? 'it is' : 'they are'} used as empty.`
    }),
    zh: ({ column, count }) => ({ message: `“${column}”有 ${count} 行没有文本，按空文本使用。` })
  })
} as const

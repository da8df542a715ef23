import { kindName } from './kind-names.ts'
import { words } from './words.ts'

type Named = { column: string }
type Both = { question: string; answer: string }
type Step = { step: string; stepZh: string }

/** What can be wrong with texts that are to be answered with texts. */
export const pairProblems = {
  'dataset/two-texts-needed': words({
    en: () => ({
      message: 'Pairs need exactly one column that asks and one that answers.',
      fix: 'Make one text column the feature and one the target, and ignore the others.'
    }),
    zh: () => ({
      message: '成对文本需要恰好一列提问、一列回答。',
      fix: '请把一个文本列设为特征、一个设为目标，并忽略其他列。'
    })
  }),
  'dataset/pair-side-no-text': words<Named & { kind: string }>({
    en: ({ column, kind }) => ({
      message: `“${column}” is one side of the pairs, but it holds ${kindName(kind, 'en')}.`,
      fix: 'Set the column’s kind to text.'
    }),
    zh: ({ column, kind }) => ({
      message: `“${column}”是成对文本的一侧，但它的类型是${kindName(kind, 'zh')}。`,
      fix: '请把该列的类型设为文本。'
    })
  }),
  'dataset/pairs-not-tokens': words<Both>({
    en: ({ question, answer }) => ({
      message: `“${question}” and “${answer}” have to become tokens of one vocabulary.`,
      fix: 'Add one step Vocabulary or Byte-pair encoding on both columns.'
    }),
    zh: ({ question, answer }) => ({
      message: `“${question}”和“${answer}”需要变成同一词表的词元。`,
      fix: '请在这两列上添加同一个“词表”或“字节对编码”步骤。'
    })
  }),
  'dataset/pairs-without-ends': words<Both>({
    en: ({ answer }) => ({
      message: `The vocabulary has no mark of where a text ends, so no answer like those of “${answer}” could come to its end.`,
      fix: 'Turn on “Mark start and end of each text”.'
    }),
    zh: ({ answer }) => ({
      message: `词表没有文本结尾标记，模型无法像“${answer}”那样结束回答。`,
      fix: '请打开“标记每段文本的开头和结尾”。'
    })
  }),
  'dataset/no-pair-step': words<Both>({
    en: ({ question, answer }) => ({
      message: `Nothing puts “${question}” and “${answer}” together yet.`,
      fix: 'Add the step “Question and answer” on both columns, last.'
    }),
    zh: ({ question, answer }) => ({
      message: `还没有把“${question}”和“${answer}”组合在一起。`,
      fix: '请在最后为这两列添加“问答成对”步骤。'
    })
  }),
  'dataset/step-on-pairs': words<Named & Step>({
    en: ({ step, column }) => ({
      message: `${step} cannot be used on “${column}”: both sides of a pair stay texts that can be asked and answered.`,
      fix: 'Remove the column from this step.'
    }),
    zh: ({ stepZh, column }) => ({
      message: `“${stepZh}”不能用于“${column}”：成对文本的两侧必须保持可以提问和回答的文本。`,
      fix: '请从该步骤中移除这一列。'
    })
  }),
  'dataset/step-for-pairs': words<Named & Step>({
    en: ({ step, column }) => ({
      message: `${step} puts two texts together; “${column}” is no side of a pair.`,
      fix: 'Remove the step, or make this a task of pairs.'
    }),
    zh: ({ stepZh, column }) => ({
      message: `“${stepZh}”用于组合两段文本，而“${column}”不是成对文本的一侧。`,
      fix: '请移除该步骤，或把任务改为成对文本。'
    })
  }),
  'dataset/no-pairs': words<Both>({
    en: ({ question, answer }) => ({
      message: `No row has both a text in “${question}” and one in “${answer}”.`,
      fix: 'Choose other columns, or fill in the missing sides.'
    }),
    zh: ({ question, answer }) => ({
      message: `没有任何一行在“${question}”和“${answer}”中都有文本。`,
      fix: '请选择其他列，或补全缺失的一侧。'
    })
  }),
  'dataset/pair-side-one-word': words<Named & { word: string; count: number }>({
    en: ({ column, word, count }) => ({
      message:
        count === 0
          ? `“${column}” has no word in the training rows that the vocabulary keeps.`
          : `“${column}” says nothing but “${word}” in the training rows, so there is nothing to learn.`,
      fix: 'Choose another column, or lower the least count of the vocabulary.'
    }),
    zh: ({ column, word, count }) => ({
      message:
        count === 0
          ? `“${column}”的训练集中没有词表保留的词。`
          : `“${column}”在训练集中只出现“${word}”这一个词，没有可学的内容。`,
      fix: '请选择其他列，或降低词表的最少出现次数。'
    })
  }),
  'dataset/pairs-without-side': words<Both & { count: number }>({
    en: ({ question, answer, count }) => ({
      message: `${count} ${count === 1 ? 'row lacks' : 'rows lack'} a text in “${question}” or in “${answer}” and ${count === 1 ? 'is' : 'are'} left out.`
    }),
    zh: ({ question, answer, count }) => ({
      message: `有 ${count} 行缺少“${question}”或“${answer}”的文本，已略过。`
    })
  }),
  'dataset/pair-side-cut': words<Named & { count: number; length: number }>({
    en: ({ column, count, length }) => ({
      message: `${count} ${count === 1 ? 'text of' : 'texts of'} “${column}” ${count === 1 ? 'is' : 'are'} longer than ${length} tokens and cut there.`,
      fix: 'Raise the length in “Question and answer” to keep them whole.'
    }),
    zh: ({ column, count, length }) => ({
      message: `“${column}”有 ${count} 段文本超过 ${length} 个词元，已截断。`,
      fix: '要完整保留，请在“问答成对”中增大长度。'
    })
  })
} as const

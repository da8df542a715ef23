import { z } from 'zod'
import { ok } from '../../core/checked.ts'
import { choice, integer } from '../../core/params.ts'
import { isTokenColumn } from '../text/map-texts.ts'
import { defineColumnTransform } from '../transform-definition.ts'

const layoutLabels = {
  twoRows: { en: 'Two inputs', zh: '两个输入' },
  oneRow: { en: 'One row', zh: '一行' }
}

/** A length found in the training rows is never more than this: one giant text must not make all samples giant. */
const MAX_FOUND = 512
/** Share of the training texts that a length found there keeps whole. */
const WHOLE_SHARE = 0.99

const lengthHelp = {
  en: 'In tokens; longer ones are cut. 0 keeps 99 of 100 texts of the training rows whole.',
  zh: '以词元计，超出部分截断。0 表示完整保留训练集中 99% 的文本。'
}

/**
 * Lays questions and their answers out side by side or one behind the other.
 *
 * Input   two columns of tokens that mark the start and the end of each text, over one vocabulary
 * Output  the same tokens. Two inputs: the question, and the answer as far as it has come, both filled up with 0. One
 *         row: the question, then the answer. Each step of the answer asks for the token after it, the last one for the end
 */
export const pairSequences = defineColumnTransform({
  kind: 'pairSequences',
  title: { en: 'Question and answer', zh: '问答成对' },
  icon: 'messages-square',
  docs: {
    summary: {
      en: 'Puts each question beside its answer. The network reads the question and learns, word by word, how the answer goes on.',
      zh: '把每个问题与它的回答放在一起。网络读入问题，逐词学习回答如何继续。'
    },
    usual: {
      en: 'Last, for dialogue and translation. Two inputs for an encoder with a decoder; one row for a decoder alone, as in GPT.',
      zh: '用于对话和翻译，放在最后。编码器加解码器用两个输入；只有解码器（如 GPT）用一行。'
    }
  },
  params: {
    layout: choice({
      label: { en: 'Layout', zh: '排列' },
      options: ['twoRows', 'oneRow'],
      optionLabels: layoutLabels,
      default: 'twoRows'
    }),
    questionLength: integer({
      label: { en: 'Length of questions', zh: '问题长度' },
      help: lengthHelp,
      min: 0,
      max: 4096,
      default: 0
    }),
    answerLength: integer({
      label: { en: 'Length of answers', zh: '回答长度' },
      help: lengthHelp,
      min: 0,
      max: 4096,
      default: 0
    })
  },
  describe: ({ layout }) => layoutLabels[layout],
  accepts: ['tokens'],
  acceptsWith: () => ['tokens'],
  /** Tokens of most texts of the column in the training rows, without the marks of start and end. */
  fittedSchema: z.strictObject({ length: z.int().min(1) }),

  fit(column, rows) {
    if (!isTokenColumn(column)) return ok({ length: 1 })
    const lengths = Array.from(rows, (row) => (column.sequences[column.rows[row] ?? -1]?.length ?? 2) - 2)
    lengths.sort((first, second) => first - second)
    const found = lengths[Math.ceil(lengths.length * WHOLE_SHARE) - 1] ?? 1
    return ok({ length: Math.min(MAX_FOUND, Math.max(1, found)) })
  },

  apply: (column) => [column],

  report: ({ length }) => ({ en: `up to ${length} tokens`, zh: `最多 ${length} 个词元` })
})

import { z } from 'zod'
import { fail, ok } from '../../core/checked.ts'
import { integer, toggle } from '../../core/params.ts'
import { problem } from '../../problems/catalogue.ts'
import { countWords } from '../text/count-words.ts'
import { isTokenColumn, mapSequences } from '../text/map-texts.ts'
import { specialTokens, UNKNOWN_ID, withEnds } from '../text/special-tokens.ts'
import { byFrequency } from '../text/word-order.ts'
import { defineColumnTransform } from '../transform-definition.ts'

/**
 * Gives the words of the training rows their numbers.
 *
 * Input     a column of words
 * Output    the same words as tokens: 0 fills up, 1 is any word that training did not keep, then the most frequent
 *           first; with `marksEnds` 2 and 3 stand around each text, with `keepsMask` one more is the mask
 * Problems  dataset/vocabulary-empty   no word comes often enough, or only one does
 */
export const vocabulary = defineColumnTransform({
  kind: 'vocabulary',
  title: { en: 'Vocabulary', zh: '词表' },
  icon: 'book-a',
  docs: {
    summary: {
      en: 'Gives each word of the training rows a number, the most frequent first. Any other word becomes “unknown”.',
      zh: '为训练集中的每个词编号，越常见编号越小。其他词都记为“未知”。'
    },
    usual: {
      en: 'After cutting, before Pad. A few thousand words are enough to classify; for generating, keep every character.',
      zh: '放在分词之后、补齐长度之前。分类有几千个词就够；生成文本应保留所有字符。'
    }
  },
  params: {
    size: integer({
      label: { en: 'Largest size', zh: '最多词数' },
      help: { en: 'The special tokens count too.', zh: '特殊标记也计算在内。' },
      min: 3,
      max: 200_000,
      default: 10_000
    }),
    minCount: integer({
      label: { en: 'Least count', zh: '最少出现次数' },
      help: { en: 'Words that come less often become “unknown”.', zh: '出现次数更少的词记为“未知”。' },
      min: 1,
      max: 10_000,
      default: 1
    }),
    marksEnds: toggle({
      label: { en: 'Mark start and end of each text', zh: '标记每段文本的开头和结尾' },
      help: { en: 'Lets a generator begin and stop.', zh: '让生成模型知道何时开始和结束。' },
      default: false
    }),
    keepsMask: toggle({
      label: { en: 'Keep a token for the mask', zh: '保留遮盖标记' },
      help: {
        en: 'For learning to guess hidden words, and for what starts from there.',
        zh: '用于学习猜被遮住的词，以及之后从那里开始的训练。'
      },
      default: false
    })
  },
  describe: ({ size, minCount }) => ({
    en: minCount > 1 ? `${size}, at least ${minCount} times` : `up to ${size}`,
    zh: minCount > 1 ? `${size}，至少出现 ${minCount} 次` : `最多 ${size} 个`
  }),
  accepts: ['words'],
  acceptsWith: () => ['words'],
  gives: () => 'tokens',
  fittedSchema: z.strictObject({ tokens: z.array(z.string()), coverage: z.number() }),

  /** Of what another vocabulary learned, the special tokens must be those of these settings. */
  takes: ({ tokens }, marks) => specialTokens(marks).every((token, index) => tokens[index] === token),

  fit(column, rows, { size, minCount, ...marks }) {
    const special = specialTokens(marks)
    if (!isTokenColumn(column)) return ok({ tokens: [...special], coverage: 0 })
    const counted = byFrequency(countWords(column, rows))
    const kept = counted
      .filter(([word, count]) => count >= minCount && !special.includes(word))
      .slice(0, Math.max(0, size - special.length))
    if (kept.length < 2)
      return fail(problem('dataset/vocabulary-empty', { column: column.name, count: kept.length, minCount }))
    const sum = (words: readonly [string, number][]): number =>
      words.reduce((total, [, count]) => total + count, 0)
    return ok({ tokens: [...special, ...kept.map(([word]) => word)], coverage: sum(kept) / sum(counted) })
  },

  apply(column, { tokens }, { marksEnds, keepsMask }) {
    if (!isTokenColumn(column)) return [column]
    const special = specialTokens({ marksEnds, keepsMask }).length
    const idOf = new Map(tokens.slice(special).map((word, index) => [word, index + special]))
    const idOfWord = Int32Array.from(column.words, (word) => idOf.get(word) ?? UNKNOWN_ID)
    return [
      mapSequences(column, 'tokens', tokens, (sequence) => {
        const ids = sequence.map((word) => idOfWord[word] ?? UNKNOWN_ID)
        return marksEnds ? withEnds(ids) : ids
      })
    ]
  },

  report: ({ tokens, coverage }) => ({
    en: `${tokens.length} tokens, ${(coverage * 100).toFixed(1)} % of the training text`,
    zh: `${tokens.length} 个词，覆盖训练文本的 ${(coverage * 100).toFixed(1)} %`
  })
})

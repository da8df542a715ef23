import { z } from 'zod'
import { fail, ok } from '../../core/checked.ts'
import { integer, toggle } from '../../core/params.ts'
import { problem } from '../../problems/catalogue.ts'
import type { TextColumn } from '../column.ts'
import { createBytePairEncoder, cutPieces, spellTokens, trainBytePairs } from '../text/byte-pair.ts'
import { countTexts, isTextColumn } from '../text/map-texts.ts'
import { specialTokens, UNKNOWN_ID, withEnds } from '../text/special-tokens.ts'
import { defineColumnTransform } from '../transform-definition.ts'

/**
 * Cuts texts into parts of words that it learns from the training rows.
 *
 * Input     a text column
 * Output    tokens numbered as with Vocabulary; joined again they give the text, but for unknown characters
 * Problems  dataset/vocabulary-empty   the training rows hold hardly any character
 * Source    Sennrich, Haddow and Birch (2016)
 */
export const bytePairEncoding = defineColumnTransform({
  kind: 'bytePairEncoding',
  title: { en: 'Byte-pair encoding', zh: '字节对编码（BPE）' },
  icon: 'combine',
  docs: {
    summary: {
      en: 'Learns frequent parts of words from the training rows: common words become one token, rare ones several. Takes the place of cutting and vocabulary.',
      zh: '从训练集中学习常见的字词片段：常用词成为一个词元，罕见词由多个词元组成。可代替分词和词表两步。'
    },
    usual: {
      en: 'For generating English or mixed text with a vocabulary of a few thousand. Works anywhere, without a dictionary.',
      zh: '用几千个词元生成英文或混合文本。不需要词典，可在任何地方使用。'
    }
  },
  params: {
    size: integer({ label: { en: 'Vocabulary size', zh: '词表大小' }, min: 8, max: 100_000, default: 4000 }),
    minCount: integer({
      label: { en: 'Least count', zh: '最少出现次数' },
      help: {
        en: 'Of a character, and of a pair to be joined.',
        zh: '字符以及要合并的字符对的最少出现次数。'
      },
      min: 1,
      max: 10_000,
      default: 2
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
  describe: ({ size }) => ({ en: `${size} tokens`, zh: `${size} 个词元` }),
  accepts: ['text'],
  acceptsWith: () => ['text'],
  gives: () => 'tokens',
  fittedSchema: z.strictObject({
    characters: z.array(z.string()),
    merges: z.array(z.int().min(0)),
    coverage: z.number()
  }),

  fit(column, rows, { size, minCount, ...marks }) {
    const pieces = isTextColumn(column) ? countPieces(column, rows) : new Map<string, number>()
    const table = trainBytePairs(pieces, { size: size - specialTokens(marks).length, minCount })
    if (table.characters.length < 2) {
      const values = { column: column.name, count: table.characters.length, minCount }
      return fail(problem('dataset/vocabulary-empty', values))
    }
    return ok({
      characters: [...table.characters],
      merges: [...table.merges],
      coverage: coverageOf(pieces, new Set(table.characters))
    })
  },

  apply(column, { characters, merges }, { marksEnds, keepsMask }) {
    if (!isTextColumn(column)) return [column]
    const special = specialTokens({ marksEnds, keepsMask })
    const encode = createBytePairEncoder({ characters, merges })
    const sequences = column.categories.map((text) => {
      const ids = Int32Array.from(encode(text), (id) => (id < 0 ? UNKNOWN_ID : id + special.length))
      return marksEnds ? withEnds(ids) : ids
    })
    const words = [...special, ...spellTokens({ characters, merges })]
    return [{ kind: 'tokens', name: column.name, rows: column.codes, sequences, words }]
  },

  report: ({ characters, merges, coverage }) => ({
    en: `${characters.length} characters and ${merges.length / 2} joined parts, ${(coverage * 100).toFixed(1)} % of the training text`,
    zh: `${characters.length} 个字符和 ${merges.length / 2} 个合并片段，覆盖训练文本的 ${(coverage * 100).toFixed(1)} %`
  })
})

function countPieces(column: TextColumn, rows: Uint32Array): Map<string, number> {
  const repeats = countTexts(column.codes, column.categories.length, rows)
  const pieces = new Map<string, number>()
  column.categories.forEach((text, code) => {
    const repeated = repeats[code] ?? 0
    if (repeated === 0) return
    for (const piece of cutPieces(text)) pieces.set(piece, (pieces.get(piece) ?? 0) + repeated)
  })
  return pieces
}

function coverageOf(pieces: ReadonlyMap<string, number>, kept: ReadonlySet<string>): number {
  let known = 0
  let total = 0
  for (const [piece, count] of pieces) {
    for (const character of piece) {
      total += count
      if (kept.has(character)) known += count
    }
  }
  return total === 0 ? 0 : known / total
}

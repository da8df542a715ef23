import { z } from 'zod'
import { fail, ok } from '../../core/checked.ts'
import { choice, integer } from '../../core/params.ts'
import { problem } from '../../problems/catalogue.ts'
import type { TokenColumn } from '../column.ts'
import { isTokenColumn } from '../text/map-texts.ts'
import { PADDING_ID } from '../text/special-tokens.ts'
import { defineColumnTransform } from '../transform-definition.ts'

const sideLabels = { end: { en: 'At the end', zh: '末尾' }, start: { en: 'At the start', zh: '开头' } }

/** Bars of the histogram of lengths. */
const BAR_COUNT = 20

/** Lengths of the training texts: bars of equal width from 0 to the longest, and the share that is kept whole. */
export const lengthSummary = z.strictObject({
  longest: z.int().min(0),
  wholeShare: z.number(),
  bars: z.array(z.int().min(0))
})
export type LengthSummary = z.infer<typeof lengthSummary>

/**
 * Brings all token sequences to one length.
 *
 * Input     a column of tokens
 * Output    `length` tokens a row: short ones are filled up with 0, long ones are cut
 * Problems  dataset/nothing-to-learn   the training rows hold no text at all
 * Source    Keras 3, pad_sequences
 */
export const padSequence = defineColumnTransform({
  kind: 'padSequence',
  title: { en: 'Pad or cut', zh: '补齐长度' },
  icon: 'align-horizontal-space-between',
  docs: {
    summary: {
      en: 'Brings all texts to one length, because a network takes inputs of one shape only: short ones are filled up, long ones are cut.',
      zh: '把所有文本变为相同长度，因为网络只接受同一形状的输入：短的补齐，长的截断。'
    },
    usual: {
      en: 'A length that keeps nine texts of ten whole. Longer ones only cost time.',
      zh: '选择能完整保留九成文本的长度。再长只会更慢。'
    }
  },
  params: {
    length: integer({
      label: { en: 'Length', zh: '长度' },
      help: { en: 'In tokens.', zh: '以词元计。' },
      min: 1,
      max: 10_000,
      default: 100
    }),
    fillAt: choice({
      label: { en: 'Fill up', zh: '补齐位置' },
      options: ['end', 'start'],
      optionLabels: sideLabels,
      default: 'end'
    }),
    cutAt: choice({
      label: { en: 'Cut off', zh: '截断位置' },
      options: ['end', 'start'],
      optionLabels: sideLabels,
      default: 'end'
    })
  },
  describe: ({ length }) => ({ en: `${length} tokens`, zh: `${length} 个词元` }),
  accepts: ['tokens'],
  acceptsWith: () => ['tokens'],
  gives: () => 'vector',
  fittedSchema: lengthSummary,

  fit(column, rows, { length }) {
    if (!isTokenColumn(column)) return ok({ longest: 0, wholeShare: 1, bars: [] })
    const lengths = lengthsOf(column, rows)
    if (lengths.length === 0) return fail(problem('dataset/nothing-to-learn', { column: column.name }))
    const longest = lengths.reduce((most, one) => Math.max(most, one), 0)
    const bars = Array.from({ length: BAR_COUNT }, () => 0)
    for (const one of lengths) {
      const bar = Math.min(BAR_COUNT - 1, Math.floor((one / Math.max(1, longest)) * BAR_COUNT))
      bars[bar] = (bars[bar] ?? 0) + 1
    }
    return ok({ longest, wholeShare: lengths.filter((one) => one <= length).length / lengths.length, bars })
  },

  apply(column, _, { length, fillAt, cutAt }) {
    if (!isTokenColumn(column)) return [column]
    const numbers = new Float32Array(column.rows.length * length).fill(PADDING_ID)
    column.rows.forEach((text, row) => {
      const sequence = column.sequences[text]
      if (!sequence) return
      const kept = cutAt === 'end' ? sequence.subarray(0, length) : sequence.subarray(-length)
      numbers.set(kept, row * length + (fillAt === 'end' ? 0 : length - kept.length))
    })
    const elements = Array.from({ length }, (__, index) => `${column.name} ${index + 1}`)
    return [{ kind: 'vector', name: column.name, numbers, elements, words: column.words }]
  },

  report: ({ wholeShare, longest }) => ({
    en: `${(wholeShare * 100).toFixed(1)} % of the training texts are whole; the longest has ${longest}`,
    zh: `训练集中 ${(wholeShare * 100).toFixed(1)} % 的文本完整保留；最长 ${longest}`
  })
})

function lengthsOf({ rows: texts, sequences }: TokenColumn, rows: Uint32Array): number[] {
  const lengths: number[] = []
  for (const row of rows) {
    const sequence = sequences[texts[row] ?? -1]
    if (sequence) lengths.push(sequence.length)
  }
  return lengths
}

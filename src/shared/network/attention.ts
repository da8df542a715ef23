import { fail, ok, type Checked } from '../core/checked.ts'
import { decimal, integer, toggle } from '../core/params.ts'
import type { SampleShape } from '../core/schema.ts'
import { problem } from '../problems/catalogue.ts'
import { checkSequence } from './sequences.ts'

export const headsParam = integer({
  label: { en: 'Heads', zh: '头数' },
  help: {
    en: 'How many attentions work side by side, each looking for something else.',
    zh: '并排工作的注意力个数，各自关注不同的内容。'
  },
  min: 1,
  max: 256,
  default: 4
})

export const causalParam = (preset: boolean) =>
  toggle({
    label: { en: 'Only look back', zh: '只看前文' },
    help: {
      en: 'Each step sees itself and the steps before it, but none after it. Needed where the network is to write on.',
      zh: '每一步只能看到自己和前面的步，看不到后面的步。让网络续写时必须打开。'
    },
    default: preset
  })

export const attentionDropoutParam = (preset: number) =>
  decimal({
    label: { en: 'Dropout', zh: '丢弃比例' },
    help: {
      en: 'Share switched off at random while training.',
      zh: '训练时随机关闭的比例。'
    },
    min: 0,
    max: 0.95,
    default: preset
  })

/**
 * Sequences that ask and are asked: one input asks itself.
 *
 * Problems  network/needs-sequence
 */
export function checkAttention(
  shapes: readonly SampleShape[],
  layer: string
): Checked<{ readonly query: readonly [number, number]; readonly value: readonly [number, number] }> {
  const query = checkSequence(shapes[0], layer)
  if (!query.ok) return query
  const value = checkSequence(shapes[1] ?? shapes[0], layer)
  return value.ok ? ok({ query: query.value, value: value.value }) : value
}

/**
 * Features of each head.
 *
 * Problems  network/heads-do-not-divide   the features cannot be shared out evenly
 */
export const headSize = (features: number, heads: number, layer: string): Checked<number> =>
  features % heads === 0
    ? ok(features / heads)
    : fail(
        problem('network/heads-do-not-divide', {
          layer,
          features,
          heads,
          nearest: largestDivisor(features, heads)
        })
      )

/** The largest number up to a limit by which another can be divided. */
function largestDivisor(number: number, limit: number): number {
  for (let divisor = Math.min(number, limit); divisor > 1; divisor -= 1)
    if (number % divisor === 0) return divisor
  return 1
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createBytePairEncoder,
  cutPieces,
  spellTokens,
  trainBytePairs
} from '../../../../src/shared/dataset/text/byte-pair.ts'
import { textColumn, throughStep, wordsOf } from './text-columns.ts'

const countPieces = (texts: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const piece of texts.flatMap(cutPieces)) counts.set(piece, (counts.get(piece) ?? 0) + 1)
  return counts
}

describe('byte-pair encoding', () => {
  it('joins the pairs of the paper’s example in its order', () => {
    const pieces = new Map([
      ['low', 5],
      ['lower', 2],
      ['newest', 6],
      ['widest', 3]
    ])
    const table = trainBytePairs(pieces, { size: 14, minCount: 1 })
    expect(spellTokens(table).slice(table.characters.length)).toEqual(['es', 'est', 'lo', 'low'])
  })

  it('gives the text again when the tokens are joined', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { minLength: 1, maxLength: 8 }),
        (texts) => {
          const table = trainBytePairs(countPieces(texts), { size: 200, minCount: 1 })
          const spelled = spellTokens(table)
          const encode = createBytePairEncoder(table)
          for (const text of texts)
            expect(
              encode(text)
                .map((id) => spelled[id])
                .join('')
            ).toBe(text)
        }
      ),
      { numRuns: 60 }
    )
  })

  it('finds in one go what joining pair by pair in the learned order gives', () => {
    const texts = ['banana bandana', 'an abandoned banana', 'ban the bandage']
    const table = trainBytePairs(countPieces(texts), { size: 40, minCount: 1 })
    const ids = new Map(table.characters.map((character, id) => [character, id]))
    const slow = (piece: string): number[] => {
      let tokens = [...piece].map((character) => ids.get(character) ?? -1)
      for (let at = 0; at < table.merges.length; at += 2) {
        const joined: number[] = []
        for (let index = 0; index < tokens.length; index += 1) {
          const isPair = tokens[index] === table.merges[at] && tokens[index + 1] === table.merges[at + 1]
          joined.push(isPair ? table.characters.length + at / 2 : (tokens[index] ?? -1))
          if (isPair) index += 1
        }
        tokens = joined
      }
      return tokens
    }
    const encode = createBytePairEncoder(table)
    for (const text of texts) expect(encode(text)).toEqual(cutPieces(text).flatMap(slow))
  })

  it('calls a character that training did not see unknown', () => {
    const { column } = throughStep(
      textColumn(['aaa bbb', 'aaz']),
      'bytePairEncoding',
      { size: 20, minCount: 1 },
      Uint32Array.of(0)
    )
    expect(wordsOf(column)[1]?.at(-1)).toBe('<unk>')
  })

  it('cuts a million characters on one line without recursion', () => {
    const text = 'ab'.repeat(500_000)
    const table = trainBytePairs(countPieces([text.slice(0, 100)]), { size: 8, minCount: 1 })
    expect(table.merges.length).toBeGreaterThan(0)
  })
})

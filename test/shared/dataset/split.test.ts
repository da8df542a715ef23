import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/shared/core/checked.ts'
import type { SplitSpec } from '../../../src/shared/dataset/dataset-spec.ts'
import { dataParts, splitRows, type Parts } from '../../../src/shared/dataset/split.ts'

const usual: SplitSpec = { train: 0.7, validation: 0.15, test: 0.15, seed: 42, isStratified: true }
const sizes = (parts: Parts): number[] => dataParts.map((part) => parts[part].length)

const shares = fc
  .tuple(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 10 }))
  .map(([train, validation, test]) => {
    const sum = train + validation + test
    return { train: train / sum, validation: validation / sum, test: test / sum }
  })
const labels = fc
  .array(fc.integer({ min: 0, max: 5 }), { minLength: 3, maxLength: 300 })
  .map((codes) => Int32Array.from(codes))

describe('splitRows', () => {
  it('puts every row into exactly one part, whatever the shares', () => {
    fc.assert(
      fc.property(labels, shares, fc.nat(), fc.boolean(), (codes, share, seed, isStratified) => {
        const parts = unwrap(splitRows({ rowCount: codes.length, codes }, { ...share, seed, isStratified }))
        const all = dataParts.flatMap((part) => [...parts[part]]).sort((first, second) => first - second)
        expect(all).toEqual([...codes.keys()])
      })
    )
  })

  it('keeps part sizes within one row of the shares, and every class in train, when stratified', () => {
    fc.assert(
      fc.property(labels, fc.nat(), (codes, seed) => {
        const parts = unwrap(splitRows({ rowCount: codes.length, codes }, { ...usual, seed }))
        const trained = new Set(Array.from(parts.train, (row) => codes[row]))
        expect(trained).toEqual(new Set(codes))
        if (codes.length < 100) return
        const wanted = [0.7, 0.15, 0.15].map((share) => share * codes.length)
        // A class with a single row must be learned from, whatever its share: six classes at most here.
        sizes(parts).forEach((size, part) =>
          expect(Math.abs(size - (wanted[part] ?? 0))).toBeLessThanOrEqual(7)
        )
      })
    )
  })

  it('keeps the share of each class within one row', () => {
    const codes = Int32Array.from({ length: 1000 }, (_, row) => (row % 10 === 0 ? 1 : 0))
    const parts = unwrap(splitRows({ rowCount: 1000, codes }, usual))
    expect(sizes(parts)).toEqual([700, 150, 150])
    expect(dataParts.map((part) => parts[part].filter((row) => codes[row] === 1).length)).toEqual([
      70, 15, 15
    ])
  })

  it('gives the same split for the same seed and another for another', () => {
    const codes = Int32Array.from({ length: 150 }, (_, row) => row % 3)
    const first = unwrap(splitRows({ rowCount: 150, codes }, usual))
    expect(unwrap(splitRows({ rowCount: 150, codes }, usual))).toEqual(first)
    expect(unwrap(splitRows({ rowCount: 150, codes }, { ...usual, seed: 43 }))).not.toEqual(first)
  })

  it.each([
    { rowCount: 3, expected: [1, 1, 1] },
    { rowCount: 4, expected: [2, 1, 1] },
    { rowCount: 10, expected: [7, 2, 1] }
  ])('deals $rowCount rows as $expected', ({ rowCount, expected }) => {
    expect(sizes(unwrap(splitRows({ rowCount }, usual)))).toEqual(expected)
  })

  it('leaves a part with share 0 empty', () => {
    const parts = unwrap(splitRows({ rowCount: 11 }, { ...usual, train: 0.8, validation: 0.2, test: 0 }))
    expect(sizes(parts)).toEqual([9, 2, 0])
  })

  it('spreads classes that are smaller than the number of parts over all parts', () => {
    const codes = Int32Array.from({ length: 60 }, (_, row) => Math.floor(row / 3))
    expect(sizes(unwrap(splitRows({ rowCount: 60, codes }, usual)))).toEqual([42, 9, 9])
  })

  it.each([
    { change: { train: 0.5 }, rowCount: 10, code: 'dataset/split-shares' },
    { change: { train: 0, validation: 0.5, test: 0.5 }, rowCount: 10, code: 'dataset/no-training-part' },
    { change: {}, rowCount: 2, code: 'dataset/too-few-rows' }
  ])('answers $code', ({ change, rowCount, code }) => {
    expect(splitRows({ rowCount }, { ...usual, ...change })).toMatchObject({ ok: false, problem: { code } })
  })
})

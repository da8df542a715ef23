import { describe, expect, it } from 'vitest'
import { isSampleDue, longestSampleMs, type SampleText } from '../../../src/shared/training/sample-text.ts'

const sample = (durationMs: number): SampleText => ({ prompt: '', text: '春', durationMs })

describe('a sample text', () => {
  it('is written after the first epoch, however short it was', () => {
    expect(isSampleDue({ epoch: 1, epochs: 5 }, 1, [])).toBe(true)
  })

  it.each([
    { spentMs: 100, elapsedMs: 6_000, due: false },
    { spentMs: 100, elapsedMs: 7_000, due: true }
  ])('waits until it takes at most 3 % of the time: $spentMs ms in $elapsedMs ms', (given) => {
    const records = [{ epoch: 1, sample: sample(given.spentMs) }, { epoch: 2 }]
    expect(isSampleDue({ epoch: 3, epochs: 5 }, given.elapsedMs, records)).toBe(given.due)
  })

  it('comes after a hundred epochs at most, the last among them', () => {
    const records = [{ epoch: 1, sample: sample(1) }]
    const due = Array.from({ length: 1003 }, (_, index) => index + 1).filter((epoch) =>
      isSampleDue({ epoch, epochs: 1003 }, 1e9, records)
    )
    expect(due).toHaveLength(92)
    expect(due.at(-1)).toBe(1003)
  })

  it('is cut off after a whole number of milliseconds, half a second at least', () => {
    expect([longestSampleMs(0.5), longestSampleMs(38_240.16)]).toEqual([500, 1148])
  })
})

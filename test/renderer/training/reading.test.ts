import { describe, expect, it } from 'vitest'
import { bestRecord, decidingLoss, readCurves } from '../../../src/renderer/features/training/reading.ts'
import type { EpochRecord } from '../../../src/shared/training/run-events.ts'

const records = (train: readonly number[], validation: readonly number[]): EpochRecord[] =>
  train.map((loss, index) => {
    const measured = validation[index]
    const validated: Record<string, number> = measured === undefined ? {} : { loss: measured }
    return {
      epoch: index + 1,
      train: { loss },
      validation: validated,
      durationMs: 10,
      learningRate: 0.001,
      isBest: false
    }
  })

describe('readCurves', () => {
  it('names over-fitting once validation loss has risen for three epochs while training loss falls', () => {
    const rising = records([1, 0.8, 0.6, 0.5, 0.4], [1, 0.7, 0.75, 0.8, 0.9])

    expect(readCurves(rising, true)).toContain('overfitting')
    expect(readCurves(rising.slice(0, 4), true)).not.toContain('overfitting')
  })

  it('says that a finished run whose last epoch is best was still learning', () => {
    expect(readCurves(records([1, 0.8, 0.6], [1, 0.9, 0.8]), true)).toContain('stillFalling')
    expect(readCurves(records([1, 0.8, 0.6], [1, 0.9, 0.8]), false)).not.toContain('stillFalling')
  })

  it('explains a validation loss below the training loss', () => {
    expect(readCurves(records([1, 0.8], [0.9, 0.7]), false)).toEqual(['validationBetter', 'healthy'])
  })

  it('does not call a run healthy whose validation loss is many times its training loss', () => {
    expect(readCurves(records([0.5, 0.1], [1, 0.6]), false)).toEqual(['gap'])
    expect(readCurves(records([0.5, 0.3], [1, 0.6]), false)).toEqual(['healthy'])
  })

  it('says nothing before the first epoch has ended', () => {
    expect(readCurves([], false)).toEqual([])
  })
})

describe('bestRecord', () => {
  it('goes by validation loss, and keeps the first of equals', () => {
    expect(bestRecord(records([1, 0.5, 0.4], [0.9, 0.6, 0.6]))?.epoch).toBe(2)
  })

  it('goes by training loss where no rows are kept for validation', () => {
    const trainOnly = records([1, 0.5, 0.7], [])

    expect(bestRecord(trainOnly)?.epoch).toBe(2)
    expect(trainOnly.map(decidingLoss)).toEqual([1, 0.5, 0.7])
  })
})

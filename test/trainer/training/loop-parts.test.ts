import { describe, expect, it } from 'vitest'
import { batchesOf, orderOfEpoch } from '../../../src/trainer/training/batch-order.ts'
import { watchEpochs } from '../../../src/trainer/training/early-stopping.ts'
import { createProgressMeter } from '../../../src/trainer/training/progress.ts'

const rows = Uint32Array.from({ length: 50 }, (_, index) => index * 2)

describe('the order of samples', () => {
  it('holds every row once', () => {
    expect([...orderOfEpoch(rows, 0, 1)].sort((left, right) => left - right)).toEqual([...rows])
  })

  it('follows from seed and epoch alone', () => {
    expect(orderOfEpoch(rows, 5, 3)).toEqual(orderOfEpoch(rows, 5, 3))
    expect(orderOfEpoch(rows, 5, 3)).not.toEqual(orderOfEpoch(rows, 5, 4))
    expect(orderOfEpoch(rows, 5, 3)).not.toEqual(orderOfEpoch(rows, 6, 3))
  })

  it('falls into batches of which the last may be smaller', () => {
    expect([...batchesOf(rows, 20)].map((batch) => batch.length)).toEqual([20, 20, 10])
  })
})

describe('watchEpochs', () => {
  const follow = (losses: number[], earlyStopping: { patience: number; minDelta: number } | null) => {
    const watch = watchEpochs(earlyStopping)
    const seen = losses.map((loss, index) => {
      watch.observe(index + 1, loss)
      return watch.isEnough
    })
    return { best: watch.bestEpoch, enoughAt: seen.indexOf(true) + 1 }
  }

  it('takes the first of equal epochs as the best', () => {
    expect(follow([3, 2, 2, 2], null)).toEqual({ best: 2, enoughAt: 0 })
  })

  it('waits patience epochs after the last fall', () => {
    expect(follow([3, 2, 2.5, 2.4, 2.3], { patience: 2, minDelta: 0 })).toEqual({ best: 2, enoughAt: 4 })
  })

  it('does not count a fall of minDelta or less, but keeps it as the best', () => {
    expect(follow([3, 2.95, 2.9], { patience: 2, minDelta: 0.5 })).toEqual({ best: 3, enoughAt: 3 })
  })
})

describe('the progress meter', () => {
  it('is due ten times a second, and measures speed and time left', () => {
    let clock = 0
    const meter = createProgressMeter(20, () => clock)
    clock = 60
    meter.count(32)
    expect(meter.isDue()).toBe(false)
    clock = 100
    meter.count(32)
    expect(meter.isDue()).toBe(true)
    expect(meter.report(1, 2, [0.5, 0.25])).toMatchObject({
      epoch: 1,
      step: 2,
      stepLosses: [0.5, 0.25],
      samplesPerSecond: 640,
      remainingMs: 900
    })
    expect(meter.isDue()).toBe(false)
  })
})

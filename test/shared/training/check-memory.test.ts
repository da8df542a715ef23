import { describe, expect, it } from 'vitest'
import { nodeId } from '../../../src/shared/core/ids.ts'
import type { ModelLayer } from '../../../src/shared/network/model-spec.ts'
import { checkMemory } from '../../../src/shared/training/check-memory.ts'
import { defaultTraining } from '../../../src/shared/training/training-spec.ts'

const layer = (outputShape: number[]): ModelLayer => ({
  id: nodeId.parse('n1'),
  kind: 'dense',
  name: 'dense',
  params: {},
  inputs: [],
  outputShape,
  weightCount: 0,
  trainableCount: 0,
  flopCount: 0
})
/** A million numbers a row: 8 MB with their gradients. Adam keeps four numbers a weight in all: 160 MB. */
const model = { layers: [layer([100, 100, 100])], weightCount: 10e6 }
const plan = { ...defaultTraining, batchSize: 1024 }

describe('checkMemory', () => {
  it('names the largest power of two that fits', () => {
    // (2 GB - 300 MB - 160 MB) / 8 MB = 192 rows.
    const [found] = checkMemory(plan, model, 2e9)
    expect(found).toMatchObject({
      code: 'training/batch-too-large',
      values: { batchSize: 1024, largest: 128, freeBytes: 2e9 },
      at: 'training.batchSize'
    })
    expect(checkMemory({ ...plan, batchSize: 128 }, model, 2e9)).toEqual([])
  })

  it('says that the network is too large where not even one row fits', () => {
    expect(checkMemory(plan, model, 0.4e9)).toMatchObject([{ code: 'training/network-too-large' }])
  })
})

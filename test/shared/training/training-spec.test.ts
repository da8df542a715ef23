import { describe, expect, it } from 'vitest'
import { defaultTraining, trainingSpec } from '../../../src/shared/training/training-spec.ts'

/** A plan as the first version of the program wrote it. */
const first = {
  version: 1,
  optimizer: { kind: 'adam', learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  loss: 'sparseCategoricalCrossentropy',
  batchSize: 32,
  epochs: 50,
  seed: 42,
  regularization: { l1: 0, l2: 0 },
  earlyStopping: { patience: 10, minDelta: 0 },
  device: 'auto'
}

describe('a training plan', () => {
  it('of the first version reads as one with nothing more set', () => {
    expect(trainingSpec.parse(first)).toEqual(defaultTraining)
  })

  it('refuses a schedule that leaves a number out', () => {
    const parsed = trainingSpec.safeParse({ ...first, schedule: { kind: 'step', factor: 0.5, warmup: null } })
    expect(parsed.success).toBe(false)
  })
})

import type { TrainingFacts } from '../../../src/trainer/training/checkpoint/manifest.ts'
import type { CheckpointContent } from '../../../src/trainer/training/checkpoint/write-checkpoint.ts'

export const someFacts: TrainingFacts = {
  seed: 1,
  datasetFingerprint: 'b'.repeat(64),
  dataHash: 'c'.repeat(64),
  modelHash: 'd'.repeat(64),
  engine: 'compiled',
  versions: { tensorflow: '2.21.0' },
  threadCount: 2,
  device: { kind: 'cpu', name: 'some processor' }
}

const weightsOf = (first: number): CheckpointContent['weights'] => [
  { name: 'dense_1/kernel', shape: [2, 2], values: Float32Array.of(first, 1, 2, 3) },
  { name: 'dense_1/bias', shape: [2], values: Float32Array.of(-0.5, 1e-30) }
]

/** The best weights of an epoch, whose number is their first. */
export const bestOf = (epoch: number): CheckpointContent => ({
  about: { kind: 'best', epoch, step: 0, bestEpoch: epoch, createdAt: 1, facts: someFacts },
  weights: weightsOf(epoch),
  optimizer: [],
  state: undefined
})

/** A place to go on from; the first weight is `epoch + step / 1000`. */
export const lastOf = (epoch: number, step: number, bestEpoch: number): CheckpointContent => ({
  about: { kind: 'last', epoch, step, bestEpoch, createdAt: 1, facts: someFacts },
  weights: weightsOf(epoch + step / 1000),
  optimizer: [{ name: 'dense_1/kernel/mean', shape: [2, 2], values: Float32Array.of(1e-40, -0, 5, NaN) }],
  state: JSON.stringify({ step })
})

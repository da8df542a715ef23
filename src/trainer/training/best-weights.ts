import type { BuiltModel } from '../network/build-model.ts'
import { readWeights } from '../network/build-model.ts'
import { tf } from '../runtime/load-tensorflow.ts'
import { removeCheckpoints, writeCheckpoint, type CheckpointFacts } from './checkpoint.ts'

/** A better epoch is written at once, unless the last was written less than this ago; the end always writes. */
const WRITE_INTERVAL_MS = 2000

/** Holds the weights of the best epoch, on the device at once and on disk soon after. */
export interface BestWeights {
  /** Writes the weights as they are now, before the first step. */
  start(): Promise<void>
  /** The model's weights are now the best. */
  keep(epoch: number, loss: number): Promise<void>
  /** Puts the best weights back into the model and makes sure that they are on disk. */
  restore(): Promise<void>
  dispose(): void
}

export interface BestWeightsPlace {
  readonly runFolder: string
  readonly facts: Pick<CheckpointFacts, 'seed' | 'datasetFingerprint' | 'versions'>
}

export function createBestWeights(model: BuiltModel, { runFolder, facts }: BestWeightsPlace): BestWeights {
  let kept: tf.Tensor[] | undefined
  let unwritten: Pick<CheckpointFacts, 'epoch' | 'loss'> | undefined
  let writtenAt = -Infinity

  const putBack = (): void => {
    if (kept === undefined) return
    for (const [index, { variable }] of model.weights.entries()) {
      const value = kept[index]
      if (value !== undefined) variable.assign(value)
    }
  }
  const write = async (state: Pick<CheckpointFacts, 'epoch' | 'loss'>): Promise<void> => {
    await writeCheckpoint(runFolder, { ...facts, ...state, createdAt: Date.now() }, readWeights(model))
    unwritten = undefined
    writtenAt = performance.now()
  }
  return {
    start: async () => {
      await removeCheckpoints(runFolder)
      await write({ epoch: 0, loss: null })
    },
    keep: async (epoch, loss) => {
      tf.dispose(kept ?? [])
      // A clone shares the numbers until the next step gives the variable new ones.
      kept = tf.tidy(() => model.weights.map(({ variable }) => tf.keep(variable.clone())))
      unwritten = { epoch, loss }
      if (performance.now() - writtenAt >= WRITE_INTERVAL_MS) await write(unwritten)
    },
    restore: async () => {
      putBack()
      if (unwritten !== undefined) await write(unwritten)
    },
    dispose: () => {
      tf.dispose(kept ?? [])
      kept = undefined
    }
  }
}

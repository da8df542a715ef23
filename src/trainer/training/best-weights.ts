import { readWeights, writeWeights, type BuiltModel, type WeightArray } from '../network/build-model.ts'
import { tf } from '../runtime/load-tensorflow.ts'

/** Holds the weights of the best epoch on the device; checkpoints bring them to disk. */
export interface BestWeights {
  /** 0 before the first. */
  readonly epoch: number
  /** The model's weights are now the best. */
  keep(epoch: number): void
  /** Copies of the best. */
  read(): WeightArray[]
  /** Puts the best back into the model. */
  putBack(): void
  /** Takes those of a checkpoint; the model's own stay as they are. */
  restore(epoch: number, weights: readonly WeightArray[]): void
  dispose(): void
}

export function createBestWeights(model: BuiltModel): BestWeights {
  let epoch = 0
  let kept: tf.Tensor[] = []
  const keep = (bestEpoch: number): void => {
    tf.dispose(kept)
    // A clone shares the numbers until the next step gives the variable new ones.
    kept = tf.tidy(() => model.weights.map(({ variable }) => tf.keep(variable.clone())))
    epoch = bestEpoch
  }
  const putBack = (): void => {
    for (const [index, { variable }] of model.weights.entries()) {
      const value = kept[index]
      if (value !== undefined) variable.assign(value)
    }
  }
  return {
    get epoch() {
      return epoch
    },
    keep,
    read: () =>
      model.weights.map(({ name, variable: { shape } }, index) => ({
        name,
        shape: [...shape],
        values: Float32Array.from(kept[index]?.dataSync() ?? [])
      })),
    putBack,
    restore: (bestEpoch, weights) => {
      const now = readWeights(model)
      writeWeights(model, weights)
      keep(bestEpoch)
      writeWeights(model, now)
    },
    dispose: () => {
      tf.dispose(kept)
      kept = []
    }
  }
}

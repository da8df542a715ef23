import type { PreparedTarget } from '../../shared/dataset/prepared-data.ts'
import type { BatchReader } from '../dataset/batch-reader.ts'
import type { BuiltModel, WeightArray } from '../network/build-model.ts'
import { tf } from '../runtime/load-tensorflow.ts'
import type { HitCount } from './hit-count.ts'
import { countModelHits } from './joint-loss.ts'
import type { Loss } from './losses.ts'
import { readSlots, writeSlots } from './optimizer-state.ts'
import type { Optimizer, StepMoment } from './optimizers.ts'

/** What steps measured, in order; one of each a step. */
export interface StepResults {
  /** Mean loss of the batch, penalties included. */
  readonly losses: Float32Array
  /** Rows predicted right, or the sum of absolute errors in the target's own unit. */
  readonly scores: Float32Array
}

/** A step that could not be computed, whatever its numbers are; another way may still do it. */
export class EngineError extends Error {}

/** One way to do a training step. The loop knows no more of TensorFlow than this. */
export interface TrainingStep {
  /**
   * Changes the weights once by a batch, at once or together with later ones. Results stay on the device until
   * they are read. Where a promise is given, the next call waits for it.
   */
  run(batch: Uint32Array, moment: StepMoment): Promise<void> | undefined
  /** Results of all steps since the last call. */
  readResults(): Promise<StepResults>
  /** Brings the model's own variables up to date, before they are read by anything but this step. */
  updateModel(): Promise<void>
  /** What the optimiser has gathered so far, as arrays named `<weight>/<slot>`, in the same order for every engine. */
  readState(): Promise<WeightArray[]>
  /**
   * Puts it back, so that the next step is the one that would have followed.
   *
   * Throws  Error  when it is of another model or optimiser
   */
  writeState(state: readonly WeightArray[]): Promise<void>
  dispose(): void
}

export interface StepParts {
  readonly model: BuiltModel
  readonly loss: Loss
  readonly optimizer: Optimizer
  readonly reader: BatchReader
  readonly target: PreparedTarget
  readonly seed: number
}

/** A step that runs each operation by itself, as tfjs does. */
export function createEagerStep({ model, loss, optimizer, reader, target, seed }: StepParts): TrainingStep {
  const names = model.variables.map((variable) => variable.name)
  const score: HitCount = countModelHits(model, target)
  let pendingLosses: tf.Scalar[] = []
  let pendingScores: tf.Scalar[] = []
  return {
    run: (batch, moment) => {
      model.seedDropout(model.dropoutSeeds(seed, moment.step))
      tf.tidy(() => {
        const samples = reader.samples(batch)
        const labels = reader.labels(batch)
        const weights = reader.weights(batch)
        let outputs: tf.Tensor | undefined
        const { value, grads } = tf.variableGrads(() => {
          outputs = tf.keep(model.forward(samples, { isTraining: true }))
          return model
            .penalties()
            .reduce<tf.Scalar>((sum, one) => tf.add(sum, one), loss(outputs, labels, weights))
        }, [...model.variables])
        optimizer.apply(
          names.map((name) => grads[name]),
          moment
        )
        if (outputs === undefined) throw new Error('The model gave no output.')
        pendingLosses.push(tf.keep(value))
        pendingScores.push(tf.keep(score(outputs, labels)))
        // Kept beyond the tidy of the gradients, so it is given back by hand.
        outputs.dispose()
      })
      return undefined
    },
    readResults: async () => {
      const losses = readScalars(pendingLosses)
      const scores = readScalars(pendingScores)
      pendingLosses = []
      pendingScores = []
      return { losses, scores }
    },
    updateModel: async () => {},
    readState: async () => readSlots(model, optimizer.slots),
    writeState: async (state) => {
      writeSlots(model, optimizer.slots, state)
    },
    dispose: () => {
      tf.dispose([pendingLosses, pendingScores])
    }
  }
}

/** Many scalars in one transfer, which on a GPU is the wait for one instead of for each. */
function readScalars(scalars: tf.Scalar[]): Float32Array {
  if (scalars.length === 0) return new Float32Array(0)
  const values = tf.tidy(() => Float32Array.from(tf.stack(scalars).dataSync()))
  tf.dispose(scalars)
  return values
}

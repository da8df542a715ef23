import type { Problem } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { OptimizerSpec } from '../../shared/training/training-spec.ts'
import { readWeights, writeWeights, type WeightArray } from '../network/build-model.ts'
import { engineName, type EngineName } from '../../shared/training/engine.ts'
import {
  createCompiledStep,
  type CompiledEngine,
  type CompiledParts,
  type CompiledStep
} from './compiled-step/compiled-step.ts'
import { isAddOnThere } from './compiled-step/native-graph.ts'
import { RecordingError } from './compiled-step/recorder.ts'
import { createOptimizer, plainGradients } from './optimizers.ts'
import { createEagerStep, type StepParts, type TrainingStep } from './step.ts'

export interface ChosenStep {
  readonly step: TrainingStep
  readonly engine: EngineName
  /** Why the step is not the compiled one. */
  readonly warning: Problem | undefined
}

export interface ChoiceParts extends Omit<StepParts, 'optimizer'>, CompiledParts {
  readonly optimizer: OptimizerSpec
}

/** By how much one compiled step may differ from one of tfjs, of the size of what is compared. */
const TOLERANCE = 1e-5

/** What tests and benches ask for by LAYERWRIGHT_ENGINE; undefined leaves the choice to the program. */
function forcedEngine(): EngineName | undefined {
  return engineName.safeParse(process.env.LAYERWRIGHT_ENGINE).data
}

/**
 * The compiled step where the model can be recorded and its first step gives what the operations one by one give;
 * otherwise those. The model's weights are afterwards as before.
 *
 * Throws  Error  when a compiled step is asked for by name and cannot be had
 */
export async function chooseStep(
  parts: ChoiceParts,
  forced: EngineName | undefined = forcedEngine()
): Promise<ChosenStep> {
  if (forced === 'eager') return { step: openEagerStep(parts), engine: 'eager', warning: undefined }
  const engine = forced ?? 'compiled'
  const found = await openCompiledStep(parts, engine)
  if (found.step !== undefined) return { step: found.step, engine, warning: undefined }
  if (forced !== undefined) throw found.error
  return { step: openEagerStep(parts), engine: 'eager', warning: found.warning }
}

type Found =
  | { readonly step: CompiledStep }
  | { readonly step: undefined; readonly warning: Problem; readonly error: Error }

async function openCompiledStep(parts: ChoiceParts, engine: CompiledEngine): Promise<Found> {
  if (!isAddOnThere()) {
    const error = new Error('The add-on of the compiled step is not built, or does not load.')
    return { step: undefined, warning: problem('training/engine-missing', {}), error }
  }
  let step: CompiledStep | undefined
  try {
    step = await createCompiledStep(parts, engine)
    const difference = await compareFirstStep(step, parts)
    if (difference <= TOLERANCE) return { step }
    step.dispose()
    const error = new Error(`The compiled step differs from tfjs by ${difference}.`)
    return { step: undefined, warning: problem('training/compiled-differs', { difference }), error }
  } catch (thrown) {
    step?.dispose()
    const error = thrown instanceof Error ? thrown : new Error(String(thrown))
    const place = error instanceof RecordingError ? error.place : (error.message.split('\n')[0] ?? '')
    return { step: undefined, warning: problem('training/not-compiled', { place }), error }
  }
}

function openEagerStep(parts: ChoiceParts): TrainingStep {
  const optimizer = createOptimizer(parts.optimizer, parts.model.variables, parts.gradients)
  const step = createEagerStep({ ...parts, optimizer })
  return {
    ...step,
    dispose: () => {
      step.dispose()
      optimizer.dispose()
    }
  }
}

/** How far apart both ways are after the first batch from the same weights: loss or weights, whichever is more. */
async function compareFirstStep(compiled: CompiledStep, parts: ChoiceParts): Promise<number> {
  const { model, trainRows, batchSize } = parts
  const start = readWeights(model)
  const batch = trainRows.slice(0, batchSize)
  // The first step that changes the weights.
  const step = (parts.gradients ?? plainGradients).accumulation - 1
  const { learningRate } = parts.optimizer
  const outcomeOf = async (way: TrainingStep) => {
    await way.run(batch, { step, learningRate })
    const { losses } = await way.readResults()
    await way.updateModel()
    const weights = readWeights(model)
    writeWeights(model, start)
    return { loss: losses[0] ?? NaN, weights }
  }
  const eager = openEagerStep(parts)
  try {
    const [wanted, found] = [await outcomeOf(eager), await outcomeOf(compiled)]
    await compiled.reset()
    // A loss that is no number is for the training itself to find, with its step's number.
    if (!Number.isFinite(wanted.loss) && !Number.isFinite(found.loss)) return 0
    const lossDifference = Math.abs(wanted.loss - found.loss) / Math.max(Math.abs(wanted.loss), TOLERANCE)
    return Math.max(lossDifference, distance(wanted.weights, found.weights))
  } finally {
    eager.dispose()
    writeWeights(model, start)
  }
}

/** Size of the difference of two sets of weights, as a share of the size of the first. */
export function distance(wanted: readonly WeightArray[], found: readonly WeightArray[]): number {
  let difference = 0
  let size = 0
  for (const [index, { values }] of wanted.entries()) {
    for (const [position, value] of values.entries()) {
      difference += (value - (found[index]?.values[position] ?? NaN)) ** 2
      size += value ** 2
    }
  }
  return difference === 0 ? 0 : Math.sqrt(difference / size)
}

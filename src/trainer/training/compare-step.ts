import { readWeights, writeWeights, type BuiltModel, type WeightArray } from '../network/build-model.ts'
import { plainGradients, type GradientPlan } from './optimizers.ts'
import type { TrainingStep } from './step.ts'

/** By how much one compiled step may differ from one of tfjs, of the size of what is compared. */
export const TOLERANCE = 1e-5

/** What the first step that changes the weights gives. */
export interface FirstStep {
  readonly loss: number
  readonly weights: readonly WeightArray[]
}

export interface FirstStepParts {
  readonly model: BuiltModel
  readonly trainRows: Uint32Array
  readonly batchSize: number
  readonly optimizer: { readonly learningRate: number }
  readonly gradients?: GradientPlan
}

/** Does the first step that changes the weights, which are afterwards as before. */
export async function runFirstStep(way: TrainingStep, parts: FirstStepParts): Promise<FirstStep> {
  const { model, trainRows, batchSize, optimizer, gradients = plainGradients } = parts
  const { learningRate } = optimizer
  const start = readWeights(model)
  try {
    await way.run(trainRows.slice(0, batchSize), { step: gradients.accumulation - 1, learningRate })
    const { losses } = await way.readResults()
    await way.updateModel()
    return { loss: losses[0] ?? NaN, weights: readWeights(model) }
  } finally {
    writeWeights(model, start)
  }
}

/** How far apart two ways are after the same step: loss or weights, whichever is more. */
export function differenceOf(wanted: FirstStep, found: FirstStep): number {
  // A loss that is no number is for the training itself to find, with its step's number.
  if (!Number.isFinite(wanted.loss) && !Number.isFinite(found.loss)) return 0
  const ofLoss = Math.abs(wanted.loss - found.loss) / Math.max(Math.abs(wanted.loss), TOLERANCE)
  return Math.max(ofLoss, distance(wanted.weights, found.weights))
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

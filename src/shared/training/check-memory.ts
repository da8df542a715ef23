import type { Problem } from '../core/checked.ts'
import type { ModelSpec } from '../network/model-spec.ts'
import { problem } from '../problems/catalogue.ts'
import { slotCount } from './optimizer-spec.ts'
import type { TrainingSpec } from './training-spec.ts'

/**
 * Why a step cannot fit into the memory that is free; empty where it may. What is found is at least what a step needs,
 * so that nothing is refused that would have gone well.
 *
 * Problems  training/batch-too-large     fewer rows would fit
 *           training/network-too-large   not even one row would
 */
export function checkMemory(training: MemoryPlan, model: Sizes, freeBytes: number): readonly Problem[] {
  const neededBytes = memoryOfStep(training, model)
  if (neededBytes <= freeBytes) return []
  const largest = largestBatch(training, model, freeBytes)
  const values = { neededBytes, freeBytes }
  if (largest === 0) return [problem('training/network-too-large', values, 'network')]
  const { batchSize } = training
  return [problem('training/batch-too-large', { ...values, batchSize, largest }, 'training.batchSize')]
}

type Sizes = Pick<ModelSpec, 'layers' | 'weightCount'>
type MemoryPlan = Pick<TrainingSpec, 'batchSize' | 'optimizer' | 'gradientAccumulation'>

/** What TensorFlow and the program hold before the first number of a model. */
const PROGRAM_BYTES = 300e6
const BYTES_PER_NUMBER = 4

/**
 * The least memory that a step needs: weights, gradients and what the optimiser keeps, and for each row of the batch
 * every layer's output and its gradient. Working space of single operations comes on top.
 *
 * Units  bytes
 */
function memoryOfStep(plan: MemoryPlan, model: Sizes): number {
  const { fixed, perRow } = memoryParts(plan, model)
  return fixed + plan.batchSize * perRow
}

/** The largest batch that fits, or 0 where not even one row does. */
function largestBatch(plan: MemoryPlan, model: Sizes, freeBytes: number): number {
  const { fixed, perRow } = memoryParts(plan, model)
  const most = Math.floor((freeBytes - fixed) / perRow)
  return most < 1 ? 0 : 2 ** Math.floor(Math.log2(most))
}

function memoryParts(plan: MemoryPlan, { layers, weightCount }: Sizes) {
  const gathered = plan.gradientAccumulation > 1 ? 1 : 0
  const perWeight = 2 + gathered + slotCount(plan.optimizer)
  const outputs = layers.reduce(
    (sum, { outputShape }) => sum + outputShape.reduce((size, length) => size * length, 1),
    0
  )
  return {
    fixed: PROGRAM_BYTES + BYTES_PER_NUMBER * perWeight * weightCount,
    perRow: 2 * BYTES_PER_NUMBER * outputs
  }
}

import { createRandom, deriveSeed } from '../../src/shared/core/random.ts'
import type { EngineName } from '../../src/shared/training/engine.ts'
import { createBatchReader, type BatchData } from '../../src/trainer/dataset/batch-reader.ts'
import {
  buildModel,
  readWeights,
  writeWeights,
  type WeightArray
} from '../../src/trainer/network/build-model.ts'
import { chooseStep, type ChoiceParts } from '../../src/trainer/training/choose-step.ts'
import { distance, runFirstStep, type FirstStep } from '../../src/trainer/training/compare-step.ts'
import { createLoss } from '../../src/trainer/training/losses.ts'
import { everyLayer, someSamples, someWeights, type NetworkName } from './every-layer.ts'
import { optimizers } from './step-cases.ts'

const ROWS = 4

/** A network that holds every layer of its kind, with start weights that follow from a number. */
export async function openEveryLayer(name: NetworkName, start: number): Promise<ChoiceParts> {
  const spec = everyLayer(name)
  const loss = 'sparseCategoricalCrossentropy'
  const model = await buildModel(spec, { seed: start, regularization: { l1: 0, l2: 0 }, loss })
  const random = createRandom(deriveSeed(start, 'scale'))
  writeWeights(
    model,
    someWeights(spec).map((weight) => ({
      ...weight,
      values: weight.values.map((value) => value * (0.5 + random()))
    }))
  )
  const values = someSamples(name, ROWS)
  const data: BatchData = {
    samples: { kind: 'float32', values, sampleSize: values.length / ROWS },
    labels: Float32Array.from({ length: ROWS }, () => Math.floor(random() * 3)),
    sampleShape: spec.inputShape,
    target: { name: 'target', classes: ['a', 'b', 'c'], scaling: null }
  }
  return {
    model,
    loss: createLoss(loss, model.head),
    reader: createBatchReader(data),
    target: data.target,
    seed: start,
    data,
    trainRows: Uint32Array.from({ length: ROWS }, (_, row) => row),
    batchSize: ROWS,
    optimizer: optimizers.momentum
  }
}

export interface Difference {
  /** Of the loss, as a share of it. */
  readonly loss: number
  /** Of all tensors together, as a share of their size. */
  readonly all: number
  /** The tensor that differs most, and by which share of its size; the smallest count as a thousandth of all. */
  readonly worst: { readonly name: string; readonly share: number }
}

/** How far apart the first step of an engine and that of the operations one by one are, tensor by tensor. */
export async function compareWays(parts: ChoiceParts, engine: EngineName): Promise<Difference> {
  return differenceOf(await firstStepOf(parts, 'eager'), await firstStepOf(parts, engine))
}

/** The same of the gradients: of the change that one step of a rate so high makes that the weights hardly count. */
export async function compareGradients(parts: ChoiceParts, engine: EngineName): Promise<Difference> {
  const steep: ChoiceParts = { ...parts, optimizer: { kind: 'sgd', learningRate: 100 } }
  const start = readWeights(parts.model)
  const changeOf = async (way: EngineName): Promise<FirstStep> => {
    const { loss, weights } = await firstStepOf(steep, way)
    return { loss, weights: weights.map((weight, index) => without(weight, start[index])) }
  }
  return differenceOf(await changeOf('eager'), await changeOf(engine))
}

const without = (weight: WeightArray, start: WeightArray | undefined): WeightArray => ({
  ...weight,
  values: weight.values.map((value, index) => value - (start?.values[index] ?? NaN))
})

function differenceOf(wanted: FirstStep, found: FirstStep): Difference {
  const whole = sizeOf(wanted.weights)
  const shares = wanted.weights.map((weight, index) => {
    const other = found.weights[index]
    if (other === undefined) throw new Error('A tensor is missing.')
    // Some are nothing but rounding, such as the gradient of a bias that softmax takes no notice of.
    const size = Math.max(sizeOf([weight]), whole * 1e-3)
    return { name: weight.name, share: sizeOf([without(weight, other)]) / size }
  })
  const [worst = { name: '', share: 0 }] = shares.sort((one, other) => other.share - one.share)
  const loss = Math.abs(wanted.loss - found.loss) / Math.abs(wanted.loss)
  return { loss, all: distance(wanted.weights, found.weights), worst }
}

const sizeOf = (weights: readonly WeightArray[]): number =>
  Math.sqrt(weights.reduce((sum, { values }) => values.reduce((total, one) => total + one ** 2, sum), 0))

async function firstStepOf(parts: ChoiceParts, engine: EngineName): Promise<FirstStep> {
  const { step } = await chooseStep(parts, engine)
  try {
    return await runFirstStep(step, parts)
  } finally {
    step.dispose()
  }
}

import { inKerasOrder } from '../../src/shared/network/keras-order.ts'
import { toKerasModel } from '../../src/shared/network/to-keras.ts'
import { readOutputs } from '../../src/trainer/evaluation/predict.ts'
import { createBatchReader } from '../../src/trainer/dataset/batch-reader.ts'
import { buildModel, writeWeights } from '../../src/trainer/network/build-model.ts'
import { everyLayer, someSamples, someWeights, type NetworkName } from './every-layer.ts'

export const sampleCount = 6
export const settings = { seed: 42, regularization: { l1: 0.0001, l2: 0.001 } }

/** JSON that Keras builds a network of every layer from. */
export const everyLayerConfig = (name: NetworkName): string =>
  JSON.stringify(toKerasModel(inKerasOrder(everyLayer(name)), { ...settings, dialect: 'keras3' }))

export const everyLayerSamples = (name: NetworkName) => ({
  shape: everyLayer(name).inputShape,
  parts: everyLayer(name).inputParts,
  values: someSamples(name, sampleCount)
})

/** What the trainer's own model gives for the samples. */
export async function everyLayerOutputs(name: NetworkName): Promise<Float32Array> {
  const model = everyLayer(name)
  const { shape, values } = everyLayerSamples(name)
  const built = await buildModel(model, { ...settings, loss: 'meanSquaredError' })
  const weights = new Map(someWeights(model).map((weight) => [weight.name, weight]))
  writeWeights(
    built,
    built.weights.flatMap(({ name }) => weights.get(name) ?? [])
  )
  const reader = createBatchReader({
    samples: { kind: 'float32', values, sampleSize: values.length / sampleCount },
    labels: undefined,
    sampleShape: shape,
    target: { name: 'class', classes: ['a', 'b', 'c'], scaling: null }
  })
  const rows = Uint32Array.from({ length: sampleCount }, (_, row) => row)
  const outputs = await readOutputs(built, reader, rows, { batchSize: sampleCount })
  built.dispose()
  return outputs
}

export const largestDifference = (ours: ArrayLike<number>, theirs: ArrayLike<number>): number =>
  ours.length === theirs.length
    ? Array.from(ours).reduce(
        (most, value, place) => Math.max(most, Math.abs(value - (theirs[place] ?? NaN))),
        0
      )
    : NaN

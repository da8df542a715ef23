import type { BuiltModel } from '../../src/trainer/network/build-model.ts'
import { tf } from '../../src/trainer/runtime/load-tensorflow.ts'
import type { Workload } from './workloads.ts'

type Make = (params: Readonly<Record<string, string | number | boolean>>, length: number) => tf.layers.Layer

const number = (value: unknown): number => Number(value)

const makers: Readonly<Record<string, Make>> = {
  embedding: ({ vocabularySize, units }, inputLength) =>
    tf.layers.embedding({ inputDim: number(vocabularySize), outputDim: number(units), inputLength }),
  lstm: ({ units, returnSequences = false }) =>
    tf.layers.lstm({
      units: number(units),
      returnSequences: returnSequences === true,
      recurrentActivation: 'sigmoid',
      kernelInitializer: 'glorotUniform',
      recurrentInitializer: 'glorotUniform'
    }),
  gru: ({ units, returnSequences = false }) =>
    tf.layers.gru({
      units: number(units),
      returnSequences: returnSequences === true,
      recurrentActivation: 'sigmoid',
      kernelInitializer: 'glorotUniform',
      recurrentInitializer: 'glorotUniform'
    }),
  dense: ({ units }) => tf.layers.dense({ units: number(units) })
}

/** A network of layers that the catalogue has not yet. */
export function buildPlainModel({ layers, sampleShape }: Workload): BuiltModel {
  const model = tf.sequential()
  for (const [kind, params] of layers) {
    const layer = makers[kind]?.(params, sampleShape[0] ?? 1)
    if (layer === undefined) throw new Error(`There is no layer ${kind}.`)
    model.add(layer)
  }
  return {
    head: 'softmax',
    variables: model.trainableWeights.map((weight) => weight.read() as tf.Variable),
    weights: model.weights.map((weight) => ({ name: weight.name, variable: weight.read() as tf.Variable })),
    forward: (samples, { isTraining }) => {
      const outputs = model.call(samples, { training: isTraining })
      const [first] = Array.isArray(outputs) ? outputs : [outputs]
      if (first === undefined) throw new Error('The model gave no output.')
      return first
    },
    penalties: () => [],
    layers: model.layers,
    dropoutSeeds: () => [],
    seedDropout: () => {},
    dispose: () => {
      model.dispose()
    }
  }
}

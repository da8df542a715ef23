import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../src/shared/core/random.ts'
import { runLayers, wireLayers } from '../../../src/trainer/network/forward.ts'
import { tf } from '../../../src/trainer/runtime/load-tensorflow.ts'

const random = createRandom(3)

/** Halves, so that the largest number of a window often stands in it more than once, and often is 0. */
const draw = (shape: number[]): tf.Tensor =>
  tf.tensor(
    Float32Array.from({ length: tf.util.sizeFromShape(shape) }, () => Math.round(random() * 8 - 4) / 2),
    shape
  )

function openModel(poolPadding: 'valid' | 'same', isReadTwice: boolean): tf.LayersModel {
  const input = tf.input({ shape: [9, 9, 1] })
  const convolved = tf.layers
    .conv2d({ filters: 4, kernelSize: 3, activation: 'relu' })
    .apply(input) as tf.SymbolicTensor
  const pooled = tf.layers
    .maxPooling2d({ poolSize: 2, padding: poolPadding })
    .apply(convolved) as tf.SymbolicTensor
  const ends = isReadTwice ? [pooled, tf.layers.averagePooling2d({ poolSize: 2 }).apply(convolved)] : [pooled]
  const outputs = ends.map((end) => tf.layers.flatten().apply(end) as tf.SymbolicTensor)
  const [first] = outputs
  const last = isReadTwice ? (tf.layers.concatenate().apply(outputs) as tf.SymbolicTensor) : first
  const model = tf.model({ inputs: input, outputs: last as tf.SymbolicTensor })
  model.setWeights(model.getWeights().map(({ shape }) => draw(shape)))
  return model
}

/** Outputs, and how much each weight changes a weighted sum of them. */
function outcomeOf(model: tf.LayersModel, forward: (samples: tf.Tensor) => tf.Tensor, samples: tf.Tensor) {
  return tf.tidy(() => {
    const outputs = forward(samples)
    const weights = tf.linspace(-1, 1, outputs.size).reshape(outputs.shape)
    const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable)
    const { grads } = tf.variableGrads(() => tf.sum(tf.mul(forward(samples), weights)), variables)
    return { outputs: outputs.dataSync(), gradients: variables.map(({ name }) => grads[name]?.dataSync()) }
  })
}

describe('the relu of a convolution, taken behind the pooling that reads it', () => {
  it.each([
    { poolPadding: 'valid', isReadTwice: false },
    { poolPadding: 'same', isReadTwice: false },
    { poolPadding: 'valid', isReadTwice: true }
  ] as const)('changes no bit: $poolPadding, read twice $isReadTwice', ({ poolPadding, isReadTwice }) => {
    const samples = draw([6, 9, 9, 1])
    const model = openModel(poolPadding, isReadTwice)
    const wanted = outcomeOf(model, (given) => model.apply(given) as tf.Tensor, samples)
    const wired = wireLayers(model)
    const [input] = model.inputNames
    const ends = model.outputNames.map((name) => name.split('/')[0] ?? '')
    const entering = (given: tf.Tensor) => new Map([[input ?? '', given]])
    const found = outcomeOf(
      model,
      (given) => runLayers(wired, entering(given), { isTraining: true, ends })[0] ?? given,
      samples
    )

    expect(wired.some(({ takesRelu }) => takesRelu)).toBe(!isReadTwice)
    expect(found.outputs).toEqual(wanted.outputs)
    expect(found.gradients).toEqual(wanted.gradients)
  })
})

import { describe, expect, it } from 'vitest'
import { readWeights } from '../../../src/trainer/network/build-model.ts'
import { tf } from '../../../src/trainer/runtime/load-tensorflow.ts'
import { chooseStep, type ChoiceParts } from '../../../src/trainer/training/choose-step.ts'
import { openCase } from '../../parity/step-cases.ts'

const open = () => openCase({ network: 'mlp', optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' })

/** The step that is chosen for a model, which is left with the weights that it had. */
async function choose(parts: ChoiceParts) {
  const before = readWeights(parts.model)
  const chosen = await chooseStep(parts, undefined)
  expect(readWeights(parts.model)).toEqual(before)
  return chosen
}

/** The parts with one of the model's layers doing something else. */
function withLayer(parts: ChoiceParts, index: number, work: (output: tf.Tensor) => tf.Tensor): string {
  const layer = parts.model.layers[index]
  if (layer === undefined) throw new Error('There is no such layer.')
  const prototype = Object.getPrototypeOf(layer) as tf.layers.Layer
  const changed = Object.create(prototype) as tf.layers.Layer
  changed.call = (inputs, options) => work(prototype.call.bind(layer)(inputs, options) as tf.Tensor)
  Object.setPrototypeOf(layer, changed)
  return layer.name
}

describe('the step of a training', () => {
  it('is the compiled one where the model can be recorded', async () => {
    const { step, engine, warning } = await choose(await open())
    step.dispose()

    expect([engine, warning]).toEqual(['compiled', undefined])
  })

  it('runs operation by operation, naming the layer that reads numbers in JavaScript', async () => {
    const parts = await open()
    const name = withLayer(parts, 1, (output) => {
      output.dataSync()
      return output
    })
    const { step, engine, warning } = await choose(parts)
    await step.run(parts.trainRows.slice(0, 8), { step: 0, learningRate: 0.01 })
    const { losses } = await step.readResults()
    step.dispose()

    expect(engine).toBe('eager')
    expect(warning).toMatchObject({ code: 'training/not-compiled', values: { place: name } })
    expect(Number.isFinite(losses[0])).toBe(true)
  })

  it('runs operation by operation where a layer draws numbers that a recording would freeze', async () => {
    const parts = await open()
    withLayer(parts, 1, (output) => tf.add(output, tf.randomNormal(output.shape)))
    const { step, engine, warning } = await choose(parts)
    step.dispose()

    expect(engine).toBe('eager')
    expect(warning).toMatchObject({ code: 'training/compiled-differs' })
  })

  it('leaves the kernels of tfjs as they were when a recording fails', async () => {
    const parts = await open()
    withLayer(parts, 1, (output) => {
      output.dataSync()
      return output
    })
    const tensorCount = tf.memory().numTensors
    const { step } = await choose(parts)
    step.dispose()
    const derivative = tf.tidy(() =>
      tf
        .grad((x) => tf.relu(x).sum())(tf.tensor1d([-1, 2]))
        .dataSync()
    )

    expect([...derivative]).toEqual([0, 1])
    expect(tf.memory().numTensors).toBe(tensorCount)
  })

  it('is refused where the compiled one is asked for by name and cannot be had', async () => {
    const parts = await open()
    const name = withLayer(parts, 1, (output) => {
      output.dataSync()
      return output
    })

    await expect(chooseStep(parts, 'compiled')).rejects.toThrow(name)
  })
})

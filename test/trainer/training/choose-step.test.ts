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
  it('is the fastest of those measured where a training is long, and starts as if nothing was tried', async () => {
    const parts = await open()
    const { step, engine, choice } = await choose({ ...parts, stepCount: 1e9 })
    const state = await step.readState()
    await step.updateModel()
    const weights = readWeights(parts.model)
    step.dispose()
    const fresh = await open()

    expect(choice.reason).toBe('measured')
    expect(choice.candidates.slice(0, 2).map((one) => one.engine)).toEqual(['compiled', 'xla-epoch'])
    const times = choice.candidates.map((one) => one.microsecondsPerSample ?? NaN)
    expect(times.every((time) => time > 0)).toBe(true)
    expect(choice.candidates.map((one) => one.engine)).toContain(engine)
    expect(state.every(({ values }) => values.every((value) => value === 0))).toBe(true)
    expect(weights).toEqual(readWeights(fresh.model))
  })

  it('is not tried by XLA where it has a convolution, and the record says so', async () => {
    const parts = await openCase({ network: 'cnn', optimizer: 'sgd', loss: 'meanSquaredError' })
    const { step, choice } = await choose({ ...parts, stepCount: 1e9 })
    step.dispose()

    expect(choice.candidates.find((one) => one.engine === 'xla-epoch')).toMatchObject({
      microsecondsPerSample: null,
      refusal: 'LayerwrightConvolution'
    })
  })

  it('is the one that the recipe names, and before it the one that a run repeats', async () => {
    const parts = { ...(await open()), stepCount: 1e9 }
    const wished = await chooseStep({ ...parts, engine: 'compiled-single-thread' })
    const repeated = await chooseStep({ ...parts, engine: 'eager' }, 'compiled')
    wished.step.dispose()
    repeated.step.dispose()

    expect([wished.engine, wished.choice.reason]).toEqual(['compiled-single-thread', 'asked'])
    expect(repeated.engine).toBe('compiled')
  })

  it('is refused with the reason where the named engine cannot compute the model', async () => {
    const parts = await openCase({ network: 'cnn', optimizer: 'sgd', loss: 'meanSquaredError' })

    await expect(chooseStep({ ...parts, engine: 'xla-epoch' })).rejects.toMatchObject({
      problem: {
        code: 'training/engine-refused',
        values: { engine: 'xla-epoch', reason: 'LayerwrightConvolution' }
      }
    })
  })

  it('is the compiled one where the model can be recorded', async () => {
    const { step, engine, choice, warning } = await choose(await open())
    step.dispose()

    expect([engine, warning]).toEqual(['compiled', undefined])
    // How long the training will be is not known.
    expect(choice.reason).toBe('short')
    expect(choice.candidates[0]?.difference).toBeLessThan(1e-5)
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

import { describe, expect, it } from 'vitest'
import { measureRows } from '../../../src/trainer/evaluation/evaluate.ts'
import { readOutputs } from '../../../src/trainer/evaluation/predict.ts'
import { readWeights, writeWeights } from '../../../src/trainer/network/build-model.ts'
import { tf } from '../../../src/trainer/runtime/load-tensorflow.ts'
import type { ChoiceParts } from '../../../src/trainer/training/choose-step.ts'
import { createCompiledStep } from '../../../src/trainer/training/compiled-step/compiled-step.ts'
import { openCase } from '../../parity/step-cases.ts'

const networks = ['mlp', 'cnn'] as const
const open = (network: (typeof networks)[number]) =>
  openCase({ network, optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', rowCount: 70 })

const eagerly = ({ model, reader, trainRows }: ChoiceParts): Float32Array =>
  tf.tidy(() => model.forward(reader.samples(trainRows), { isTraining: false }).dataSync<'float32'>()).slice()

function farthest(wanted: Float32Array, found: Float32Array): number {
  expect(found).toHaveLength(wanted.length)
  return Math.max(...wanted.map((value, index) => Math.abs(value - (found[index] ?? NaN))))
}

describe('outputs read by a recorded graph', () => {
  it.each(networks)(
    'are those of the operations one by one, with a smaller last batch: %s',
    async (network) => {
      const parts = await open(network)
      const wanted = eagerly(parts)
      const tensorCount = tf.memory().numTensors
      const found = await readOutputs(parts.model, parts.reader, parts.trainRows, { batchSize: 16 })

      expect(farthest(wanted, found)).toBeLessThan(1e-5)
      expect(tf.memory().numTensors).toBe(tensorCount)
      parts.model.dispose()
    }
  )

  it.each(networks)('follow the weights that a step has made: %s', async (network) => {
    const parts = await open(network)
    const before = eagerly(parts)
    const step = await createCompiledStep(parts)
    await step.run(parts.trainRows.slice(0, 16), { step: 0, learningRate: 0.01 })
    await step.readResults()
    const measured = await parts.model.forwardPass?.run(
      tf.tidy(() => parts.reader.samples(parts.trainRows).dataSync<'float32'>()),
      [parts.trainRows.length, ...parts.data.sampleShape]
    )
    await step.updateModel()
    const wanted = eagerly(parts)
    step.dispose()

    expect(farthest(wanted, measured ?? new Float32Array(0))).toBeLessThan(1e-5)
    expect(farthest(before, measured ?? new Float32Array(0))).toBeGreaterThan(1e-3)
    expect(parts.model.forwardPass).toBeUndefined()
    parts.model.dispose()
  })

  it('follow weights that are put back into the model', async () => {
    const parts = await open('cnn')
    const start = readWeights(parts.model)
    const wanted = eagerly(parts)
    const step = await createCompiledStep(parts)
    const options = { batchSize: 32 }
    await step.run(parts.trainRows.slice(0, 16), { step: 0, learningRate: 0.01 })
    await step.readResults()
    await step.updateModel()
    const changed = await readOutputs(parts.model, parts.reader, parts.trainRows, options)
    writeWeights(parts.model, start)
    const found = await readOutputs(parts.model, parts.reader, parts.trainRows, options)
    step.dispose()
    parts.model.dispose()

    expect(farthest(wanted, changed)).toBeGreaterThan(1e-3)
    expect(farthest(wanted, found)).toBeLessThan(1e-5)
  })

  it('come from the operations one by one where a layer cannot be recorded', async () => {
    const parts = await open('mlp')
    const [, layer] = parts.model.layers
    if (layer === undefined) throw new Error('There is no such layer.')
    const call = layer.call.bind(layer)
    const changed = Object.create(Object.getPrototypeOf(layer) as object) as tf.layers.Layer
    changed.call = (inputs, options) => {
      const output = call(inputs, options) as tf.Tensor
      output.dataSync()
      return output
    }
    Object.setPrototypeOf(layer, changed)
    const wanted = eagerly(parts)
    const found = await readOutputs(parts.model, parts.reader, parts.trainRows, { batchSize: 16 })
    parts.model.dispose()

    expect(found).toEqual(wanted)
  })
})

it('measures the loss of the operations one by one', async () => {
  const parts = await open('cnn')
  const labels = parts.data.labels ?? new Float32Array(0)
  const plain = await measureRows({ ...parts, labels, batchSize: 1024 }, parts.trainRows)
  const step = await createCompiledStep(parts)
  const recorded = await measureRows({ ...parts, labels, batchSize: 16 }, parts.trainRows)
  step.dispose()
  parts.model.dispose()

  expect(recorded.loss).toBeCloseTo(plain.loss, 5)
  expect(recorded.score).toBe(plain.score)
})

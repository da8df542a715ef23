import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { inKerasOrder } from '../../src/shared/network/keras-order.ts'
import { kerasName } from '../../src/shared/network/to-keras.ts'
import { writeModel } from '../../src/trainer/export/model-formats.ts'
import type { KerasAnswer } from './ask-keras.ts'
import { everyLayer, someWeights } from './every-layer.ts'
import {
  everyLayerConfig,
  everyLayerOutputs,
  everyLayerSamples,
  largestDifference,
  sampleCount,
  settings
} from './every-layer-answers.ts'
import { loadTensorFlow } from './tensorflow.ts'

const frozen = JSON.parse(
  readFileSync(new URL('../fixtures/keras-export.json', import.meta.url), 'utf8')
) as KerasAnswer & { configSha256: string }

const tf = loadTensorFlow()
const folder = mkdtempSync(path.join(tmpdir(), 'layerwright-loader-'))

afterAll(() => {
  rmSync(folder, { recursive: true })
})

describe('a network of every layer, exported', () => {
  it('is still the JSON that Keras was asked about', () => {
    expect(createHash('sha256').update(everyLayerConfig()).digest('hex')).toBe(frozen.configSha256)
  })

  it('has the weights where Keras looked for them: same order, same count', () => {
    const model = everyLayer()

    for (const { layers, weights } of frozen.models) {
      expect(inKerasOrder(model).layers.map(kerasName)).toEqual(layers)
      expect(weights).toBe(model.weightCount)
    }
  })

  it('gives in Keras, from .keras and from .h5, what it gives in the trainer', async () => {
    const outputs = await everyLayerOutputs()

    expect(frozen.models).toHaveLength(2)
    for (const { output } of frozen.models) expect(largestDifference(outputs, output)).toBeLessThan(1e-5)
  })

  it('is opened by TensorFlow.js’ own loader, and gives the same there', async () => {
    const files = await writeModel('tfjs', everyLayer(), someWeights(everyLayer()), {
      ...settings,
      productVersion: '1.2.3',
      createdAt: 0
    })
    for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content)
    const model = await tf.loadLayersModel(`file://${path.join(folder, 'model.json')}`)
    const { shape, values } = everyLayerSamples()
    const predicted = [model.predict(tf.tensor(values, [sampleCount, ...shape]))].flat()[0]

    expect(largestDifference(predicted?.dataSync() ?? [], await everyLayerOutputs())).toBeLessThan(1e-6)
  })
})

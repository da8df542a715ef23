import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { inKerasOrder } from '../../src/shared/network/keras-order.ts'
import { kerasName } from '../../src/shared/network/to-keras.ts'
import { writeModel } from '../../src/trainer/export/model-formats.ts'
import type { KerasAnswer } from './ask-keras.ts'
import { layerKinds } from '../../src/shared/network/layers/catalogue.ts'
import { everyLayer, networkNames, someWeights, type NetworkName } from './every-layer.ts'
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
) as Record<NetworkName, KerasAnswer & { configSha256: string }>

const tf = loadTensorFlow()
const folder = mkdtempSync(path.join(tmpdir(), 'layerwright-loader-'))

afterAll(() => {
  rmSync(folder, { recursive: true })
})

it('the networks hold every kind of layer', () => {
  const kinds = networkNames.flatMap((name) => everyLayer(name).layers.map(({ kind }) => kind))
  expect(new Set(kinds)).toEqual(new Set(layerKinds))
})

describe.each(networkNames)('a network of every layer, %s, exported', (name) => {
  it('is still the JSON that Keras was asked about', () => {
    expect(createHash('sha256').update(everyLayerConfig(name)).digest('hex')).toBe(frozen[name].configSha256)
  })

  it('has the weights where Keras looked for them: same order, same count', () => {
    const model = everyLayer(name)

    for (const { layers, weights } of frozen[name].models) {
      expect(inKerasOrder(model).layers.map(kerasName)).toEqual(layers)
      expect(weights).toBe(model.weightCount)
    }
  })

  it('gives in Keras, from .keras and from .h5, what it gives in the trainer', async () => {
    const outputs = await everyLayerOutputs(name)

    expect(frozen[name].models).toHaveLength(2)
    for (const { output } of frozen[name].models)
      expect(largestDifference(outputs, output)).toBeLessThan(1e-5)
  })
})

it('a network is opened by TensorFlow.js’ own loader, and gives the same there', async () => {
  const files = await writeModel('tfjs', everyLayer('images'), someWeights(everyLayer('images')), {
    ...settings,
    productVersion: '1.2.3',
    createdAt: 0
  })
  for (const [file, content] of Object.entries(files)) writeFileSync(path.join(folder, file), content)
  const model = await tf.loadLayersModel(`file://${path.join(folder, 'model.json')}`)
  const { shape, values } = everyLayerSamples('images')
  const predicted = [model.predict(tf.tensor(values, [sampleCount, ...shape]))].flat()[0]

  expect(largestDifference(predicted?.dataSync() ?? [], await everyLayerOutputs('images'))).toBeLessThan(1e-6)
})

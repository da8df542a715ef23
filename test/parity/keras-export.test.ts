import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { inKerasOrder } from '../../src/shared/network/keras-order.ts'
import { kerasName } from '../../src/shared/network/to-keras.ts'
import { writeModel } from '../../src/trainer/export/model-formats.ts'
import { stockTfjsProblem } from '../../src/trainer/export/stock-tfjs.ts'
import { buildModel, writeWeights } from '../../src/trainer/network/build-model.ts'
import { draw } from '../shared/network/draw.ts'
import type { KerasAnswer } from './ask-keras.ts'
import { layerKinds } from '../../src/shared/network/layers/catalogue.ts'
import {
  everyLayer,
  modelOf,
  networkNames,
  someSamples,
  someWeights,
  type NetworkName
} from './every-layer.ts'
import {
  everyLayerConfig,
  everyLayerOutputs,
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

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1)

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
      // Keras counts the variance and the row count of a table of places, too.
      const places = inKerasOrder(model).layers.filter(({ kind }) => /^(position|sinusoidal)/u.test(kind))
      const further = places.map(({ weightCount, outputShape }) => 2 * sizeOf(outputShape) + 1 - weightCount)
      expect(weights).toBe(further.reduce((sum, count) => sum + count, model.weightCount))
    }
  })

  it('gives in Keras, from .keras and from .h5, what it gives in the trainer', async () => {
    const outputs = await everyLayerOutputs(name)

    expect(frozen[name].models).toHaveLength(2)
    for (const { output } of frozen[name].models)
      expect(largestDifference(outputs, output)).toBeLessThan(1e-5)
  })
})

/** What TensorFlow.js has of the layers for sequences. */
const plainSequences = () =>
  modelOf(
    draw(
      [
        ['input', 'input'],
        ['words', 'embedding', { inputDim: 9, outputDim: 4 }],
        ['read', 'lstm', { units: 3, returnSequences: true }],
        ['again', 'gru', { units: 3, resetAfter: false, goBackwards: true }],
        ['ways', 'bidirectional', { units: 3, returnSequences: true, mergeMode: 'ave' }],
        ['each', 'timeDistributed', { units: 4 }],
        ['seen', 'conv1d', { filters: 4, padding: 'same' }],
        ['less', 'averagePooling1d'],
        ['steady', 'layerNormalization'],
        ['near', 'dot', { along: 'steps', normalize: true }],
        ['row', 'reshape', { targetShape: '-1' }],
        ['most', 'globalMaxPooling1d'],
        ['both', 'concatenate'],
        ['out', 'dense', { units: 3, activation: 'softmax' }]
      ],
      [
        'input > words > read > again > both > out',
        'read > ways > each > seen > less > steady > most > both',
        'read > near > row > both',
        'ways > near'
      ]
    ),
    [8]
  )

it.each([
  ['images', everyLayer('images')],
  ['sequences', plainSequences()]
])(
  'a network for %s is opened by TensorFlow.js’ own loader, and gives the same there',
  async (name, spec) => {
    const weights = someWeights(spec)
    const files = await writeModel('tfjs', spec, weights, {
      ...settings,
      productVersion: '1.2.3',
      createdAt: 0
    })
    for (const [file, content] of Object.entries(files)) writeFileSync(path.join(folder, file), content)
    const model = await tf.loadLayersModel(`file://${path.join(folder, 'model.json')}`)
    const shape = [sampleCount, ...spec.inputShape]
    const values = someSamples(name === 'images' ? 'images' : 'tokens', sampleCount).map((value) =>
      name === 'images' ? value : value % 9
    )
    const predicted = [model.predict(tf.tensor(values, shape))].flat()[0]
    const built = await buildModel(spec, { ...settings, loss: 'meanSquaredError' })
    writeWeights(built, weights)
    const ours = built.forward(tf.tensor(values, shape), { isTraining: false }).dataSync()

    expect(stockTfjsProblem(spec)).toBeUndefined()
    expect(largestDifference(predicted?.dataSync() ?? [], ours)).toBeLessThan(1e-6)
  }
)

it.each([
  ['tokens', 'read_b, mean, read_d, read_e'],
  ['series', 'ways, ends, wide, last'],
  ['transformers', 'places, read, deep, mean_a, waves, write, tell, look, glance, stare, mean_d']
] as const)('TensorFlow.js is not given %s, since it would compute them otherwise', (name, layers) => {
  const problem = stockTfjsProblem(everyLayer(name))

  expect(problem?.code).toBe('export/not-in-tensorflow-js')
  expect(String(problem?.values?.layers).split(', ').sort()).toEqual(layers.split(', ').sort())
})

import { describe, expect, it } from 'vitest'
import { checkNetwork } from '../../src/shared/network/check-network.ts'
import { checkLayer, completeParams } from '../../src/shared/network/check-params.ts'
import { layerCatalogue, layerKinds } from '../../src/shared/network/layers/catalogue.ts'
import { templates, type TemplateData } from '../../src/shared/network/templates/catalogue.ts'
import { toKerasModel } from '../../src/shared/network/to-keras.ts'
import { layerExamples } from './layer-examples.ts'
import { buildOneLayer } from './one-layer.ts'
import { loadTensorFlow } from './tensorflow.ts'

const tf = loadTensorFlow()

describe('layers in TensorFlow.js', () => {
  it('are all among the examples', () => {
    // Blocks are written out as other layers.
    const single = layerKinds.filter((kind) => layerCatalogue[kind].expand === undefined)
    expect(new Set(layerExamples.map(({ kind }) => kind))).toEqual(new Set(single))
  })

  it.each(layerExamples.filter(({ kind }) => kind !== 'input'))(
    '$kind on $inputs with $params has our shape and our weights',
    async (example) => {
      const model = await buildOneLayer(example)
      const layer = model.getLayer('one')
      const definition = layerCatalogue[example.kind]
      const theirs = model.outputShape as number[]

      expect(checkLayer(definition, example.inputs, example.params)).toEqual({
        ok: true,
        value: theirs.slice(1)
      })
      const trainable = layer.trainableWeights.reduce(
        (sum, { shape }) => sum + tf.util.sizeFromShape(shape as number[]),
        0
      )
      expect(
        definition.countWeights(example.inputs, completeParams(definition.params, example.params))
      ).toEqual({
        total: layer.countParams(),
        trainable
      })
      model.dispose()
    }
  )

  it('take their start values from the recipe seed alone', async () => {
    const kernelOf = async (seed: number): Promise<number[]> => {
      const graph = templates[0]?.build(iris)
      if (graph === undefined) throw new Error('no template')
      const { model } = checkNetwork(graph, {
        inputShape: [4],
        output: { kind: 'classification', classCount: 3 }
      })
      if (model === undefined) throw new Error('no model')
      const json = toKerasModel(model, { seed, regularization: { l1: 0, l2: 0 }, dialect: 'tfjs' })
      const built = await tf.models.modelFromJSON(json as never)
      return [...(built.getLayer('dense_1').getWeights()[0]?.dataSync() ?? [])]
    }
    expect(await kernelOf(0)).toEqual(await kernelOf(0))
    expect(await kernelOf(0)).not.toEqual(await kernelOf(1))
  })
})

const iris: TemplateData = {
  kind: 'table',
  task: 'classification',
  classCount: 3,
  sampleShape: [4],
  rowCount: 150
}
const digits: TemplateData = {
  kind: 'images',
  task: 'classification',
  classCount: 10,
  sampleShape: [28, 28, 1],
  rowCount: 1797
}
const diabetes: TemplateData = {
  kind: 'table',
  task: 'regression',
  classCount: null,
  sampleShape: [10],
  rowCount: 442
}

const whole = templates.flatMap((template) =>
  [iris, digits, diabetes]
    .filter((data) => template.fits(data))
    .map((data) => ({ key: template.key, template, data }))
)

describe('templates in TensorFlow.js', () => {
  it.each(whole)('$key is built with our shapes and counts', async ({ template, data }) => {
    const output =
      data.classCount === null
        ? ({ kind: 'regression' } as const)
        : ({ kind: 'classification', classCount: data.classCount } as const)
    const { model } = checkNetwork(template.build(data), { inputShape: data.sampleShape, output })
    if (model === undefined) throw new Error('A template passes every check.')
    const json = toKerasModel(model, { seed: 42, regularization: { l1: 0, l2: 0.001 }, dialect: 'tfjs' })
    const built = await tf.models.modelFromJSON(json as never)

    expect(built.inputNames).toEqual(['input'])
    expect(built.outputShape).toEqual([null, ...model.outputShape])
    expect(built.countParams()).toBe(model.weightCount)
    expect(
      model.layers.map(({ kind, name, outputShape }) => [kind === 'input' ? 'input' : name, outputShape])
    ).toEqual(
      built.layers.map((layer) => {
        // An InputLayer gives its shape in a list of one.
        const [shape] = [layer.outputShape].flat(1).some(Array.isArray)
          ? (layer.outputShape as number[][])
          : [layer.outputShape as number[]]
        return [layer.name, shape?.slice(1)]
      })
    )
  })
})

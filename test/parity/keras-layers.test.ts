import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { paramValue } from '../../src/shared/core/params.ts'
import { completeParams } from '../../src/shared/network/check-params.ts'
import { activationNames } from '../../src/shared/network/layer-params.ts'
import { layerCatalogue, layerKinds } from '../../src/shared/network/layers/catalogue.ts'
import { buildOneLayer } from './one-layer.ts'
import { loadTensorFlow } from './tensorflow.ts'

const tf = loadTensorFlow()

const array = z.strictObject({
  name: z.string().optional(),
  shape: z.array(z.int()),
  values: z.array(z.number())
})
const fixture = z.strictObject({
  keras: z.string(),
  cases: z.array(
    z.strictObject({
      kind: z.enum(layerKinds as ['dense', ...typeof layerKinds]),
      params: z.record(z.string(), paramValue),
      inputs: z.array(array),
      weights: z.array(array),
      output: z.array(z.number())
    })
  )
})

const { cases } = fixture.parse(
  JSON.parse(readFileSync(new URL('../fixtures/keras-layers.json', import.meta.url), 'utf8'))
)

describe('layers against Keras 3', () => {
  it('covers every kind and every activation', () => {
    expect(new Set(['input', ...cases.map(({ kind }) => kind)])).toEqual(new Set(layerKinds))
    expect(new Set(cases.map(({ params }) => params.activation).filter(Boolean))).toEqual(
      new Set(activationNames)
    )
  })

  it.each(cases)(
    '$kind with $params gives what Keras gives',
    async ({ kind, params, inputs, weights, output }) => {
      const shapes = inputs.map(({ shape }) => shape)
      const model = await buildOneLayer({ kind, inputs: shapes, params })
      const layer = model.getLayer('one')
      const definition = layerCatalogue[kind]

      expect(definition.listWeights(shapes, completeParams(definition.params, params))).toMatchObject(
        weights.map(({ name, shape }) => ({ name, shape }))
      )
      layer.setWeights(weights.map(({ shape, values }) => tf.tensor(values, shape)))
      const batches = inputs.map(({ shape, values }) => tf.tensor(values, [2, ...shape]))
      const predicted = model.predict(batches)
      const [first] = [predicted].flat()
      const ours = [...(first?.dataSync() ?? [])]

      expect(ours).toHaveLength(output.length)
      expect(
        Math.max(...ours.map((number, index) => Math.abs(number - (output[index] ?? NaN))))
      ).toBeLessThan(1e-5)
    }
  )
})

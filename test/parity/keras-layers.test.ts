import { readFileSync } from 'node:fs'
import type * as TensorFlow from '@tensorflow/tfjs-node-gpu'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { paramValue } from '../../src/shared/core/params.ts'
import { completeParams } from '../../src/shared/network/check-params.ts'
import { activationNames } from '../../src/shared/network/layer-params.ts'
import { layerCatalogue, layerKinds } from '../../src/shared/network/layers/catalogue.ts'
import { largestDifference } from './every-layer-answers.ts'
import { buildOneLayer } from './one-layer.ts'
import { loadTensorFlow } from './tensorflow.ts'

const tf = loadTensorFlow()

const array = z.strictObject({
  name: z.string().optional(),
  shape: z.array(z.int()),
  values: z.array(z.number())
})
const layerCase = z.strictObject({
  kind: z.enum(layerKinds as ['dense', ...typeof layerKinds]),
  params: z.record(z.string(), paramValue),
  inputs: z.array(array),
  weights: z.array(array),
  output: z.array(z.number())
})
const sequenceCase = layerCase.extend({
  rows: z.int(),
  mask: z.array(z.array(z.int())).nullable(),
  gradients: z.array(z.array(z.number()).nullable())
})
const fixture = z.strictObject({
  keras: z.string(),
  cases: z.array(layerCase),
  sequenceCases: z.array(sequenceCase)
})

const { cases, sequenceCases } = fixture.parse(
  JSON.parse(readFileSync(new URL('../fixtures/keras-layers.json', import.meta.url), 'utf8'))
)

describe('layers against Keras 3', () => {
  it('covers every kind and every activation', () => {
    const kinds = [...cases, ...sequenceCases].map(({ kind }) => kind)
    // A block is written out as other layers.
    const blocks = layerKinds.filter((kind) => layerCatalogue[kind].expand !== undefined)
    expect(new Set(['input', ...blocks, ...kinds])).toEqual(new Set(layerKinds))
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

  it.each(sequenceCases)(
    '$kind with $params, mask $mask, gives what Keras gives, and its derivatives',
    async ({ kind, params, rows, inputs, mask, weights, output, gradients }) => {
      const shapes = inputs.map(({ shape }) => shape)
      const model = await buildOneLayer({ kind, inputs: shapes, params })
      const layer = model.getLayer('one')
      const definition = layerCatalogue[kind]

      expect(definition.listWeights(shapes, completeParams(definition.params, params))).toMatchObject(
        weights.map(({ shape }) => ({ shape }))
      )
      layer.setWeights(weights.map(({ shape, values }) => tf.tensor(values, shape)))
      const byInput = gradients.slice(gradients.length - inputs.length)
      const batches = inputs.map(({ shape, values }, index) => {
        const samples = tf.tensor(values, [rows, ...shape])
        return byInput[index] === null ? samples : tf.variable(samples)
      })
      const variables = [...layer.trainableWeights.map((weight) => weight.read()), ...batches].filter(
        (tensor) => tensor instanceof tf.Variable
      )
      let ours: ArrayLike<number> = []
      const { grads } = tf.variableGrads(() => {
        const masks = (mask === null ? [] : inputs).map(({ shape: [steps = 0] }) =>
          tf.tensor2d(
            (mask ?? []).map((row) => row.slice(0, steps)),
            [rows, steps],
            'bool'
          )
        )
        const given = mask === null ? {} : { mask: masks.length === 1 ? masks[0] : masks }
        // Behind the Inputs, a layer may stand before the one that has the name.
        const [first] = model.layers
          .slice(inputs.length)
          .reduce<TensorFlow.Tensor[]>(
            (read, one) =>
              [one.apply(read.length === 1 && read[0] ? read[0] : read, given)].flat() as TensorFlow.Tensor[],
            batches
          )
        if (first === undefined) throw new Error('The layer gave no tensor.')
        ours = first.dataSync()
        const weighting = Float32Array.from(ours, (_, index) => Math.sin(index * 12.9898))
        return tf.sum(tf.mul(first, tf.tensor(weighting, first.shape)))
      }, variables)

      expect(largestDifference(ours, output)).toBeLessThan(1e-5)
      for (const [index, expected] of gradients.filter((one) => one !== null).entries()) {
        const found = grads[variables[index]?.name ?? '']?.dataSync()
        const largest = Math.max(1, ...expected.map(Math.abs))
        expect(largestDifference(found ?? [], expected) / largest).toBeLessThan(1e-5)
      }
    }
  )
})

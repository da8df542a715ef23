import { expect } from 'vitest'
import { createRandom } from '../../../src/shared/core/random.ts'
import { tf } from '../../../src/trainer/runtime/load-tensorflow.ts'
import { createGraphBuilder } from '../../../src/trainer/training/compiled-step/graph-builder.ts'
import { record } from '../../../src/trainer/training/compiled-step/recorder.ts'
import { declareWeights, mirrorWeights } from '../../../src/trainer/training/compiled-step/variables.ts'

/** Fixed random numbers for each output, so that every one of them counts differently. */
export function createWeigher(random: () => number) {
  const known: Float32Array[] = []
  return (index: number, shape: number[]): tf.Tensor => {
    const size = shape.reduce((product, length) => product * length, 1)
    known[index] ??= Float32Array.from({ length: size }, () => random() - 0.5)
    return tf.tensor(known[index], shape)
  }
}

/**
 * What `work` gives when it is recorded and run 20 times, the operations that it takes, and what the first run made of
 * the variables `moved`.
 */
export async function runRecorded(
  variables: readonly tf.Variable[],
  layers: readonly tf.layers.Layer[],
  work: () => tf.Tensor[],
  moved: readonly tf.Variable[] = []
) {
  const builder = createGraphBuilder()
  try {
    const weights = variables.map((variable) => ({ name: variable.name, variable }))
    const declared = declareWeights(builder, weights)
    const mirror = mirrorWeights(builder, weights, declared)
    const types: string[] = []
    const add = builder.add.bind(builder)
    builder.add = (type, ...rest) => {
      types.push(type)
      return add(type, ...rest)
    }
    const { fetches, changes } = record({ builder, weights: declared, layers }, ({ outputOf, changes }) => ({
      fetches: work().map((tensor) => outputOf(tensor)),
      changes
    }))
    await mirror.push()
    const runs = []
    for (let repeat = 0; repeat < 20; repeat += 1) runs.push(await builder.graph.run([], fetches, [], 1))
    // Once more with what changes weights, whose values then go to the variables.
    if (changes.length > 0) await builder.graph.run([], [], changes, 1)
    if (moved.length > 0) await mirror.pull()
    const moves = moved.map((variable) => Float32Array.from(variable.dataSync()))
    return { types, runs: runs as Float32Array[][], moves }
  } finally {
    builder.graph.close()
  }
}

/**
 * A layer's result and its derivatives by samples and weights, all drawn at random, as tfjs gives them and as the
 * recorded step does; and the operations of ours that it takes.
 */
export async function computeBothWays(layer: tf.layers.Layer, shape: readonly number[], seed: number) {
  const random = createRandom(seed)
  const draw = (lengths: readonly number[]): tf.Tensor =>
    tf.tensor(
      Float32Array.from({ length: lengths.reduce((a, b) => a * b, 1) }, () => random() * 2 - 1),
      [...lengths]
    )
  layer.build([...shape])
  const weights = layer.weights.map((weight) => weight.read() as tf.Variable)
  for (const weight of weights) weight.assign(draw(weight.shape))
  const variables = [tf.variable(draw(shape)), ...weights]
  const weigh = createWeigher(random)
  const work = (): tf.Tensor[] => {
    const outputs: tf.Tensor[] = []
    const { grads } = tf.variableGrads(() => {
      const output = layer.apply(variables[0] as tf.Tensor) as tf.Tensor
      outputs.push(tf.keep(output))
      return tf.sum(tf.mul(output, weigh(0, output.shape))).asScalar()
    }, variables)
    return [...outputs, ...variables.map(({ name }) => grads[name] as tf.Tensor)]
  }
  const wanted = work().map((tensor) => Float32Array.from(tensor.dataSync()))
  const { runs, types } = await runRecorded(variables, [layer], work)
  tf.dispose(variables)
  return { wanted, runs, types: types.filter((type) => type.startsWith('Layerwright')) }
}

/** Every run gives what is wanted within 1e-5, and all of them the same bits. */
export function expectAlike(wanted: readonly Float32Array[], runs: readonly Float32Array[][]): void {
  for (const [index, values] of wanted.entries())
    expect(distance(values, runs[0]?.[index])).toBeLessThan(1e-5)
  for (const again of runs) expect(again).toEqual(runs[0])
}

/** Size of the difference as a share of the size of what is wanted. */
export function distance(wanted: Float32Array, found: Float32Array | undefined): number {
  expect(found?.length).toBe(wanted.length)
  const size = (values: Float32Array): number => Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0))
  const difference = size(wanted.map((value, index) => value - (found?.[index] ?? NaN)))
  return difference === 0 ? 0 : difference / size(wanted)
}

/** Whether tensors hold the same bits. */
export const isSame = (
  found: readonly Float32Array[] | undefined,
  wanted: readonly Float32Array[]
): boolean =>
  found?.length === wanted.length &&
  wanted.every((one, index) =>
    Buffer.from(one.buffer).equals(Buffer.from((found[index] ?? one).slice().buffer))
  )

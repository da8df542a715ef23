import { deriveSeed } from '../../shared/core/random.ts'
import type { ModelSpec } from '../../shared/network/model-spec.ts'
import { expandBlocks } from '../../shared/network/expand-blocks.ts'
import { weightsOfLayer } from '../../shared/network/model-weights.ts'
import { kerasName, lastLayers, toKerasModel, type JsonObject } from '../../shared/network/to-keras.ts'
import type { LossKind, TrainingSpec } from '../../shared/training/training-spec.ts'
import { tf } from '../runtime/load-tensorflow.ts'
import type { ForwardPass } from '../training/compiled-step/forward-pass.ts'
import { useMatrixProduct } from '../runtime/matrix-product.ts'
import { sampleCutter } from './cut-samples.ts'
import { runLayers, wireLayers } from './forward.ts'
import { TwoWays } from './layers/two-ways.ts'
import { openHead, type Head } from './open-head.ts'
import { withOwnLayers } from './own-layers.ts'
import { SeededLayer } from './layers/seeded-layer.ts'

/** Values of one of the model's tensors, named `<layer>/<kernel|bias|gamma|…>`. */
export interface WeightArray {
  readonly name: string
  readonly shape: readonly number[]
  readonly values: Float32Array
}

/** One of several outputs of a model: what it gives, and where that stands in a row of outputs. */
export interface BuiltOutput {
  readonly head: Head
  readonly loss: LossKind
  readonly start: number
  readonly size: number
}

/** A model in TensorFlow, before its last activation. */
export interface BuiltModel {
  readonly head: Head
  /** Where several targets are predicted: each output, the main target's first. A row of outputs holds one after another. */
  readonly outputs?: readonly BuiltOutput[] | undefined
  /** What training changes. */
  readonly variables: readonly tf.Variable[]
  /** All that is kept: also the moving statistics of batch normalisation. */
  readonly weights: readonly { readonly name: string; readonly variable: tf.Variable }[]
  /** Outputs before the head, for a batch of samples. */
  forward(samples: tf.Tensor, options: { readonly isTraining: boolean }): tf.Tensor
  /** While a compiled step is open: the same outputs sooner, by the weights that the step has made so far. */
  forwardPass?: ForwardPass | undefined
  /** The regularisation of each kernel that has one; add them to the loss. */
  penalties(): tf.Scalar[]
  /** In the order in which samples pass them. */
  readonly layers: readonly tf.layers.Layer[]
  /** What each layer with random numbers draws them from in one training step. */
  dropoutSeeds(seed: number, step: number): number[]
  /** Chooses the random numbers of the next training pass: one seed for each layer that draws any. */
  seedDropout(seeds: readonly (number | tf.Tensor)[]): void
  dispose(): void
}

useMatrixProduct()

/** `auxiliaryLosses` is complete, of `resolveAuxiliaryLosses`; without it other outputs keep their activations. */
export type ModelTraining = Pick<TrainingSpec, 'seed' | 'regularization' | 'loss' | 'auxiliaryLosses'>

/** Builds a checked model; start values follow from the seed. */
export async function buildModel(drawn: ModelSpec, training: ModelTraining): Promise<BuiltModel> {
  const spec = expandBlocks(drawn)
  const { seed, regularization } = training
  const written = toKerasModel(spec, { seed, regularization, dialect: 'tfjs' })
  const { json, head, outputs } = openHeads(written, spec, training)
  const model = await tf.models.modelFromJSON(
    withOwnLayers(json) as unknown as Parameters<typeof tf.models.modelFromJSON>[0]
  )
  const random = model.layers
    .filter((layer) => layer instanceof SeededLayer)
    .filter(({ isRandom }) => isRandom)
  const wired = wireLayers(model)
  const cut = sampleCutter(spec)
  const ends = lastLayers(spec).map(kerasName)
  const hasPenalty = regularization.l1 > 0 || regularization.l2 > 0
  return {
    head,
    ...(outputs && { outputs }),
    variables: model.trainableWeights.map((weight) => weight.read() as tf.Variable),
    weights: namedWeights(spec, model),
    forward: (samples, { isTraining }) =>
      tf.tidy(() => inOneRow(runLayers(wired, cut(samples), { isTraining, ends }))),
    penalties: () => (hasPenalty ? [...model.calculateLosses(), ...cellPenalties(model)] : []),
    layers: model.layers,
    dropoutSeeds: (runSeed, step) => random.map((layer) => deriveSeed(runSeed, 'dropout', layer.name, step)),
    seedDropout: (seeds) => {
      for (const [index, layer] of random.entries()) layer.stepSeed = seeds[index] ?? 1
    },
    dispose: () => {
      model.dispose()
    }
  }
}

/** Several outputs one after another; a single one as it is. */
const inOneRow = ([first, ...others]: readonly tf.Tensor[]): tf.Tensor => {
  if (first === undefined) throw new Error('The model gave no output.')
  return others.length === 0 ? first : tf.concat([first, ...others], 1)
}

/** The model's JSON with the last activations taken off that the losses take over. */
function openHeads(
  written: JsonObject,
  spec: ModelSpec,
  { loss, auxiliaryLosses }: ModelTraining
): { readonly json: JsonObject; readonly head: Head; readonly outputs: readonly BuiltOutput[] | undefined } {
  const first = openHead(written, loss)
  if (spec.outputs === undefined) return { json: first.model, head: first.head, outputs: undefined }
  let json = written
  let start = 0
  const sizes = lastLayers(spec).map(({ outputShape: [size = 0] }) => size)
  const outputs = spec.outputs.map(({ answers }, index): BuiltOutput => {
    const own = answers === null ? loss : (auxiliaryLosses?.[answers] ?? 'meanSquaredError')
    const opened = openHead(json, own, index)
    json = opened.model
    const output = { head: opened.head, loss: own, start, size: sizes[index] ?? 0 }
    start += output.size
    return output
  })
  return { json, head: outputs[0]?.head ?? 'none', outputs }
}

/** The model's tensors by the names of the catalogue; the library's own are not unique within every layer. */
function namedWeights(spec: ModelSpec, model: tf.LayersModel): BuiltModel['weights'] {
  return spec.layers.flatMap((layer) => {
    const built = model.getLayer(kerasName(layer)).weights
    const named = weightsOfLayer(spec, layer)
    if (built.length !== named.length) throw new Error(`Layer ${layer.name} has ${built.length} tensors.`)
    return named.map(({ name }, index) => ({
      name: `${kerasName(layer)}/${name}`,
      variable: built[index]?.read() as tf.Variable
    }))
  })
}

/** Penalties of the cells inside recurrent layers, which the library leaves out. */
const cellPenalties = (model: tf.LayersModel): tf.Scalar[] =>
  model.layers
    .flatMap((layer) => (layer instanceof TwoWays ? layer.directions : [layer]))
    .flatMap((layer) => (layer instanceof tf.RNN ? layer.cell.calculateLosses() : []))

/** All weights as they are now. The arrays may be the tensors' own memory, so nobody writes into them. */
export const readWeights = (model: BuiltModel): WeightArray[] =>
  model.weights.map(({ name, variable }) => ({
    name,
    shape: [...variable.shape],
    values: variable.dataSync<'float32'>()
  }))

/**
 * Puts kept weights back into the model.
 *
 * Throws  Error  when they are not this model's weights, by name and shape
 */
export function writeWeights(model: BuiltModel, weights: readonly WeightArray[]): void {
  if (weights.length !== model.weights.length) throw new Error('The weights are of another model.')
  const byName = new Map(weights.map((weight) => [weight.name, weight]))
  tf.tidy(() => {
    for (const { name, variable } of model.weights) {
      const kept = byName.get(name)
      if (kept?.shape.join() !== variable.shape.join()) {
        throw new Error(`The weights hold ${kept?.shape.join(' × ') ?? 'nothing'} as ${name}.`)
      }
      variable.assign(tf.tensor(kept.values, [...kept.shape]))
    }
  })
}

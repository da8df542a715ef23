import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import { nodeId } from '../../shared/core/ids.ts'
import { paramValue, type ParamValue } from '../../shared/core/params.ts'
import { jsonPath, sampleShape } from '../../shared/core/schema.ts'
import { inputPart } from '../../shared/dataset/prepared-data.ts'
import { checkNetwork } from '../../shared/network/check-network.ts'
import { sizeOfParts, type SampleForm } from '../../shared/network/input-parts.ts'
import { layerCatalogue, layerKinds, type LayerKind } from '../../shared/network/layers/catalogue.ts'
import type { ModelSpec } from '../../shared/network/model-spec.ts'
import type { NetworkGraph, NetworkNode } from '../../shared/network/network-graph.ts'
import { toKerasModel, type KerasDialect } from '../../shared/network/to-keras.ts'
import { problem } from '../../shared/problems/catalogue.ts'

/** More layers than any network that was drawn by hand. */
const maxLayerCount = 10_000

const config = z.record(z.string(), z.unknown())
const kerasTensor = z.object({
  config: z.object({ keras_history: z.tuple([z.string(), z.literal(0), z.literal(0)]) })
})
const tfjsTensor = z.tuple([z.string(), z.literal(0), z.literal(0), z.strictObject({})])

/** What a layer reads, and how it is called. */
interface Inbound {
  readonly inputs: readonly string[]
  readonly options: Readonly<Record<string, boolean>>
}

const names = (tensors: readonly z.infer<typeof kerasTensor>[]): string[] => [
  // An attention layer that asks itself reads one layer twice.
  ...new Set(tensors.map((tensor) => tensor.config.keras_history[0]))
]

/** What a layer reads, from either way of writing it. */
const inboundNodes = z.union([
  z.tuple([]).transform((): Inbound => ({ inputs: [], options: {} })),
  z
    .tuple([z.array(tfjsTensor)])
    .transform(([tensors]): Inbound => ({ inputs: tensors.map(([name]) => name), options: {} })),
  z
    .tuple([
      z.object({
        args: z.union([
          z.tuple([z.array(kerasTensor)]).transform(([list]) => list),
          z.array(kerasTensor).min(1).max(2)
        ]),
        kwargs: z.record(z.string(), z.boolean()).default({})
      })
    ])
    .transform(([{ args, kwargs }]): Inbound => ({ inputs: names(args), options: kwargs }))
])

const layerOutput = z.tuple([z.string(), z.literal(0), z.literal(0)])

/** Names of the layers that give the outputs; Keras writes a single one without a list. */
const outputLayers = z.union([
  layerOutput.transform(([name]) => [name]),
  z.array(layerOutput).transform((list) => list.map(([name]) => name))
])

const topology = z.object({
  class_name: z.literal('Functional'),
  config: z.object({
    layers: z
      .array(
        z.object({ class_name: z.string(), name: z.string().max(64), config, inbound_nodes: inboundNodes })
      )
      .min(2)
      .max(maxLayerCount),
    output_layers: outputLayers
  })
})
type Topology = z.infer<typeof topology>
type FileLayer = Topology['config']['layers'][number]

/** Class names by kind, taken from the definitions themselves. */
const kindOfClass: ReadonlyMap<string, LayerKind> = new Map([
  ...layerKinds.map((kind): [string, LayerKind] => [classNameOf(kind), kind]),
  // How both layers that add a table are written.
  ['Normalization', 'positionEmbedding']
])

function classNameOf(kind: LayerKind): string {
  return kind === 'input' ? 'InputLayer' : layerCatalogue[kind].title
}

/** Where a setting stands in a layer's config, when not under its own name in snake_case. */
const places: Readonly<Record<string, readonly [string, (number | string)?]>> = {
  kernelInitializer: ['kernel_initializer', 'class_name'],
  kernelHeight: ['kernel_size', 0],
  kernelWidth: ['kernel_size', 1],
  poolHeight: ['pool_size', 0],
  poolWidth: ['pool_size', 1],
  strideHeight: ['strides', 0],
  strideWidth: ['strides', 1]
}

const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`)

const holder = z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())])

function readParam(layer: FileLayer, name: string): ParamValue | undefined {
  const [key, inner] = places[name] ?? [snakeCase(name)]
  const value = layer.config[key]
  const held =
    inner === undefined ? value : (holder.safeParse(value).data as Record<string | number, unknown>)?.[inner]
  // A shape is one setting, written as text.
  if (Array.isArray(held)) return held.join(', ')
  const read = paramValue.safeParse(held).data
  if (name !== 'kernelInitializer' || typeof read !== 'string') return read
  return read.toLowerCase() === 'lecunnormal' ? 'lecunNormal' : read.charAt(0).toLowerCase() + read.slice(1)
}

function readNode(layer: FileLayer, index: number, kind: LayerKind): NetworkNode {
  const definition = layerCatalogue[kind]
  const own = definition.fromKeras?.(layer.config, layer.inbound_nodes.options) ?? {}
  const params = Object.keys(definition.params).flatMap((name): [string, ParamValue][] => {
    const value = name in own ? paramValue.safeParse(own[name]).data : readParam(layer, name)
    return value === undefined ? [] : [[name, value]]
  })
  return {
    id: nodeId.parse(`layer-${index}`),
    kind,
    name: layer.name,
    params: Object.fromEntries(params),
    ...(layer.config.trainable === false && { trainable: false }),
    position: { x: 0, y: 0 }
  }
}

function readGraph(layers: readonly FileLayer[]): NetworkGraph | undefined {
  const nodes = layers.flatMap((layer, index) => {
    const kind = kindOfClass.get(layer.class_name)
    return kind === undefined ? [] : [readNode(layer, index, kind)]
  })
  if (nodes.length < layers.length) return undefined
  const idOf = new Map(nodes.map(({ name, id }) => [name, id]))
  const edges = layers.flatMap(({ name, inbound_nodes: { inputs } }) =>
    inputs.flatMap((from) => {
      const [source, target] = [idOf.get(from), idOf.get(name)]
      return source === undefined || target === undefined ? [] : [{ from: source, to: target }]
    })
  )
  const inputCount = layers.reduce((sum, { inbound_nodes: { inputs } }) => sum + inputs.length, 0)
  return edges.length === inputCount ? { version: 1, nodes, edges } : undefined
}

/** Training has left these behind: start values, penalties and seeds change nothing of what a model gives. */
const isForTraining = (key: string): boolean => /_(initializer|regularizer)$|^seed$/u.test(key)

function forPredicting(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(forPredicting)
  const kept = Object.entries(value).filter(([key]) => !isForTraining(key))
  return Object.fromEntries(kept.map(([key, inner]) => [key, forPredicting(inner)]))
}

/** The first layer of the file that is not, word for word, what would be written for the model that was read. */
function firstDifference(
  layers: readonly FileLayer[],
  model: ModelSpec,
  dialect: KerasDialect
): number | undefined {
  const settings = { seed: 1, regularization: { l1: 0, l2: 0 }, dialect }
  const ours = topology.parse(toKerasModel(model, settings)).config.layers
  const byName = new Map(ours.map((layer) => [layer.name, layer]))
  const index = layers.findIndex((layer) => {
    const own = byName.get(layer.name)
    return (
      own?.class_name !== layer.class_name ||
      !isDeepStrictEqual(own.inbound_nodes, layer.inbound_nodes) ||
      !isDeepStrictEqual(forPredicting(own.config), forPredicting(layer.config))
    )
  })
  return index < 0 ? undefined : index
}

/** Shape of what an Input gives on, from its config in either way of writing it. */
function readInputShape({ config: found }: FileLayer) {
  const shape = z.array(z.int().nullable()).safeParse(found.batch_input_shape ?? found.batch_shape)
  return sampleShape.safeParse(shape.data?.slice(1)).data
}

/**
 * What enters the model. Of parts the file knows those that are read, in no order that counts: the preparation beside it
 * says how they stand in a sample.
 */
function readForm(layers: readonly FileLayer[]): SampleForm | undefined {
  const parts = layers
    .filter(({ class_name: name }) => name === 'InputLayer')
    .map((layer) => ({ name: layer.name, shape: readInputShape(layer) }))
  const known = parts.flatMap(({ name, shape }) => (shape === undefined ? [] : [{ name, shape }]))
  const [first] = known
  if (first === undefined || known.length < parts.length) return undefined
  if (known.length === 1 && first.name === 'input') return { inputShape: first.shape }
  const inputParts = z.array(inputPart).safeParse(known)
  return inputParts.success ? { inputShape: [sizeOfParts(known)], inputParts: inputParts.data } : undefined
}

/**
 * The model that a file's JSON describes, checked as one that was just drawn.
 *
 * Only what Layerwright itself writes is taken: whatever else stands in the file would not be seen by the checks.
 *
 * Problems  export/model-not-readable   with the place in the JSON; network problems where the layers do not fit together
 */
export function readTopology(json: unknown, file: string, dialect: KerasDialect): Checked<ModelSpec> {
  const unreadable = (where: string) => fail(problem('export/model-not-readable', { file, where }))
  const parsed = topology.safeParse(json)
  if (!parsed.success) return unreadable(jsonPath(parsed.error.issues[0]?.path ?? []))
  const { layers, output_layers: ends } = parsed.data.config
  const form = readForm(layers)
  const drawn = readGraph(layers)
  if (form === undefined || drawn === undefined) return unreadable('config.layers')

  // Which target each output is of, the preparation beside the file says; until then they go by their own names.
  const beside = ends.slice(1)
  const nodes = drawn.nodes.map((node) =>
    beside.includes(node.name) ? { ...node, answers: node.name } : node
  )
  const auxiliaries = beside.map((name) => ({ name, output: undefined }))
  const { model, problems } = checkNetwork({ ...drawn, nodes }, { ...form, auxiliaries })
  if (model === undefined) return problems[0] === undefined ? unreadable('config.layers') : fail(problems[0])
  const different = firstDifference(layers, model, dialect)
  return different === undefined ? ok(model) : unreadable(jsonPath(['config', 'layers', different]))
}

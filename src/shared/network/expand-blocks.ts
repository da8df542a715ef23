import { nodeId, type NodeId } from '../core/ids.ts'
import { deriveSeed } from '../core/random.ts'
import { completeParams } from './check-params.ts'
import type { BlockPart } from './layer-definition.ts'
import { layerFor } from './layers/catalogue.ts'
import type { ModelLayer, ModelSpec } from './model-spec.ts'
import { isFrozen } from './network-graph.ts'

/** Names have up to 63 letters; of a long one, so much is left that the parts' own names fit behind it. */
const stemOf = (block: string): string =>
  block.length <= 40 ? block : `${block.slice(0, 32)}_${deriveSeed(0, block).toString(36)}`

/** What a layer inside a block is called. */
export const partName = (block: string, part: string): string => `${stemOf(block)}__${part}`

/** A short id that no drawn layer has: those have no two dashes in a row. */
const partId = (place: number, part: number): NodeId => nodeId.parse(`part-${place}--${part}`)

const isBlock = ({ kind }: ModelLayer): boolean => layerFor(kind)?.expand !== undefined

/** One layer inside a block, with its own shapes and counts. */
function buildPart(
  part: BlockPart,
  id: NodeId,
  block: ModelLayer,
  inputs: readonly ModelLayer[]
): ModelLayer {
  const layer = layerFor(part.kind)
  if (layer === undefined) throw new Error(`A block holds the kind "${part.kind}", which does not exist.`)
  const params = completeParams(layer.params, part.params)
  const shapes = inputs.map(({ outputShape }) => outputShape)
  const shape = layer.inferShape(shapes, params)
  if (!shape.ok) throw new Error(`${block.name}, ${part.name}: ${shape.problem.message}`)
  const weights = layer.countWeights(shapes, params)
  return {
    id,
    kind: part.kind,
    name: partName(block.name, part.name),
    params: { ...params },
    ...(isFrozen(block) && { trainable: false }),
    inputs: inputs.map((input) => input.id),
    outputShape: [...shape.value],
    weightCount: weights.total,
    trainableCount: isFrozen(block) ? 0 : weights.trainable,
    flopCount: layer.countFlops(shapes, params)
  }
}

/** The layers of a block; the last has the block's own id, so that what reads the block reads it. */
function expandBlock(
  block: ModelLayer,
  place: number,
  sources: readonly ModelLayer[]
): readonly ModelLayer[] {
  const layer = layerFor(block.kind)
  const shapes = sources.map(({ outputShape }) => outputShape)
  const parts = layer?.expand?.(shapes, completeParams(layer.params, block.params)) ?? []
  const built = new Map<string, ModelLayer>()
  for (const [index, part] of parts.entries()) {
    const inputs = part.inputs.map((input) => {
      const found = typeof input === 'number' ? sources[input] : built.get(input)
      if (found === undefined)
        throw new Error(`${part.name} of ${block.name} reads ${input}, which is not there.`)
      return found
    })
    const id = index === parts.length - 1 ? block.id : partId(place, index)
    built.set(part.name, buildPart(part, id, block, inputs))
  }
  return [...built.values()]
}

/** The model with each block written out as the layers that it stands for. */
export function expandBlocks(model: ModelSpec): ModelSpec {
  if (!model.layers.some(isBlock)) return model
  const found = new Map<NodeId, ModelLayer>()
  const layers = model.layers.flatMap((layer, place) => {
    const sources = layer.inputs.flatMap((id) => found.get(id) ?? [])
    const own = isBlock(layer) ? expandBlock(layer, place, sources) : [layer]
    for (const one of own) found.set(one.id, one)
    return own
  })
  return { ...model, layers }
}

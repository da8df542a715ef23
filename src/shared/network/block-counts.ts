import type { SampleShape } from '../core/schema.ts'
import { completeParams } from './check-params.ts'
import type { AnyLayer, BlockPart, LayerWeight } from './layer-definition.ts'

/** The parts of a block that are at hand where blocks are defined. */
export type PartKinds = Readonly<Record<string, AnyLayer>>

interface SizedPart {
  readonly part: BlockPart
  readonly layer: AnyLayer
  readonly inputs: readonly SampleShape[]
}

function sizeParts(
  parts: readonly BlockPart[],
  kinds: PartKinds,
  shapes: readonly SampleShape[]
): readonly SizedPart[] {
  const known = new Map<string | number, SampleShape>(shapes.map((shape, index) => [index, shape]))
  return parts.map((part) => {
    const layer = kinds[part.kind]
    if (layer === undefined) throw new Error(`A block holds the kind "${part.kind}", which is not at hand.`)
    const inputs = part.inputs.map((input) => known.get(input) ?? [])
    const shape = layer.inferShape(inputs, completeParams(layer.params, part.params))
    known.set(part.name, shape.ok ? shape.value : [])
    return { part, layer, inputs }
  })
}

/** What the layers of a block store together. */
export const weightsOfParts = (
  parts: readonly BlockPart[],
  kinds: PartKinds,
  shapes: readonly SampleShape[]
): readonly LayerWeight[] =>
  sizeParts(parts, kinds, shapes).flatMap(({ part, layer, inputs }) =>
    layer
      .listWeights(inputs, completeParams(layer.params, part.params))
      .map((weight) => ({ ...weight, name: `${part.name}/${weight.name}` }))
  )

/** What the layers of a block compute together. */
export const flopsOfParts = (
  parts: readonly BlockPart[],
  kinds: PartKinds,
  shapes: readonly SampleShape[]
): number =>
  sizeParts(parts, kinds, shapes).reduce(
    (sum, { part, layer, inputs }) =>
      sum + layer.countFlops(inputs, completeParams(layer.params, part.params)),
    0
  )

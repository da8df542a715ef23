import type { NodeId } from '../../core/ids.ts'
import type { Label } from '../../core/params.ts'
import type { SampleShape } from '../../core/schema.ts'
import { inferShapes, orderNodes, sourcesOf } from '../infer-shapes.ts'
import { layerFor } from '../layers/catalogue.ts'
import type { NetworkGraph } from '../network-graph.ts'
import type { NetworkTemplate, TemplateData } from './template.ts'

/** One layer of a template as its page shows it. Positions and sizes in pixels. */
export interface DiagramLayer {
  readonly id: NodeId
  readonly kind: string
  /** The Keras class name. */
  readonly title: string
  /** The settings that matter, in short. */
  readonly settings: Label
  /** Shape of one sample behind it. */
  readonly shape: SampleShape
  readonly weightCount: number
  readonly x: number
  readonly y: number
}

export interface Diagram {
  readonly layers: readonly DiagramLayer[]
  /** From the lower edge of one layer to the upper edge of another. */
  readonly edges: readonly { readonly from: DiagramLayer; readonly to: DiagramLayer }[]
  readonly width: number
  readonly height: number
}

export const diagramBox = { width: 280, height: 46 } as const
const gap = { across: 24, down: 26 } as const
const margin = 10

/** A template on some data, drawn from top to bottom: a layer stands below all that it reads. */
export function diagramOf(template: NetworkTemplate, data: TemplateData): Diagram {
  const graph = template.build(data)
  const inferred = inferShapes(graph, { inputShape: data.sampleShape, inputParts: data.inputParts })
  const places = placesOf(graph)
  const layers = orderNodes(graph).map(({ id, kind, params }): DiagramLayer => {
    const layer = layerFor(kind)
    const { shape, weights, params: whole } = inferred.get(id) ?? {}
    const { row, column } = places.get(id) ?? { row: 0, column: 0 }
    return {
      id,
      kind,
      title: layer?.title ?? kind,
      settings: layer?.describe(whole ?? params) ?? { en: '', zh: '' },
      shape: shape ?? [],
      weightCount: weights?.total ?? 0,
      x: margin + column * (diagramBox.width + gap.across),
      y: margin + row * (diagramBox.height + gap.down)
    }
  })
  const byId = new Map(layers.map((layer) => [layer.id, layer]))
  const edges = graph.edges.flatMap(({ from, to }) => {
    const ends = { from: byId.get(from), to: byId.get(to) }
    return ends.from && ends.to ? [{ from: ends.from, to: ends.to }] : []
  })
  return {
    layers,
    edges,
    width: Math.max(...layers.map(({ x }) => x)) + diagramBox.width + margin,
    height: Math.max(...layers.map(({ y }) => y)) + diagramBox.height + margin
  }
}

/** Each layer in the row below the lowest that it reads; layers of one row side by side. */
function placesOf(
  graph: NetworkGraph
): ReadonlyMap<NodeId, { readonly row: number; readonly column: number }> {
  const sources = sourcesOf(graph)
  const places = new Map<NodeId, { row: number; column: number }>()
  const taken = new Map<number, number>()
  for (const { id } of orderNodes(graph)) {
    const row = Math.max(-1, ...(sources.get(id) ?? []).map((source) => places.get(source)?.row ?? -1)) + 1
    const column = taken.get(row) ?? 0
    taken.set(row, column + 1)
    places.set(id, { row, column })
  }
  return places
}

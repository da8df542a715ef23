import { Graph, layout } from '@dagrejs/dagre'
import type { NodeId } from '../../../shared/core/ids.ts'
import type { NetworkGraph, NetworkNode } from '../../../shared/network/network-graph.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Box extends Point {
  readonly width: number
  readonly height: number
}

/** A layer's card, in canvas pixels. */
export const cardSize = { width: 224, height: 64 } as const
/** From the top of one card to the top of the next below it, and to the next beside it. */
export const rowPitch = 104
export const columnPitch = 296

/** Layers that end a picture's features; a column break reads best in front of them. */
const startsClassifier: ReadonlySet<string> = new Set(['flatten', 'globalAveragePooling2d'])

/**
 * Places every layer: inputs above what reads them, then long networks broken into columns of about 3 : 2.
 *
 * Output  top left corner of each card, in canvas pixels
 */
export function arrange(graph: NetworkGraph): Map<NodeId, Point> {
  const places = layeredPlaces(graph)
  const ranks = rankRows(places)
  const cuts = columnCuts(graph, places, ranks)
  const result = new Map<NodeId, Point>()
  let left = 0
  let first = 0
  for (const [column, cut] of [...cuts, ranks.length].entries()) {
    const rows = ranks.slice(first, cut)
    const nodes = graph.nodes.filter((node) => rows.includes(rowOf(places, node)))
    const xs = nodes.map((node) => places.get(node.id)?.x ?? 0)
    const shift = left - Math.min(...xs)
    for (const node of nodes) {
      const place = places.get(node.id)
      if (place === undefined) continue
      const row = rows.indexOf(rowOf(places, node)) + (column === 0 ? 0 : 1)
      result.set(node.id, { x: Math.round(place.x + shift), y: row * rowPitch })
    }
    left += Math.max(...xs) - Math.min(...xs) + columnPitch
    first = cut
  }
  return result
}

function layeredPlaces(graph: NetworkGraph): Map<NodeId, Point> {
  const drawing = new Graph()
  drawing.setGraph({
    rankdir: 'TB',
    nodesep: columnPitch - cardSize.width,
    ranksep: rowPitch - cardSize.height
  })
  drawing.setDefaultEdgeLabel(() => ({}))
  for (const node of graph.nodes) drawing.setNode(node.id, { ...cardSize })
  for (const edge of graph.edges) drawing.setEdge(edge.from, edge.to)
  layout(drawing)
  return new Map(
    graph.nodes.map((node) => {
      const { x, y } = drawing.node(node.id) as Point
      return [node.id, { x: x - cardSize.width / 2, y: Math.round(y - cardSize.height / 2) }]
    })
  )
}

const rowOf = (places: ReadonlyMap<NodeId, Point>, node: NetworkNode): number => places.get(node.id)?.y ?? 0

const rankRows = (places: ReadonlyMap<NodeId, Point>): number[] =>
  [...new Set([...places.values()].map(({ y }) => y))].sort((a, b) => a - b)

/** Rows before which a new column begins: only where a single connection crosses, as near to equal parts as that allows. */
function columnCuts(
  graph: NetworkGraph,
  places: ReadonlyMap<NodeId, Point>,
  ranks: readonly number[]
): number[] {
  const columnCount = Math.max(1, Math.floor(Math.sqrt((ranks.length * rowPitch * 1.5) / columnPitch)))
  const crossings = crossingCounts(graph, places, ranks)
  const breaksWell = new Set(
    graph.nodes
      .filter((node) => startsClassifier.has(node.kind))
      .map((node) => ranks.indexOf(rowOf(places, node)))
  )
  const reach = ranks.length / columnCount / 2
  const cuts: number[] = []
  for (let column = 1; column < columnCount; column += 1) {
    const wanted = (column * ranks.length) / columnCount
    const distance = (row: number): number => Math.abs(row - wanted) - (breaksWell.has(row) ? 1.5 : 0)
    const candidates = crossings
      .map((count, row) => ({ count, row }))
      .filter(({ count, row }) => count === 1 && row > (cuts.at(-1) ?? 0) && Math.abs(row - wanted) < reach)
      .sort((a, b) => distance(a.row) - distance(b.row))
    if (candidates[0] !== undefined) cuts.push(candidates[0].row)
  }
  return cuts
}

/** For each row, how many connections come into it or pass it from above. */
function crossingCounts(
  graph: NetworkGraph,
  places: ReadonlyMap<NodeId, Point>,
  ranks: readonly number[]
): number[] {
  const counts = new Array<number>(ranks.length).fill(0)
  const rowById = new Map(graph.nodes.map((node) => [node.id, ranks.indexOf(rowOf(places, node))]))
  for (const edge of graph.edges) {
    const from = rowById.get(edge.from) ?? 0
    const to = rowById.get(edge.to) ?? 0
    for (let row = from + 1; row <= to; row += 1) counts[row] = (counts[row] ?? 0) + 1
  }
  return counts
}

/** The smallest box around some cards; undefined for none. */
export function boundsOf(nodes: readonly { readonly position: Point }[]): Box | undefined {
  if (nodes.length === 0) return undefined
  const xs = nodes.map(({ position }) => position.x)
  const ys = nodes.map(({ position }) => position.y)
  const x = Math.min(...xs)
  const y = Math.min(...ys)
  return { x, y, width: Math.max(...xs) + cardSize.width - x, height: Math.max(...ys) + cardSize.height - y }
}

export const overlaps = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** The nearest free place at or below a wished one, so that a new card hides no other. */
export function freePlace(graph: NetworkGraph, wished: Point): Point {
  let place = wished
  const isTaken = (at: Point): boolean =>
    graph.nodes.some((node) => overlaps({ ...at, ...cardSize }, { ...node.position, ...cardSize }))
  while (isTaken(place)) place = { x: place.x, y: place.y + rowPitch }
  return place
}

/** The smallest box around two. */
export function joinBoxes(a: Box, b: Box): Box {
  const x = Math.min(a.x, b.x)
  const y = Math.min(a.y, b.y)
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y
  }
}

export const isInside = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height

/** Room below the last cards for the flag that says what the network gives. */
const flagHeight = 90
const margin = 28

/** A view in which the whole network shows, never larger than life; in canvas pixels, zoom 1 is 100 %. */
export function viewOf(
  graph: NetworkGraph,
  size: { readonly width: number; readonly height: number }
): Point & { readonly zoom: number } {
  const box = boundsOf(graph.nodes)
  if (box === undefined) return { x: 0, y: 0, zoom: 1 }
  const height = box.height + flagHeight
  const zoom = Math.max(
    0.1,
    Math.min(1, (size.width - 2 * margin) / box.width, (size.height - 2 * margin) / height)
  )
  return {
    zoom,
    x: size.width / 2 - (box.x + box.width / 2) * zoom,
    y: Math.max(margin, Math.min(size.height / 2 - (height / 2) * zoom, 32)) - box.y * zoom
  }
}

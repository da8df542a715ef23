import type { NodeId } from '../../../shared/core/ids.ts'
import type { ParamValue } from '../../../shared/core/params.ts'
import type { InputPart } from '../../../shared/dataset/prepared-data.ts'
import { checkConnection } from '../../../shared/network/connection-rules.ts'
import * as edits from '../../../shared/network/graph-edits.ts'
import { endsOf } from '../../../shared/network/network-ends.ts'
import { layerCatalogue, layerFor, type LayerKind } from '../../../shared/network/layers/catalogue.ts'
import { freePart } from '../../../shared/network/input-parts.ts'
import { applyFix, type NetworkFix } from '../../../shared/network/network-fix.ts'
import {
  isFrozen,
  type NetworkEdge,
  type NetworkGraph,
  type NetworkNode
} from '../../../shared/network/network-graph.ts'
import type { Checked } from '../../../shared/core/checked.ts'
import { edgeId } from './flow-elements.ts'
import { addAfter, addAt, removeReconnecting, type Added } from './graph-moves.ts'
import type { Direction } from './keyboard.ts'
import { arrange, type Point } from './layout.ts'
import { networkState } from './network.svelte.ts'
import { editText, text } from './text.ts'

const titleOf = (kind: string): string => layerFor(kind)?.title ?? kind
const isLayerKind = (kind: string): kind is LayerKind => Object.hasOwn(layerCatalogue, kind)

function add(kind: string, place: (kind: LayerKind) => Added): NodeId | undefined {
  if (!isLayerKind(kind)) return undefined
  const parts = networkState.form?.inputParts
  const existing = networkState.graph.nodes.find((node) => node.kind === 'input')
  if (kind === 'input' && existing !== undefined && freePart(networkState.graph, parts) === undefined) {
    networkState.select([existing.id])
    networkState.message = parts === undefined ? text.oneInput : text.allPartsRead
    return existing.id
  }
  const added = withParts(place(kind), networkState.graph, parts)
  networkState.edit(editText.add(titleOf(kind)), added.graph)
  networkState.select([added.id])
  return added.id
}

/** A new Input, be it the one asked for or the one that an empty network gets, reads the first part that is free. */
function withParts(added: Added, before: NetworkGraph, parts: readonly InputPart[] | undefined): Added {
  const known = new Set(before.nodes.map(({ id }) => id))
  const input = added.graph.nodes.find(({ id, kind }) => kind === 'input' && !known.has(id))
  const part = freePart(before, parts)
  if (input === undefined || part === undefined) return added
  return { ...added, graph: edits.setParams(added.graph, input.id, { part }) }
}

/** Adds a layer after the selected one, or at the end, and connects it. */
export const addLayer = (kind: string): NodeId | undefined =>
  add(kind, (known) => addAfter(networkState.graph, [...networkState.selection], known))

/** Adds a layer at a place of the canvas; on a connection it goes in between. */
export const addLayerAt = (kind: string, place: Point): NodeId | undefined =>
  add(kind, (known) => addAt(networkState.graph, known, place))

const removeName = (nodes: readonly NetworkNode[]): { en: string; zh: string } => {
  const [only] = nodes
  return nodes.length === 1 && only !== undefined
    ? editText.remove(titleOf(only.kind))
    : editText.removeMany(nodes.length)
}

/** Takes out the selected layers, or the selected connections, and selects what came before. */
export function removeSelected(name?: { en: string; zh: string }): void {
  const nodes = networkState.selectedNodes
  if (nodes.length === 0) {
    for (const edge of networkState.graph.edges.filter((each) =>
      networkState.selectedEdges.has(edgeId(each))
    ))
      disconnect(edge)
    return
  }
  const ids = nodes.map(({ id }) => id)
  const before = networkState.graph.edges.find(
    (edge) => ids.includes(edge.to) && !ids.includes(edge.from)
  )?.from
  networkState.edit(name ?? removeName(nodes), removeReconnecting(networkState.graph, ids, networkState.form))
  networkState.select(before === undefined ? [] : [before])
}

let clipboard: NetworkGraph | undefined
let pasteCount = 0

export function copySelected(): void {
  const ids = networkState.selectedNodes.map(({ id }) => id)
  if (ids.length === 0) return
  clipboard = edits.copyNodes(networkState.graph, ids)
  pasteCount = 0
  networkState.message = editText.copied(ids.length)
}

export function cutSelected(): void {
  const count = networkState.selectedNodes.length
  if (count === 0) return
  copySelected()
  removeSelected(editText.cut(count))
}

/** Puts the copied layers in, each time a little further; the network's one Input is not doubled. */
export function paste(): void {
  if (clipboard === undefined) return
  pasteCount += 1
  putCopies(clipboard, pasteCount * 32, editText.paste)
}

export function duplicateSelected(): void {
  const ids = networkState.selectedNodes.map(({ id }) => id)
  putCopies(edits.copyNodes(networkState.graph, ids), 32, editText.duplicate)
}

function putCopies(
  copied: NetworkGraph,
  offset: number,
  name: (count: number) => { en: string; zh: string }
): void {
  const hasInput = networkState.graph.nodes.some((node) => node.kind === 'input')
  const ids = copied.nodes.filter((node) => !hasInput || node.kind !== 'input').map(({ id }) => id)
  if (ids.length === 0) return
  const pasted = edits.pasteNodes(networkState.graph, edits.copyNodes(copied, ids), { x: offset, y: offset })
  networkState.edit(name(ids.length), pasted.graph)
  networkState.select(pasted.ids)
}

export const canConnect = (from: NodeId, to: NodeId): boolean =>
  checkConnection(networkState.graph, from, to).ok

/** Connects two layers, or says on the second why it cannot be. */
export function connect(from: NodeId, to: NodeId): boolean {
  const next = edits.connect(networkState.graph, from, to)
  networkState.connectingFrom = undefined
  if (next.ok) {
    networkState.edit(editText.connect(networkState.nameOf(from), networkState.nameOf(to)), next.value)
    return true
  }
  const isTaken = next.problem.code === 'network/one-input-only'
  networkState.refuse(to, next.problem, isTaken ? { from, to } : undefined)
  return false
}

/** Connects a layer that takes one connection to another source than it has. */
export function replaceConnection({ from, to }: NetworkEdge): void {
  const next = edits.reconnect(networkState.graph, from, to)
  if (next.ok)
    networkState.edit(editText.connect(networkState.nameOf(from), networkState.nameOf(to)), next.value)
  else networkState.refuse(to, next.problem)
}

export function disconnect(edge: NetworkEdge): void {
  const name = editText.disconnect(networkState.nameOf(edge.from), networkState.nameOf(edge.to))
  networkState.edit(name, edits.disconnect(networkState.graph, edge))
}

/** Keeps where layers were put: one step back for the whole drag. */
export function move(places: ReadonlyMap<NodeId, Point>, group?: string): void {
  const moved = networkState.graph.nodes.filter((node) => {
    const place = places.get(node.id)
    return place !== undefined && (place.x !== node.position.x || place.y !== node.position.y)
  })
  const [only] = moved
  if (only === undefined) return
  const name = moved.length === 1 ? editText.move(only.name) : editText.moveMany(moved.length)
  networkState.edit(name, edits.moveNodes(networkState.graph, places), group)
}

const steps: Readonly<Record<Direction, Point>> = {
  left: { x: -8, y: 0 },
  right: { x: 8, y: 0 },
  up: { x: 0, y: -8 },
  down: { x: 0, y: 8 }
}

/** Moves the selected layers by one step of the grid, or four. */
export function nudge(direction: Direction, isFar: boolean): void {
  const { x, y } = steps[direction]
  const factor = isFar ? 4 : 1
  const places = networkState.selectedNodes.map((node): [NodeId, Point] => [
    node.id,
    { x: node.position.x + x * factor, y: node.position.y + y * factor }
  ])
  move(new Map(places), 'nudge')
}

export function arrangeLayers(): void {
  if (networkState.graph.nodes.length === 0) return
  networkState.edit(editText.arrange, edits.moveNodes(networkState.graph, arrange(networkState.graph)))
  networkState.fitRequest += 1
}

/** Where a setting stood before the edits that are now being undone as one. */
let begun = { key: '', from: '', atMs: -Infinity }
const sameEditMs = 1000

/** Changes one setting of a layer; quick changes of the same one are one step back. */
export function setParam(id: NodeId, name: string, value: ParamValue): void {
  const node = networkState.node(id)
  const param = node === undefined ? undefined : layerFor(node.kind)?.params[name]
  if (node === undefined || param === undefined) return
  const key = `${id} ${name}`
  const now = performance.now()
  const isContinued = begun.key === key && now - begun.atMs < sameEditMs
  begun = { key, from: isContinued ? begun.from : String(node.params[name] ?? param.default), atMs: now }
  const edit = editText.setParam(
    titleOf(node.kind),
    name === 'units' ? undefined : param.label,
    begun.from,
    String(value)
  )
  networkState.edit(edit, edits.setParam(networkState.graph, id, name, value), `param ${key}`)
}

/** Selected layers that have weights, which alone can be frozen. */
export const withWeights = (nodes: readonly NetworkNode[]): readonly NetworkNode[] =>
  nodes.filter(({ id }) => (networkState.facts.get(id)?.weights ?? 0) > 0)

/** Leaves the weights of layers as they are in training, or trains them again. */
export function setFrozen(nodes: readonly NetworkNode[], isToFreeze: boolean): void {
  const [only] = nodes
  if (only === undefined) return
  const words = isToFreeze ? editText.freeze : editText.unfreeze
  const ids = nodes.map(({ id }) => id)
  networkState.edit(
    words(nodes.length, networkState.nameOf(only.id)),
    edits.setFrozen(networkState.graph, ids, isToFreeze)
  )
}

/** Freezes the selected layers, or trains them again where all of them are frozen. Answers false where none has weights. */
export function toggleFrozen(): boolean {
  const nodes = withWeights(networkState.selectedNodes)
  setFrozen(nodes, !nodes.every(isFrozen))
  return nodes.length > 0
}

/** Gives a layer another name. Problems: those of `renameNode`. */
export function rename(id: NodeId, name: string): Checked<NetworkGraph> {
  const next = edits.renameNode(networkState.graph, id, name)
  const before = networkState.nameOf(id)
  if (next.ok && before !== name) networkState.edit(editText.rename(before, name), next.value)
  return next
}

/**
 * Lets a last layer predict the target of this column. The layer that predicted it takes over what this one did, so that
 * none is left out and none is predicted twice.
 */
export function setAnswers(id: NodeId, target: string): void {
  const { graph } = networkState
  const node = networkState.node(id)
  if (node === undefined) return
  const answers = target === networkState.target?.name ? undefined : target
  const other = endsOf(graph).find((end) => end.id !== id && end.kind !== 'input' && end.answers === answers)
  const isSwapped = other !== undefined && networkState.targetOf(node) !== undefined
  const swapped = isSwapped ? edits.setAnswers(graph, other.id, node.answers ?? null) : graph
  networkState.edit(editText.answers(node.name, target), edits.setAnswers(swapped, id, answers ?? null))
}

export function applyNodeFix(fix: NetworkFix): void {
  networkState.edit(fix.label, applyFix(networkState.graph, fix))
}

import type { NodeId } from '../../../shared/core/ids.ts'
import type { CanvasCommand, Direction } from './keyboard.ts'
import { neighbour } from './neighbours.ts'
import * as edits from './network-edits.ts'
import { networkState } from './network.svelte.ts'

/** What only the mounted canvas can do. */
export interface CanvasView {
  fit(): void
  zoomIn(): void
  zoomOut(): void
  focusNode(id: NodeId): void
  rename(): void
}

const plain: Readonly<Partial<Record<Extract<CanvasCommand, string>, () => void>>> = {
  copy: edits.copySelected,
  cut: edits.cutSelected,
  paste: edits.paste,
  duplicate: edits.duplicateSelected,
  arrange: edits.arrangeLayers,
  'select-all': () => networkState.select(networkState.graph.nodes.map(({ id }) => id))
}

/** Runs the command of a key. Answers false where there was nothing to do, so that the key keeps its other meaning. */
export function runCanvasCommand(command: CanvasCommand, view: CanvasView): boolean {
  if (typeof command === 'object') {
    if ('go' in command) return go(command.go, command.isExtending, view)
    if (networkState.selectedNodes.length === 0) return false
    edits.nudge(command.nudge, command.isFar)
    return true
  }
  switch (command) {
    case 'fit':
      view.fit()
      return true
    case 'zoom-in':
      view.zoomIn()
      return true
    case 'zoom-out':
      view.zoomOut()
      return true
    case 'remove':
      return remove(view)
    case 'escape':
      return escape()
    case 'connect':
      return beginConnection()
    case 'accept':
      return accept()
    case 'freeze':
      return edits.toggleFrozen()
    case 'rename':
      view.rename()
      return networkState.selectedNodes.length === 1
    default:
      plain[command]?.()
      if (command !== 'copy' && command !== 'arrange' && networkState.current !== undefined)
        view.focusNode(networkState.current)
      return true
  }
}

function go(direction: Direction, isExtending: boolean, view: CanvasView): boolean {
  const from = networkState.current ?? networkState.graph.nodes[0]?.id
  if (from === undefined) return false
  const isFirst = networkState.current === undefined
  const to = isFirst ? from : neighbour(networkState.graph, from, direction)
  if (to === undefined) return true
  if (networkState.connectingFrom !== undefined) networkState.current = to
  else networkState.select(isExtending ? [...networkState.selection, to] : [to])
  view.focusNode(to)
  return true
}

function remove(view: CanvasView): boolean {
  if (networkState.selection.size === 0 && networkState.selectedEdges.size === 0) return false
  edits.removeSelected()
  if (networkState.current !== undefined) view.focusNode(networkState.current)
  return true
}

function escape(): boolean {
  if (networkState.connectingFrom !== undefined) networkState.connectingFrom = undefined
  else if (networkState.openNode !== undefined) networkState.closeNote()
  else if (networkState.selection.size > 0) networkState.select([])
  else return false
  return true
}

function beginConnection(): boolean {
  const [only] = networkState.selectedNodes
  if (only === undefined || networkState.selectedNodes.length > 1) return false
  networkState.connectingFrom = only.id
  networkState.current = only.id
  return true
}

function accept(): boolean {
  const { connectingFrom, current } = networkState
  if (current === undefined) return false
  if (connectingFrom === undefined) networkState.select([current])
  else if (current !== connectingFrom && edits.connect(connectingFrom, current))
    networkState.select([current])
  return true
}

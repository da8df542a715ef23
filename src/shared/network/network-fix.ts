import type { NodeId } from '../core/ids.ts'
import type { Label, ParamValue } from '../core/params.ts'
import { addOutput, insertBefore, joinPart, removeNodes, setAnswers, setParams } from './graph-edits.ts'
import type { LayerKind } from './layers/catalogue.ts'
import type { NetworkGraph } from './network-graph.ts'

/** An edit that would clear a problem or a note, as plain data. */
export type NetworkChange =
  | {
      readonly kind: 'set-params'
      readonly nodeId: NodeId
      readonly params: Readonly<Record<string, ParamValue>>
    }
  | { readonly kind: 'insert-before'; readonly nodeId: NodeId; readonly layer: LayerKind }
  | { readonly kind: 'join-part'; readonly nodeId: NodeId; readonly part: string }
  | { readonly kind: 'set-answers'; readonly nodeId: NodeId; readonly answers: string | null }
  | {
      readonly kind: 'add-output'
      readonly beside: NodeId
      readonly answers: string
      readonly params: Readonly<Record<string, ParamValue>>
    }
  | { readonly kind: 'remove'; readonly nodeId: NodeId }

/** A button's words and what it does. */
export interface NetworkFix {
  readonly label: Label
  readonly change: NetworkChange
}

/** The network after a fix. */
export function applyFix(graph: NetworkGraph, { change }: NetworkFix): NetworkGraph {
  switch (change.kind) {
    case 'set-params':
      return setParams(graph, change.nodeId, change.params)
    case 'insert-before':
      return insertBefore(graph, change.nodeId, change.layer)
    case 'join-part':
      return joinPart(graph, change.nodeId, change.part)
    case 'set-answers':
      return setAnswers(graph, change.nodeId, change.answers)
    case 'add-output':
      return addOutput(graph, change.beside, change)
    case 'remove':
      return removeNodes(graph, [change.nodeId], { isBridged: true })
  }
}

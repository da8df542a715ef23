import { layerFor } from '../../../shared/network/layers/catalogue.ts'
import { isFrozen, type NetworkNode } from '../../../shared/network/network-graph.ts'
import { formatCount } from '../../text/format.ts'
import { t } from '../../text/text.svelte.ts'
import type { NodeFacts } from './flow-elements.ts'
import { shapeText } from './shape-text.ts'
import { text } from './text.ts'

/** A card in words, for a screen reader: kind, name, settings, shape, weights. */
export function nodeLabel(node: NetworkNode, facts: NodeFacts | undefined): string {
  const layer = layerFor(node.kind)
  const parts = [
    `${layer?.title ?? node.kind} ${node.name}`,
    layer === undefined ? '' : t(layer.describe(node.params)),
    facts?.shape === undefined ? t(text.shapeUnknown) : shapeText(facts.shape),
    facts?.weights === undefined || facts.weights === 0
      ? t(text.noWeights)
      : t(text.weights)(formatCount(facts.weights)),
    isFrozen(node) ? t(text.frozen) : '',
    facts?.severity === undefined ? '' : t(facts.severity === 'problem' ? text.hasProblem : text.hasNote)
  ]
  return parts.filter((part) => part !== '').join(', ')
}

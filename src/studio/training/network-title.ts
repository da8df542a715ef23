import { orderNodes } from '../../shared/network/infer-shapes.ts'
import type { NetworkGraph } from '../../shared/network/network-graph.ts'

/** By what a network is named, the first of these that it has. */
const families: readonly (readonly [name: string, kinds: RegExp])[] = [
  ['Transformer', /^(?:transformer|multiHeadAttention)/u],
  ['LSTM', /^lstm$/u],
  ['GRU', /^gru$/u],
  ['RNN', /^simpleRnn$/u],
  ['CNN', /^conv/u]
]

/** A network in a few signs, the same in every language: `CNN 32 · 128 · 10`, `LSTM 64 · 3`. */
export function networkTitle(graph: NetworkGraph): string {
  const nodes = orderNodes(graph)
  const sizes = nodes.flatMap(({ params }) => {
    const size = params['units'] ?? params['filters']
    return typeof size === 'number' ? [size] : []
  })
  const found = families.find(([, kinds]) => nodes.some(({ kind }) => kinds.test(kind)))
  const family = found?.[0] ?? (sizes.length > 1 ? 'MLP' : 'Linear')
  return `${family} ${sizes.length > 5 ? `${sizes.slice(0, 4).join(' · ')} · …` : sizes.join(' · ')}`.trim()
}

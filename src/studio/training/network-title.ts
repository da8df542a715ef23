import { orderNodes } from '../../shared/network/infer-shapes.ts'
import type { NetworkGraph } from '../../shared/network/network-graph.ts'

/** A network in a few signs, the same in every language: `CNN 32 · 128 · 10`, `MLP 64 · 3`. */
export function networkTitle(graph: NetworkGraph): string {
  const nodes = orderNodes(graph)
  const sizes = nodes.flatMap(({ params }) => {
    const size = params['units'] ?? params['filters']
    return typeof size === 'number' ? [size] : []
  })
  const hasConvolution = nodes.some(({ kind }) => kind.startsWith('conv'))
  const family = hasConvolution ? 'CNN' : sizes.length > 1 ? 'MLP' : 'Linear'
  return `${family} ${sizes.length > 5 ? `${sizes.slice(0, 4).join(' · ')} · …` : sizes.join(' · ')}`.trim()
}

import { choice, type ParamTable } from '../../../shared/core/params.ts'
import type { InputPart } from '../../../shared/dataset/prepared-data.ts'
import { partLabel, partOf } from '../../../shared/network/input-parts.ts'
import type { AnyLayer } from '../../../shared/network/layer-definition.ts'
import type { NetworkNode } from '../../../shared/network/network-graph.ts'

/**
 * The settings of a layer as its form offers them: which part an Input reads is chosen among those that the data have, and
 * is no question where there is one only.
 */
export function paramsOf(
  node: NetworkNode,
  layer: AnyLayer,
  parts: readonly InputPart[] | undefined
): ParamTable {
  const own = layer.params.part
  if (node.kind !== 'input' || own === undefined) return layer.params
  if (parts === undefined && partOf(node) === '') return {}
  const names = (parts ?? []).map(({ name }) => name)
  const options = names.includes(partOf(node)) ? names : [partOf(node), ...names]
  const { label, help } = own
  const optionLabels = Object.fromEntries(
    options.map((name) => [name, name === '' ? { en: '–', zh: '–' } : partLabel(name)])
  )
  return {
    part: choice({ label, ...(help && { help }), options, default: options[0] ?? '', optionLabels })
  }
}

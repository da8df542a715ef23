import type { SampleShape } from '../../../shared/core/schema.ts'
import type { NodeCheck } from '../../../shared/network/check-network.ts'
import { formatCount } from '../../text/format.ts'
import type { Both } from '../../text/text.svelte.ts'
import { shapeText } from './shape-text.ts'
import { text } from './text.ts'

/** One line of a rule worked out with this layer's numbers. */
export interface RuleLine {
  readonly label: Both<string>
  readonly words: string
  /** An arithmetic line is set in the fixed-width font; a result is bold. */
  readonly look: 'plain' | 'arithmetic' | 'result'
}

type Known = Pick<NodeCheck, 'inputShapes' | 'params' | 'shape' | 'weights'>

const numberOf = (node: Known, name: string): number => Number(node.params?.[name])
const times = (numbers: readonly number[]): string => numbers.map(formatCount).join(' × ')

/** How the layer's output shape follows from what it reads. */
export function shapeRule(kind: string, node: Known): readonly RuleLine[] {
  const { inputShapes, shape } = node
  const lines: RuleLine[] = (inputShapes ?? []).map((input) => ({
    label: text.shapeIn,
    words: shapeText(input),
    look: 'plain'
  }))
  if (shape === undefined || inputShapes === undefined) return lines
  return [
    ...lines,
    ...steps(kind, node, shape),
    { label: text.shapeOut, words: shapeText(shape), look: 'result' }
  ]
}

function steps(kind: string, node: Known, shape: SampleShape): readonly RuleLine[] {
  const [input = []] = node.inputShapes ?? []
  switch (kind) {
    case 'conv2d':
      return windowLines(node, input, shape, 'kernel')
    case 'maxPooling2d':
    case 'averagePooling2d':
      return windowLines(node, input, shape, 'pool')
    case 'flatten':
      return input.length > 1
        ? [arithmetic(text.inOneRow, `${times(input)} = ${formatCount(shape[0] ?? 0)}`)]
        : []
    case 'concatenate':
      return [
        arithmetic(
          text.joined,
          `${(node.inputShapes ?? []).map((each) => formatCount(each.at(-1) ?? 0)).join(' + ')} = ${formatCount(shape.at(-1) ?? 0)}`
        )
      ]
    default:
      return []
  }
}

const arithmetic = (label: Both<string>, words: string): RuleLine => ({ label, words, look: 'arithmetic' })

/** One line where height and width follow the same numbers, else one for each. */
function windowLines(
  node: Known,
  input: SampleShape,
  shape: SampleShape,
  window: 'kernel' | 'pool'
): readonly RuleLine[] {
  const line = (axis: 0 | 1): string => {
    const side = axis === 0 ? 'Height' : 'Width'
    const size = input[axis] ?? 0
    const stride = numberOf(node, `stride${side}`)
    const out = shape[axis] ?? 0
    if (node.params?.['padding'] === 'same') return `⌈${size} / ${stride}⌉ = ${out}`
    const reach = size - numberOf(node, `${window}${side}`)
    const places = `(${size} − ${numberOf(node, `${window}${side}`)}) / ${stride}`
    return reach % stride === 0 ? `${places} + 1 = ${out}` : `⌊${places}⌋ + 1 = ${out}`
  }
  const height = line(0)
  const width = line(1)
  return height === width
    ? [arithmetic(text.side, height)]
    : [arithmetic(text.height, height), arithmetic(text.width, width)]
}

/** How the layer's weights are counted. Empty for a layer without any. */
export function weightRule(kind: string, node: Known): readonly RuleLine[] {
  const [input = []] = node.inputShapes ?? []
  const total = node.weights?.total ?? 0
  if (total === 0) return []
  const hasBias = node.params?.['useBias'] === true
  const bias = (count: number): RuleLine[] => (hasBias ? [arithmetic(text.bias, formatCount(count))] : [])
  switch (kind) {
    case 'dense': {
      const units = numberOf(node, 'units')
      const from = input.at(-1) ?? 0
      return [
        arithmetic(text.kernels, `${times([from, units])} = ${formatCount(from * units)}`),
        ...bias(units)
      ]
    }
    case 'conv2d': {
      const sides = [
        numberOf(node, 'kernelHeight'),
        numberOf(node, 'kernelWidth'),
        input[2] ?? 0,
        numberOf(node, 'filters')
      ]
      const count = sides.reduce((product, side) => product * side, 1)
      return [
        arithmetic(text.kernels, `${times(sides)} = ${formatCount(count)}`),
        ...bias(numberOf(node, 'filters'))
      ]
    }
    case 'batchNormalization': {
      const channels = input.at(-1) ?? 0
      const count = channels === 0 ? 0 : total / channels
      return [arithmetic(text.perChannel, `${times([count, channels])} = ${formatCount(total)}`)]
    }
    default:
      return []
  }
}

import { ok, type Checked } from '../core/checked.ts'
import { choice, decimal, integer, toggle, type ParamTable, type ParamValues } from '../core/params.ts'
import type { SampleShape } from '../core/schema.ts'
import { attentionDropoutParam, checkAttention, headSize, headsParam } from './attention.ts'
import type { BlockPart } from './layer-definition.ts'

/** Settings that encoder and decoder share. */
export const transformerParams = {
  numHeads: headsParam,
  feedForward: integer({
    label: { en: 'Inner units', zh: '内层单元数' },
    help: {
      en: 'Units of the Dense layer inside the block; often two to four times the features.',
      zh: '块内 Dense 层的单元数，常取特征数的 2 到 4 倍。'
    },
    min: 1,
    max: 65_536,
    default: 128
  }),
  activation: choice({
    label: { en: 'Activation', zh: '激活函数' },
    help: { en: 'The bend between the two inner Dense layers.', zh: '块内两个 Dense 层之间的非线性变换。' },
    options: ['relu', 'gelu', 'swish', 'tanh'],
    default: 'relu'
  }),
  dropout: attentionDropoutParam(0.1),
  normFirst: toggle({
    label: { en: 'Steady first', zh: '先归一化' },
    help: {
      en: 'Normalises before attention and Dense instead of after them. Deep networks then train more steadily.',
      zh: '在注意力和 Dense 之前（而非之后）归一化，深层网络训练更稳定。'
    },
    default: false
  }),
  epsilon: decimal({
    label: { en: 'Epsilon', zh: 'Epsilon（防除零）' },
    help: {
      en: 'Small number added to the variance so that nothing is divided by zero.',
      zh: '加在方差上的小数，防止除以零。'
    },
    min: 1e-12,
    max: 0.1,
    default: 0.000001
  })
} satisfies ParamTable
export type TransformerValues = ParamValues<typeof transformerParams>

/** Shape of a block's output: that of its first input. */
export function transformerShape(
  shapes: readonly SampleShape[],
  layer: string,
  { numHeads }: Pick<TransformerValues, 'numHeads'>
): Checked<SampleShape> {
  const found = checkAttention(shapes, layer)
  if (!found.ok) return found
  const size = headSize(found.value.query[1], numHeads, layer)
  return size.ok ? ok([...found.value.query]) : size
}

/** One half of a block: some layers, a detour around them, and a normalisation before or after both. */
export function withDetour(
  name: string,
  from: string | number,
  work: (from: string | number) => readonly BlockPart[],
  { normFirst, dropout, epsilon }: TransformerValues
): readonly BlockPart[] {
  const norm = (input: string | number): BlockPart => ({
    name: `${name}_norm`,
    kind: 'layerNormalization',
    params: { epsilon },
    inputs: [input]
  })
  const first = normFirst ? [norm(from)] : []
  const worked = work(normFirst ? `${name}_norm` : from)
  const drop: BlockPart = {
    name: `${name}_dropout`,
    kind: 'dropout',
    params: { rate: dropout },
    inputs: [worked.at(-1)?.name ?? from]
  }
  const join: BlockPart = { name: `${name}_add`, kind: 'add', params: {}, inputs: [from, drop.name] }
  return [...first, ...worked, drop, join, ...(normFirst ? [] : [norm(join.name)])]
}

/** Attention of one sequence to itself, or to another. */
export const attentionPart = (
  name: string,
  inputs: readonly (string | number)[],
  features: number,
  { numHeads, dropout }: TransformerValues,
  causal: boolean
): BlockPart => ({
  name,
  kind: 'multiHeadAttention',
  params: { numHeads, keyDim: features / numHeads, dropout, causal },
  inputs
})

/** Two Dense layers, step by step. */
export const feedForwardParts = (
  from: string | number,
  features: number,
  { feedForward, activation }: TransformerValues
): readonly BlockPart[] => [
  { name: 'inner', kind: 'dense', params: { units: feedForward, activation }, inputs: [from] },
  { name: 'outer', kind: 'dense', params: { units: features, activation: 'linear' }, inputs: ['inner'] }
]

export const transformerLabel = ({ numHeads, feedForward }: TransformerValues) => ({
  en: `${numHeads} ${numHeads === 1 ? 'head' : 'heads'} · ${feedForward} inner units`,
  zh: `${numHeads} 头 · 内层 ${feedForward} 个单元`
})

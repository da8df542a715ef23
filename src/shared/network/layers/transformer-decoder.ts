import type { SampleShape } from '../../core/schema.ts'
import { flopsOfParts, weightsOfParts } from '../block-counts.ts'
import { defineLayer, type BlockPart } from '../layer-definition.ts'
import {
  attentionPart,
  feedForwardParts,
  transformerLabel,
  transformerParams,
  transformerShape,
  withDetour,
  type TransformerValues
} from '../transformer-block.ts'
import { transformerParts } from './transformer-encoder.ts'

function expand(shapes: readonly SampleShape[], values: TransformerValues): readonly BlockPart[] {
  const features = shapes[0]?.[1] ?? 0
  const itself = withDetour(
    'self',
    0,
    (from) => [attentionPart('self_attention', [from], features, values, true)],
    values
  )
  const afterSelf = itself.at(-1)?.name ?? 0
  const cross =
    shapes.length < 2
      ? []
      : withDetour(
          'cross',
          afterSelf,
          (from) => [attentionPart('cross_attention', [from, 1], features, values, false)],
          values
        )
  const middle = cross.at(-1)?.name ?? afterSelf
  return [
    ...itself,
    ...cross,
    ...withDetour('dense', middle, (from) => feedForwardParts(from, features, values), values)
  ]
}

/**
 * One block of a Transformer decoder: attention that only looks back, then attention to a second sequence where one
 * is connected, then two Dense layers at each step.
 *
 * Input     [steps, features], and the encoder's sequence where there is one
 * Output    the shape of the first
 * Weights   those of one or two MultiHeadAttention, two Dense and two or three LayerNormalization
 * Problems  network/needs-sequence, network/heads-do-not-divide
 * Source    Vaswani et al. (2017), arXiv:1706.03762; with one input, Radford et al. (2018)
 */
export const transformerDecoder = defineLayer({
  kind: 'transformerDecoder',
  title: 'TransformerDecoder',
  group: 'attention',
  icon: 'layers-plus',
  inputs: 'oneOrTwo',
  params: transformerParams,
  docs: {
    summary: {
      en: 'A Transformer block for writing on: each step looks only at the steps before it, and, with a second connection, at what an encoder read. On export it is written out as plain Keras layers.',
      zh: '用于续写的 Transformer 块：每一步只看前面的步；接上第二个输入时，还会查看编码器读到的内容。导出时会展开成普通的 Keras 层。'
    },
    usual: {
      en: '2 to 6 blocks with one input for a small language model; with the encoder as second input for translation.',
      zh: '小型语言模型用 2 到 6 块、只接一个输入；翻译时把编码器接为第二个输入。'
    }
  },
  describe: (values) => transformerLabel(values),
  inferShape: (shapes, values) => transformerShape(shapes, 'TransformerDecoder', values),
  listWeights: (shapes, values) => weightsOfParts(expand(shapes, values), transformerParts, shapes),
  countFlops: (shapes, values) => flopsOfParts(expand(shapes, values), transformerParts, shapes),
  toKeras: () => {
    throw new Error('A TransformerDecoder is written out before it is built.')
  },
  expand
})

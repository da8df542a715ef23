import type { SampleShape } from '../../core/schema.ts'
import { causalParam } from '../attention.ts'
import { flopsOfParts, weightsOfParts, type PartKinds } from '../block-counts.ts'
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
import { add } from './add.ts'
import { dense } from './dense.ts'
import { dropout } from './dropout.ts'
import { layerNormalization } from './layer-normalization.ts'
import { multiHeadAttention } from './multi-head-attention.ts'

/** The layers that Transformer blocks are made of. */
export const transformerParts = {
  add,
  dense,
  dropout,
  layerNormalization,
  multiHeadAttention
} as unknown as PartKinds

type EncoderValues = TransformerValues & { readonly causal: boolean }

function expand([shape]: readonly SampleShape[], values: EncoderValues): readonly BlockPart[] {
  const features = shape?.[1] ?? 0
  const attended = withDetour(
    'attention',
    0,
    (from) => [attentionPart('attention', [from], features, values, values.causal)],
    values
  )
  const middle = attended.at(-1)?.name ?? 0
  return [
    ...attended,
    ...withDetour('dense', middle, (from) => feedForwardParts(from, features, values), values)
  ]
}

/**
 * One block of a Transformer encoder: attention of the sequence to itself, then two Dense layers at each step,
 * with a detour and a normalisation for each.
 *
 * Input     [steps, features]
 * Output    the same shape, mask included
 * Weights   those of MultiHeadAttention, two Dense and two LayerNormalization
 * Problems  network/needs-sequence, network/heads-do-not-divide
 * Source    Vaswani et al. (2017), arXiv:1706.03762
 */
export const transformerEncoder = defineLayer({
  kind: 'transformerEncoder',
  title: 'TransformerEncoder',
  group: 'attention',
  icon: 'layers',
  inputs: 'one',
  params: { ...transformerParams, causal: causalParam(false) },
  docs: {
    summary: {
      en: 'A whole Transformer block: each step looks at all others, then two Dense layers work on each step. Blocks are stacked one behind another. On export it is written out as plain Keras layers.',
      zh: '一个完整的 Transformer 块：每一步查看所有步，再由两个 Dense 层逐步处理。多个块可以依次堆叠。导出时会展开成普通的 Keras 层。'
    },
    usual: {
      en: '1 to 4 blocks of 2 to 8 heads behind Embedding and PositionEmbedding; then GlobalAveragePooling1D and Dense to classify.',
      zh: '在 Embedding 和 PositionEmbedding 之后堆 1 到 4 块，每块 2 到 8 个头；分类时再接 GlobalAveragePooling1D 和 Dense。'
    }
  },
  describe: (values) => transformerLabel(values),
  inferShape: (shapes, values) => transformerShape(shapes, 'TransformerEncoder', values),
  listWeights: (shapes, values) => weightsOfParts(expand(shapes, values), transformerParts, shapes),
  countFlops: (shapes, values) => flopsOfParts(expand(shapes, values), transformerParts, shapes),
  toKeras: () => {
    throw new Error('A TransformerEncoder is written out before it is built.')
  },
  expand
})

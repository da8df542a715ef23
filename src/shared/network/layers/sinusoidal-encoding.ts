import { ok } from '../../core/checked.ts'
import { defineLayer } from '../layer-definition.ts'
import { addedTable } from '../positions.ts'
import { checkSequence } from '../sequences.ts'

/**
 * Adds sines and cosines of the place to each step, so that attention knows where in the sequence it stands.
 *
 * Input     [steps, features]
 * Output    the same shape, mask included
 * Problems  network/needs-sequence   the input is not a sequence
 * Source    Vaswani et al. (2017), arXiv:1706.03762, section 3.5
 */
export const sinusoidalEncoding = defineLayer({
  kind: 'sinusoidalEncoding',
  title: 'SinusoidalEncoding',
  group: 'attention',
  icon: 'waves-horizontal',
  inputs: 'one',
  params: {},
  docs: {
    summary: {
      en: 'Adds to each step a fixed pattern of waves that stands for its place. Like PositionEmbedding, but nothing has to be learned.',
      zh: '给每一步加上表示其位置的固定波形。作用与 PositionEmbedding 相同，但无需学习。'
    },
    usual: {
      en: 'Directly behind the Embedding, when there are few texts to learn from.',
      zh: '训练文本较少时，直接接在 Embedding 之后。'
    }
  },
  describe: () => ({ en: 'fixed waves', zh: '固定波形' }),
  inferShape: ([shape]) => {
    const sequence = checkSequence(shape, 'SinusoidalEncoding')
    return sequence.ok ? ok([...sequence.value]) : sequence
  },
  countFlops: ([shape]) => (shape ?? []).reduce((product, size) => product * size, 1),
  toKeras: (_params, context) =>
    addedTable(context, {
      className: 'SinusoidalEncoding',
      config: { name: context.name, trainable: true, dtype: 'float32' }
    })
})

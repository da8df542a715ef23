import { ok } from '../../core/checked.ts'
import { kerasUniform } from '../keras-objects.ts'
import { defineLayer } from '../layer-definition.ts'
import { addedTable } from '../positions.ts'
import { checkSequence } from '../sequences.ts'

/**
 * Adds a learned row of numbers to each step, so that attention knows where in the sequence it stands.
 *
 * Input     [steps, features]
 * Output    the same shape, mask included
 * Weights   steps * features
 * Problems  network/needs-sequence   the input is not a sequence
 */
export const positionEmbedding = defineLayer({
  kind: 'positionEmbedding',
  title: 'PositionEmbedding',
  group: 'attention',
  icon: 'list-ordered',
  inputs: 'one',
  params: {},
  docs: {
    summary: {
      en: 'Adds to each step a learned row of numbers that stands for its place. Attention by itself does not know in which order the steps come.',
      zh: '给每一步加上一行可学习的数，表示它的位置。注意力本身并不知道各步的先后次序。'
    },
    usual: {
      en: 'Directly behind the Embedding, before the first attention layer.',
      zh: '直接接在 Embedding 之后、第一个注意力层之前。'
    }
  },
  describe: () => ({ en: 'learned places', zh: '可学习的位置' }),
  inferShape: ([shape]) => {
    const sequence = checkSequence(shape, 'PositionEmbedding')
    return sequence.ok ? ok([...sequence.value]) : sequence
  },
  listWeights: ([shape]) => [{ name: 'positions', shape: [...(shape ?? [])], isTrainable: true }],
  countFlops: ([shape]) => (shape ?? []).reduce((product, size) => product * size, 1),
  toKeras: (_params, context) =>
    addedTable(context, {
      className: 'PositionEmbedding',
      config: {
        name: context.name,
        trainable: true,
        dtype: 'float32',
        initializer: kerasUniform(0.05, context.seed)
      }
    })
})

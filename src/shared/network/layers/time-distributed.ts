import { ok } from '../../core/checked.ts'
import { defineLayer } from '../layer-definition.ts'
import { checkSequence } from '../sequences.ts'
import { dense } from './dense.ts'

/**
 * A Dense layer for each step of a sequence, all with the same weights.
 *
 * Input     [steps, features]
 * Output    [steps, units]
 * Weights   features * units, plus one bias for each unit
 * Problems  network/needs-sequence   the input is not a sequence
 */
export const timeDistributed = defineLayer({
  kind: 'timeDistributed',
  title: 'TimeDistributed',
  group: 'sequence',
  icon: 'rows-4',
  inputs: 'one',
  params: dense.params,
  docs: {
    summary: {
      en: 'Puts the same Dense layer on each step of a sequence, for example to name a class at every step. Dense by itself does the same; this one says it.',
      zh: '对序列的每一步使用同一个 Dense 层，例如在每一步给出一个类别。单独的 Dense 效果相同，用它可以写得更明白。'
    },
    usual: {
      en: 'Behind an LSTM that gives every step, when each step is to have an answer of its own.',
      zh: '放在输出每一步的 LSTM 之后，使每一步都有自己的结果。'
    }
  },
  describe: ({ units, activation }) => ({
    en: `Dense · ${units} ${units === 1 ? 'unit' : 'units'} · ${activation}`,
    zh: `Dense · ${units} 个单元 · ${activation}`
  }),
  inferShape: ([shape], { units }) => {
    const sequence = checkSequence(shape, 'TimeDistributed')
    return sequence.ok ? ok([sequence.value[0], units]) : sequence
  },
  listWeights: (shapes, params) =>
    dense.listWeights(shapes, params).map((weight) => ({ ...weight, group: 'layer' })),
  countFlops: (shapes, params) => dense.countFlops(shapes, params),
  toKeras: (params, context) => {
    const inner = dense.toKeras(params, { ...context, name: 'dense' })
    return {
      className: 'TimeDistributed',
      config: {
        name: context.name,
        trainable: true,
        dtype: 'float32',
        layer: { class_name: inner.className, config: inner.config }
      }
    }
  },
  fromKeras: ({ layer }) => {
    const { config } = layer as { readonly config: Readonly<Record<string, unknown>> }
    const { use_bias: useBias, units, activation } = config
    return { useBias, units, activation }
  }
})

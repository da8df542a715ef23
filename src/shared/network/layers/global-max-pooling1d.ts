import { ok } from '../../core/checked.ts'
import { defineLayer } from '../layer-definition.ts'
import { checkSequence } from '../sequences.ts'

/**
 * The largest number of each feature over all steps. Masked steps count like others, as in Keras.
 *
 * Input     [steps, features]
 * Output    [features]
 * Problems  network/needs-sequence   the input is not a sequence
 */
export const globalMaxPooling1d = defineLayer({
  kind: 'globalMaxPooling1d',
  title: 'GlobalMaxPooling1D',
  group: 'sequence',
  icon: 'chart-bar-big',
  inputs: 'one',
  params: {},
  docs: {
    summary: {
      en: 'Turns a sequence into one row of numbers by taking the largest number of each feature over all steps: whether a pattern occurs anywhere.',
      zh: '对每个特征在所有步上取最大值，把序列变成一行数：表示某种模式是否在任意位置出现过。'
    },
    usual: {
      en: 'Between the last Conv1D and the first Dense.',
      zh: '放在最后一个 Conv1D 与第一个 Dense 之间。'
    }
  },
  describe: () => ({ en: 'largest of all steps', zh: '对所有步取最大' }),
  inferShape: ([shape]) => {
    const sequence = checkSequence(shape, 'GlobalMaxPooling1D')
    return sequence.ok ? ok([sequence.value[1]]) : sequence
  },
  // Comparisons are not counted.
  countFlops: () => 0,
  toKeras: (_params, { name }) => ({
    className: 'GlobalMaxPooling1D',
    config: { name, trainable: true, dtype: 'float32', data_format: 'channels_last', keepdims: false }
  })
})

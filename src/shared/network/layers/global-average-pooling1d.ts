import { ok } from '../../core/checked.ts'
import { defineLayer } from '../layer-definition.ts'
import { checkSequence } from '../sequences.ts'

/**
 * The mean of each feature over all steps that are not masked.
 *
 * Input     [steps, features]
 * Output    [features]; zeros where every step is masked
 * Problems  network/needs-sequence   the input is not a sequence
 */
export const globalAveragePooling1d = defineLayer({
  kind: 'globalAveragePooling1d',
  title: 'GlobalAveragePooling1D',
  group: 'sequence',
  icon: 'chart-no-axes-column',
  inputs: 'one',
  params: {},
  docs: {
    summary: {
      en: 'Turns a sequence into one row of numbers by taking the mean of each feature over all steps. Padding that was masked is left out.',
      zh: '对每个特征在所有步上取平均，把序列变成一行数。被忽略的填充不参与计算。'
    },
    usual: {
      en: 'Between the last attention or Conv1D layer and the first Dense.',
      zh: '放在最后一个注意力层或 Conv1D 与第一个 Dense 之间。'
    }
  },
  describe: () => ({ en: 'mean over all steps', zh: '对所有步取平均' }),
  inferShape: ([shape]) => {
    const sequence = checkSequence(shape, 'GlobalAveragePooling1D')
    return sequence.ok ? ok([sequence.value[1]]) : sequence
  },
  countFlops: ([shape]) => (shape ?? []).reduce((product, size) => product * size, 1),
  toKeras: (_params, { name }) => ({
    className: 'GlobalAveragePooling1D',
    config: { name, trainable: true, dtype: 'float32', data_format: 'channels_last', keepdims: false }
  })
})

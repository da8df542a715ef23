import { fail, ok } from '../../core/checked.ts'
import { integer } from '../../core/params.ts'
import { problem } from '../../problems/catalogue.ts'
import { defineLayer } from '../layer-definition.ts'

/**
 * One row of numbers given again at each step of a sequence.
 *
 * Input     [features]
 * Output    [n, features]
 * Problems  network/needs-row   the input is not one row of numbers
 */
export const repeatVector = defineLayer({
  kind: 'repeatVector',
  title: 'RepeatVector',
  group: 'sequence',
  icon: 'repeat-2',
  inputs: 'one',
  params: {
    n: integer({
      label: { en: 'Steps', zh: '步数' },
      help: { en: 'How many times the row is repeated.', zh: '把这一行数重复多少次。' },
      min: 1,
      max: 4096,
      default: 8
    })
  },
  docs: {
    summary: {
      en: 'Gives the same row of numbers again at every step. It stands between a layer that summed a sequence up and one that writes a new sequence from that.',
      zh: '在每一步都给出同一行数。放在“把序列概括成一行”的层与“据此写出新序列”的层之间。'
    },
    usual: {
      en: 'Between two LSTM layers: the first gives its last step, the second every step.',
      zh: '放在两个 LSTM 之间：前者只输出最后一步，后者输出每一步。'
    }
  },
  describe: ({ n }) => ({ en: `${n} ${n === 1 ? 'time' : 'times'}`, zh: `重复 ${n} 次` }),
  inferShape: ([shape], { n }) =>
    shape?.length === 1
      ? ok([n, shape[0] ?? 0])
      : fail(problem('network/needs-row', { layer: 'RepeatVector', found: (shape ?? []).join(' × ') })),
  countFlops: () => 0,
  toKeras: ({ n }, { name }) => ({
    className: 'RepeatVector',
    config: { name, trainable: true, dtype: 'float32', n }
  })
})

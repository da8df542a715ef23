import { toggle } from '../../core/params.ts'
import { defineLayer } from '../layer-definition.ts'
import {
  recurrentConfig,
  recurrentFlops,
  recurrentLabel,
  recurrentParams,
  recurrentShape,
  recurrentWeights
} from '../recurrent.ts'

/**
 * Gated recurrent unit: two gates (sigmoid) decide at each step how much of the memory is replaced.
 *
 * Input     [steps, features]; masked steps leave the state as it is
 * Output    [units], or [steps, units]
 * Weights   3 * units * (features + units + 1), and 3 * units more with resetAfter; gates in the order update, reset, new
 * Problems  network/needs-sequence   the input is not a sequence
 * Source    Cho et al. (2014), arXiv:1406.1078; resetAfter is its third version, and Keras 3's default
 */
export const gru = defineLayer({
  kind: 'gru',
  title: 'GRU',
  group: 'sequence',
  icon: 'refresh-cw',
  inputs: 'one',
  params: {
    ...recurrentParams,
    resetAfter: toggle({
      label: { en: 'Reset after the product', zh: '乘积之后重置' },
      help: {
        en: 'On: as Keras and most other libraries compute it today. Off: the older form, which TensorFlow.js has as well.',
        zh: '打开：Keras 等多数库现在的算法；关闭：较早的形式，TensorFlow.js 也支持。'
      },
      default: true
    })
  },
  docs: {
    summary: {
      en: 'Reads a sequence step by step and learns how much of its memory to replace. Much like LSTM with a quarter fewer weights.',
      zh: '逐步读取序列，并学习每步替换多少记忆。与 LSTM 相近，但权重少四分之一。'
    },
    usual: {
      en: '32 to 256 units; a good first choice when LSTM is too slow.',
      zh: '32 到 256 个单元；觉得 LSTM 太慢时可先试它。'
    }
  },
  describe: recurrentLabel,
  inferShape: ([shape], values) => recurrentShape(shape, 'GRU', values),
  listWeights: ([shape], { units, resetAfter }) =>
    recurrentWeights(shape, units, { gates: 3, biasRows: resetAfter ? 2 : 1 }),
  countFlops: ([shape], { units }) => recurrentFlops(shape, units, 3),
  toKeras: ({ resetAfter, ...values }, context) => ({
    className: 'GRU',
    config: {
      ...recurrentConfig(values, context),
      recurrent_activation: 'sigmoid',
      reset_after: resetAfter
    }
  })
})

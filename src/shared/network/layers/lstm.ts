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
 * Long short-term memory: three gates (sigmoid) decide at each step what is forgotten, taken in and given out.
 *
 * Input     [steps, features]; masked steps leave the state as it is
 * Output    [units], or [steps, units]
 * Weights   4 * units * (features + units + 1); gates in the order input, forget, cell, output
 * Problems  network/needs-sequence   the input is not a sequence
 * Source    Hochreiter & Schmidhuber (1997), Neural Computation 9; forget gate as in Keras 3
 */
export const lstm = defineLayer({
  kind: 'lstm',
  title: 'LSTM',
  group: 'sequence',
  icon: 'memory-stick',
  inputs: 'one',
  params: {
    ...recurrentParams,
    unitForgetBias: toggle({
      label: { en: 'Remember at first', zh: '初始倾向记住' },
      help: {
        en: 'Starts with the forget gate open (its bias at 1), so that nothing is forgotten before the layer has learned to.',
        zh: '遗忘门一开始是打开的（偏置为 1），在学会遗忘之前先全部记住。'
      },
      default: true
    })
  },
  docs: {
    summary: {
      en: 'Reads a sequence step by step and learns what to remember, what to forget and what to give out. It can carry something over hundreds of steps.',
      zh: '逐步读取序列，并学习该记住什么、忘掉什么、输出什么。它能把信息保留数百步。'
    },
    usual: {
      en: '32 to 256 units. For two in a row, let the first give every step.',
      zh: '32 到 256 个单元。两层相接时，第一层要打开“输出每一步”。'
    }
  },
  describe: recurrentLabel,
  inferShape: ([shape], values) => recurrentShape(shape, 'LSTM', values),
  listWeights: ([shape], { units }) => recurrentWeights(shape, units, { gates: 4 }),
  countFlops: ([shape], { units }) => recurrentFlops(shape, units, 4),
  toKeras: ({ unitForgetBias, ...values }, context) => ({
    className: 'LSTM',
    config: {
      ...recurrentConfig(values, context),
      recurrent_activation: 'sigmoid',
      unit_forget_bias: unitForgetBias
    }
  })
})

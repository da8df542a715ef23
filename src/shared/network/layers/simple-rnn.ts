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
 * The plainest recurrent layer: each step mixes what comes in with the result of the step before.
 *
 * Input     [steps, features]; masked steps leave the state as it is
 * Output    [units], or [steps, units]
 * Weights   features * units, units * units, and one bias for each unit
 * Problems  network/needs-sequence   the input is not a sequence
 */
export const simpleRnn = defineLayer({
  kind: 'simpleRnn',
  title: 'SimpleRNN',
  group: 'sequence',
  icon: 'repeat',
  inputs: 'one',
  params: recurrentParams,
  docs: {
    summary: {
      en: 'Reads a sequence step by step and keeps one row of numbers as its memory. Simple and quick, but it forgets after some ten steps.',
      zh: '逐步读取序列，用一行数作为记忆。简单快速，但大约十步之后就会遗忘。'
    },
    usual: {
      en: '16 to 128 units for short sequences. For longer ones take LSTM or GRU.',
      zh: '短序列用 16 到 128 个单元；较长的序列请用 LSTM 或 GRU。'
    }
  },
  describe: recurrentLabel,
  inferShape: ([shape], values) => recurrentShape(shape, 'SimpleRNN', values),
  listWeights: ([shape], { units }) => recurrentWeights(shape, units, { gates: 1 }),
  countFlops: ([shape], { units }) => recurrentFlops(shape, units, 1),
  toKeras: (values, context) => ({ className: 'SimpleRNN', config: recurrentConfig(values, context) })
})

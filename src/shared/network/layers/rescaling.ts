import { ok } from '../../core/checked.ts'
import { decimal } from '../../core/params.ts'
import { defineLayer } from '../layer-definition.ts'

/**
 * Multiplies every number by one factor and adds another number.
 *
 * Input   any shape
 * Output  the same shape
 */
export const rescaling = defineLayer({
  kind: 'rescaling',
  title: 'Rescaling',
  group: 'shape',
  icon: 'ruler',
  inputs: 'one',
  params: {
    scale: decimal({
      label: { en: 'Factor', zh: '系数' },
      help: { en: 'Every number is multiplied by it.', zh: '每个数都乘以它。' },
      min: -1_000_000,
      max: 1_000_000,
      default: 1
    }),
    offset: decimal({
      label: { en: 'Offset', zh: '偏移' },
      help: { en: 'Added to every number afterwards.', zh: '相乘之后再加上它。' },
      min: -1_000_000,
      max: 1_000_000,
      default: 0
    })
  },
  docs: {
    summary: {
      en: 'Multiplies every number by one factor and adds another, so that it becomes part of the network. Nothing is learned here.',
      zh: '把每个数乘以一个系数再加上一个数，并成为网络的一部分。这一层不学习任何东西。'
    },
    usual: {
      en: 'Seldom needed: the preparation of the data scales already.',
      zh: '很少需要：数据准备阶段通常已经缩放过。'
    }
  },
  describe: ({ scale, offset }) => ({
    en: `× ${scale}${offset === 0 ? '' : ` ${offset < 0 ? '−' : '+'} ${Math.abs(offset)}`}`,
    zh: `× ${scale}${offset === 0 ? '' : ` ${offset < 0 ? '−' : '+'} ${Math.abs(offset)}`}`
  }),
  inferShape: ([shape]) => ok(shape ?? []),
  countFlops: ([shape]) => 2 * (shape ?? []).reduce((product, size) => product * size, 1),
  toKeras: ({ scale, offset }, { name }) => ({
    className: 'Rescaling',
    config: { name, trainable: true, dtype: 'float32', scale, offset }
  })
})

import { fail, ok } from '../../core/checked.ts'
import { problem } from '../../problems/catalogue.ts'
import { defineLayer } from '../layer-definition.ts'

/**
 * All numbers of a sample in one row, the last axis fastest.
 *
 * Input     [height, width, channels] or another shape of two axes and more
 * Output    [product of all sizes]
 * Problems  network/already-flat   the input is one row already (TensorFlow.js refuses it, Keras would pass it on)
 */
export const flatten = defineLayer({
  kind: 'flatten',
  title: 'Flatten',
  group: 'shape',
  icon: 'rows-3',
  inputs: 'one',
  params: {},
  docs: {
    summary: {
      en: 'Lays all numbers of a picture out in one row, so that Dense can follow. Nothing is learned and nothing is lost.',
      zh: '把图像中的所有数排成一行，以便后面接 Dense。不学习任何东西，也不丢失任何信息。'
    },
    usual: {
      en: 'Once, between the last pooling and the first Dense.',
      zh: '只用一次，放在最后一个池化层与第一个 Dense 之间。'
    }
  },
  describe: () => ({ en: 'to one row', zh: '排成一行' }),
  inferShape: ([shape]) =>
    shape === undefined || shape.length < 2
      ? fail(problem('network/already-flat', { count: shape?.[0] ?? 0 }))
      : ok([shape.reduce((product, size) => product * size, 1)]),
  countFlops: () => 0,
  toKeras: (_params, { name }) => ({
    className: 'Flatten',
    config: { name, trainable: true, dtype: 'float32', data_format: 'channels_last' }
  })
})

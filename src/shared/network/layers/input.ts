import { ok } from '../../core/checked.ts'
import { defineLayer } from '../layer-definition.ts'

/**
 * Where the prepared data enter. Every network has exactly one.
 *
 * Input   none from the canvas; the shape of one prepared sample stands in for it
 * Output  that shape
 */
export const input = defineLayer({
  kind: 'input',
  title: 'Input',
  group: 'core',
  icon: 'log-in',
  inputs: 'none',
  params: {},
  docs: {
    summary: {
      en: 'The place where prepared data enter the network. Its shape follows from the data: as many numbers as there are prepared columns, or height × width × channels for images.',
      zh: '准备好的数据从这里进入网络。它的形状由数据决定：表格是准备后的列数，图像是高 × 宽 × 通道数。'
    },
    usual: {
      en: 'A network has exactly one. Everything else follows from it.',
      zh: '每个网络有且只有一个，其余各层都接在它后面。'
    }
  },
  describe: () => ({ en: 'prepared data', zh: '准备好的数据' }),
  inferShape: ([shape]) => {
    if (shape === undefined) throw new Error('The shape of the data is given to Input by whoever asks.')
    return ok(shape)
  },
  countFlops: () => 0,
  toKeras: (_params, { name, inputs }) => ({
    className: 'InputLayer',
    config: { name, dtype: 'float32', sparse: false, batch_shape: [null, ...(inputs[0] ?? [])] }
  })
})

import { ok } from '../../core/checked.ts'
import { text } from '../../core/params.ts'
import { partLabel } from '../input-parts.ts'
import { defineLayer } from '../layer-definition.ts'

/**
 * Where the prepared data enter: one for the whole sample, or one for each part that the data have.
 *
 * Input   none from the canvas; the shape of one prepared sample, or of its part, stands in for it
 * Output  that shape
 */
export const input = defineLayer({
  kind: 'input',
  title: 'Input',
  group: 'core',
  icon: 'log-in',
  inputs: 'none',
  params: {
    part: text({
      label: { en: 'Reads', zh: '读取' },
      help: {
        en: 'Which part of a sample enters here. Each part enters once.',
        zh: '样本的哪一部分从这里进入。每一部分只进入一次。'
      },
      maxLength: 32,
      default: ''
    })
  },
  docs: {
    summary: {
      en: 'The place where prepared data enter the network. Its shape follows from the data: as many numbers as there are prepared columns, or height × width × channels for images.',
      zh: '准备好的数据从这里进入网络。它的形状由数据决定：表格是准备后的列数，图像是高 × 宽 × 通道数。'
    },
    usual: {
      en: 'One. Where the data have several parts, such as a text beside numbers, or question and answer, one for each part that the network is to read.',
      zh: '一个。数据分为几部分时（例如文本和数值，或问题和回答），网络要读取的每一部分各用一个。'
    }
  },
  describe: ({ part }) => (part === '' ? { en: 'prepared data', zh: '准备好的数据' } : partLabel(part)),
  inferShape: ([shape]) => {
    if (shape === undefined) throw new Error('The shape of the data is given to Input by whoever asks.')
    return ok(shape)
  },
  countFlops: () => 0,
  toKeras: (_params, { name, inputs }) => ({
    className: 'InputLayer',
    config: { name, dtype: 'float32', sparse: false, batch_shape: [null, ...(inputs[0] ?? [])] }
  }),
  fromKeras: ({ name }) => (typeof name === 'string' && name !== 'input' ? { part: name } : {})
})

import { ok } from '../../core/checked.ts'
import { checkImage } from '../image-windows.ts'
import { defineLayer } from '../layer-definition.ts'

/**
 * The mean of each channel over the whole image.
 *
 * Input     [height, width, channels]
 * Output    [channels]
 * Problems  network/needs-image   the input is not an image
 */
export const globalAveragePooling2d = defineLayer({
  kind: 'globalAveragePooling2d',
  title: 'GlobalAveragePooling2D',
  group: 'image',
  icon: 'scan-search',
  inputs: 'one',
  params: {},
  docs: {
    summary: {
      en: 'Turns a picture into one row of numbers by taking the mean of each channel. It says how much of each pattern there is, wherever it lies.',
      zh: '对每个通道取平均，把图像变成一行数。它表示每种图案总共有多少，而不管在什么位置。'
    },
    usual: {
      en: 'Instead of Flatten before the last Dense: far fewer weights, and any picture size.',
      zh: '用来代替最后一个 Dense 之前的 Flatten：权重少得多，并适应任意图像大小。'
    }
  },
  describe: () => ({ en: 'mean of each channel', zh: '每个通道取平均' }),
  inferShape: ([shape]) => {
    const image = checkImage(shape, 'GlobalAveragePooling2D')
    return image.ok ? ok([image.value[2]]) : image
  },
  countFlops: ([shape]) => (shape ?? []).reduce((product, size) => product * size, 1),
  toKeras: (_params, { name }) => ({
    className: 'GlobalAveragePooling2D',
    config: { name, trainable: true, dtype: 'float32', data_format: 'channels_last', keepdims: false }
  })
})

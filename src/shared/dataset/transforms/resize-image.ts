import { choice, integer } from '../../core/params.ts'
import { defineImageTransform } from '../transform-definition.ts'

/**
 * Brings all images to one size and one number of channels.
 *
 * Output    [height, width, 1] for grey, [height, width, 3] for colour; the whole image, stretched where its
 *           proportions differ
 * Units     height and width in pixels
 */
export const resizeImage = defineImageTransform({
  kind: 'resizeImage',
  title: { en: 'Resize', zh: '调整尺寸' },
  icon: 'scaling',
  docs: {
    summary: {
      en: 'Brings every image to the same width, height and colours, because a network takes inputs of one shape only.',
      zh: '把所有图像调整为相同的宽、高和颜色通道，因为网络只接受同一形状的输入。'
    },
    usual: {
      en: 'The smallest size at which you can still tell the classes apart: 28 to 64 pixels train fast.',
      zh: '选择仍能分辨各类别的最小尺寸：28 到 64 像素训练较快。'
    }
  },
  params: {
    width: integer({ label: { en: 'Width', zh: '宽' }, unit: 'px', min: 1, max: 1024, default: 64 }),
    height: integer({ label: { en: 'Height', zh: '高' }, unit: 'px', min: 1, max: 1024, default: 64 }),
    channels: choice({
      label: { en: 'Colours', zh: '颜色' },
      options: ['grey', 'rgb'],
      optionLabels: { grey: { en: 'Grey', zh: '灰度' }, rgb: { en: 'Colour (RGB)', zh: '彩色（RGB）' } },
      default: 'rgb'
    })
  },
  describe: ({ width, height, channels }) => ({
    en: `${width} × ${height} ${channels === 'grey' ? 'grey' : 'RGB'}`,
    zh: `${width} × ${height} ${channels === 'grey' ? '灰度' : 'RGB'}`
  })
})

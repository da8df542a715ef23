import { choice } from '../../core/params.ts'
import { defineImageTransform } from '../transform-definition.ts'

/**
 * Maps pixel values from 0 … 255 to a small range.
 *
 * Output    '0to1': value / 255; '-1to1': value / 127.5 - 1
 */
export const rescaleImage = defineImageTransform({
  kind: 'rescaleImage',
  title: { en: 'Rescale', zh: '像素缩放' },
  icon: 'sun-dim',
  docs: {
    summary: {
      en: 'Maps the brightness of each pixel from 0…255 to a small range that networks learn well from.',
      zh: '把每个像素的亮度从 0…255 映射到较小的范围，便于网络学习。'
    },
    usual: {
      en: '0 to 1 for most networks.',
      zh: '多数网络使用 0 到 1。'
    }
  },
  params: {
    range: choice({
      label: { en: 'Range', zh: '范围' },
      options: ['0to1', '-1to1'],
      optionLabels: { '0to1': { en: '0 to 1', zh: '0 到 1' }, '-1to1': { en: '−1 to 1', zh: '−1 到 1' } },
      default: '0to1'
    })
  },
  describe: ({ range }) =>
    range === '0to1' ? { en: '0 to 1', zh: '0 到 1' } : { en: '−1 to 1', zh: '−1 到 1' }
})

/** The line that maps a byte to the network's number: byte · scale + offset. */
export const pixelScales = {
  '0to1': { scale: 1 / 255, offset: 0 },
  '-1to1': { scale: 2 / 255, offset: -1 }
} as const

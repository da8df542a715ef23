import { defineLayer } from '../layer-definition.ts'
import { describePooling, inferPooling, poolingParams, poolingToKeras } from '../pooling.ts'

/**
 * Keeps the largest number of each window.
 *
 * Input     [height, width, channels]; height and width in pixels
 * Output    [rows, columns, channels], by the rule of `placesAlong`
 * Problems  network/needs-image   the input is not an image
 *           network/empty-output  'valid', and the window is larger than the image
 */
export const maxPooling2d = defineLayer({
  kind: 'maxPooling2d',
  title: 'MaxPooling2D',
  group: 'image',
  icon: 'scan',
  inputs: 'one',
  params: poolingParams,
  docs: {
    summary: {
      en: 'Shrinks the picture by keeping only the largest number of each small window. What was found stays, its exact place is forgotten.',
      zh: '每个小窗口只保留最大的数，从而缩小图像。保留“找到了什么”，忽略它的精确位置。'
    },
    usual: {
      en: '2 × 2 with stride 2 after one or two Conv2D layers: half the height, half the width.',
      zh: '在一两个 Conv2D 之后使用 2 × 2、步幅 2：高和宽各减半。'
    }
  },
  describe: describePooling,
  inferShape: ([shape], values) => inferPooling(shape, 'MaxPooling2D', values),
  // Comparisons only: neither multiplications nor additions.
  countFlops: () => 0,
  toKeras: (values, { name }) => poolingToKeras('MaxPooling2D', values, name)
})

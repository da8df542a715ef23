import { defineLayer } from '../layer-definition.ts'
import { describePooling, inferPooling, poolingParams, poolingToKeras } from '../pooling.ts'

/**
 * Keeps the mean of each window; with 'same' padding the added edge does not count.
 *
 * Input     [height, width, channels]; height and width in pixels
 * Output    [rows, columns, channels], by the rule of `placesAlong`
 * Problems  network/needs-image   the input is not an image
 *           network/empty-output  'valid', and the window is larger than the image
 */
export const averagePooling2d = defineLayer({
  kind: 'averagePooling2d',
  title: 'AveragePooling2D',
  group: 'image',
  icon: 'scan',
  inputs: 'one',
  params: poolingParams,
  docs: {
    summary: {
      en: 'Shrinks the picture by keeping the mean of each small window. Smoother than MaxPooling2D: weak signs everywhere count as much as one strong sign.',
      zh: '每个小窗口取平均值，从而缩小图像。比 MaxPooling2D 更平滑：处处微弱的信号与一处强信号同样重要。'
    },
    usual: {
      en: '2 × 2 with stride 2. For most pictures MaxPooling2D is tried first.',
      zh: '2 × 2、步幅 2。大多数图像先尝试 MaxPooling2D。'
    }
  },
  describe: describePooling,
  inferShape: ([shape], values) => inferPooling(shape, 'AveragePooling2D', values),
  countFlops: ([shape], values) => {
    const output = inferPooling(shape, 'AveragePooling2D', values)
    if (!output.ok) return 0
    return output.value.reduce((product, size) => product * size, values.poolHeight * values.poolWidth)
  },
  toKeras: (values, { name }) => poolingToKeras('AveragePooling2D', values, name)
})

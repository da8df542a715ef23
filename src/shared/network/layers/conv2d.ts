import { ok } from '../../core/checked.ts'
import { integer, type ParamValues } from '../../core/params.ts'
import { checkWindow, type ImageWindow } from '../image-windows.ts'
import { kerasInitializer, kerasRegularizer, kerasZeros } from '../keras-objects.ts'
import { defineLayer } from '../layer-definition.ts'
import {
  activationParam,
  biasParam,
  initializerParam,
  kernelHeightParam,
  kernelWidthParam,
  paddingParam,
  strideHeightParam,
  strideWidthParam
} from '../layer-params.ts'

const params = {
  filters: integer({
    label: { en: 'Filters', zh: '卷积核数' },
    help: {
      en: 'How many patterns the layer learns. Each gives one channel of the result.',
      zh: '该层学习多少种图案，每种图案对应输出的一个通道。'
    },
    min: 1,
    max: 4096,
    default: 32
  }),
  kernelHeight: kernelHeightParam,
  kernelWidth: kernelWidthParam,
  strideHeight: strideHeightParam(1),
  strideWidth: strideWidthParam(1),
  padding: paddingParam,
  activation: activationParam('relu'),
  useBias: biasParam,
  kernelInitializer: initializerParam
}

const windowOf = (values: ParamValues<typeof params>): ImageWindow => ({
  height: values.kernelHeight,
  width: values.kernelWidth,
  strideHeight: values.strideHeight,
  strideWidth: values.strideWidth,
  padding: values.padding
})

/**
 * Convolution over an image: `filters` learned kernels slide across height and width.
 *
 * Input     [height, width, channels]; height and width in pixels
 * Output    [rows, columns, filters], by the rule of `placesAlong`
 * Weights   kernelHeight * kernelWidth * channels * filters, plus one bias for each filter
 * Problems  network/needs-image   the input is not an image
 *           network/empty-output  'valid', and the kernel is larger than the image
 */
export const conv2d = defineLayer({
  kind: 'conv2d',
  title: 'Conv2D',
  group: 'image',
  icon: 'grid-3x3',
  inputs: 'one',
  params,
  docs: {
    summary: {
      en: 'Slides small windows over the picture. Each learns one pattern, such as an edge or a corner, and marks where it finds it.',
      zh: '让一组小窗口在图像上滑动。每个窗口学习一种图案，例如边缘或拐角，并标出它出现的位置。'
    },
    usual: {
      en: '16 to 128 filters, doubled after each pooling; 3 × 3 almost always.',
      zh: '16 到 128 个卷积核，每次池化后加倍；窗口几乎总是 3 × 3。'
    }
  },
  describe: ({ filters, kernelHeight, kernelWidth, activation }) => ({
    en: `${filters} ${filters === 1 ? 'filter' : 'filters'} · ${kernelHeight} × ${kernelWidth} · ${activation}`,
    zh: `${filters} 个卷积核 · ${kernelHeight} × ${kernelWidth} · ${activation}`
  }),
  inferShape: ([shape], values) => {
    const found = checkWindow(shape, 'Conv2D', windowOf(values))
    return found.ok ? ok([found.value.rows, found.value.columns, values.filters]) : found
  },
  listWeights: ([shape], { filters, kernelHeight, kernelWidth, useBias }) => [
    { name: 'kernel', shape: [kernelHeight, kernelWidth, shape?.[2] ?? 0, filters], isTrainable: true },
    ...(useBias ? [{ name: 'bias', shape: [filters], isTrainable: true }] : [])
  ],
  countFlops: ([shape], values) => {
    const found = checkWindow(shape, 'Conv2D', windowOf(values))
    if (!found.ok) return 0
    const { rows, columns, channels } = found.value
    return 2 * rows * columns * values.filters * values.kernelHeight * values.kernelWidth * channels
  },
  toKeras: (values, { name, seed, regularization }) => ({
    className: 'Conv2D',
    config: {
      name,
      trainable: true,
      dtype: 'float32',
      filters: values.filters,
      kernel_size: [values.kernelHeight, values.kernelWidth],
      strides: [values.strideHeight, values.strideWidth],
      padding: values.padding,
      data_format: 'channels_last',
      dilation_rate: [1, 1],
      groups: 1,
      activation: values.activation,
      use_bias: values.useBias,
      kernel_initializer: kerasInitializer(values.kernelInitializer, seed),
      bias_initializer: kerasZeros,
      kernel_regularizer: kerasRegularizer(regularization),
      bias_regularizer: null,
      activity_regularizer: null,
      kernel_constraint: null,
      bias_constraint: null
    }
  })
})

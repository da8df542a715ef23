import { ok } from '../../core/checked.ts'
import { choice, integer } from '../../core/params.ts'
import { kerasInitializer, kerasRegularizer, kerasZeros } from '../keras-objects.ts'
import { defineLayer } from '../layer-definition.ts'
import { activationParam, biasParam, initializerParam } from '../layer-params.ts'
import { checkStepWindow, windowFromKeras } from '../step-windows.ts'

const params = {
  filters: integer({
    label: { en: 'Filters', zh: '卷积核数' },
    help: {
      en: 'How many patterns the layer learns. Each gives one feature of the result.',
      zh: '该层学习多少种模式，每种模式对应输出的一个特征。'
    },
    min: 1,
    max: 4096,
    default: 64
  }),
  kernelSize: integer({
    label: { en: 'Window', zh: '窗口' },
    help: { en: 'How many steps a pattern spans.', zh: '一种模式跨越多少步。' },
    min: 1,
    max: 1024,
    default: 3
  }),
  strides: integer({
    label: { en: 'Stride', zh: '步幅' },
    help: { en: 'How many steps the window moves at a time.', zh: '窗口每次移动多少步。' },
    min: 1,
    max: 1024,
    default: 1
  }),
  padding: choice({
    label: { en: 'Padding', zh: '填充' },
    help: {
      en: '"valid" keeps the window inside the sequence, so the result is shorter. "same" adds zeros at both ends. "causal" adds them at the start only, so that no step sees later ones.',
      zh: '“valid”让窗口始终在序列内，输出会变短；“same”在两端补零；“causal”只在开头补零，使每一步都看不到后面的步。'
    },
    options: ['valid', 'same', 'causal'],
    default: 'valid'
  }),
  activation: activationParam('relu'),
  useBias: biasParam,
  kernelInitializer: initializerParam
}

/**
 * Convolution along a sequence: `filters` learned windows slide over its steps.
 *
 * Input     [steps, features]
 * Output    [places of the window, filters], by the rule of `placesAlong`
 * Weights   kernelSize * features * filters, plus one bias for each filter
 * Problems  network/needs-sequence   the input is not a sequence
 *           network/window-too-long  'valid', and the window is longer than the sequence
 */
export const conv1d = defineLayer({
  kind: 'conv1d',
  title: 'Conv1D',
  group: 'sequence',
  icon: 'audio-waveform',
  inputs: 'one',
  params,
  docs: {
    summary: {
      en: 'Slides short windows along a sequence. Each learns one pattern, such as a turn of phrase or a rise and fall, and marks where it finds it. Much quicker than LSTM.',
      zh: '让一组短窗口沿序列滑动。每个窗口学习一种模式，例如一个短语或一次起伏，并标出它出现的位置。比 LSTM 快得多。'
    },
    usual: {
      en: '32 to 256 filters over 3 to 7 steps, then pooling.',
      zh: '32 到 256 个卷积核，跨 3 到 7 步，之后接池化。'
    }
  },
  describe: ({ filters, kernelSize, activation }) => ({
    en: `${filters} ${filters === 1 ? 'filter' : 'filters'} · ${kernelSize} steps · ${activation}`,
    zh: `${filters} 个卷积核 · ${kernelSize} 步 · ${activation}`
  }),
  inferShape: ([shape], { kernelSize, strides, padding, filters }) => {
    const found = checkStepWindow(shape, 'Conv1D', { size: kernelSize, stride: strides, padding })
    return found.ok ? ok([found.value[0], filters]) : found
  },
  listWeights: ([shape], { filters, kernelSize, useBias }) => [
    { name: 'kernel', shape: [kernelSize, shape?.[1] ?? 0, filters], isTrainable: true },
    ...(useBias ? [{ name: 'bias', shape: [filters], isTrainable: true }] : [])
  ],
  countFlops: ([shape], { kernelSize, strides, padding, filters }) => {
    const found = checkStepWindow(shape, 'Conv1D', { size: kernelSize, stride: strides, padding })
    return found.ok ? 2 * found.value[0] * filters * kernelSize * found.value[1] : 0
  },
  toKeras: (values, { name, seed, regularization }) => ({
    className: 'Conv1D',
    config: {
      name,
      trainable: true,
      dtype: 'float32',
      filters: values.filters,
      kernel_size: [values.kernelSize],
      strides: [values.strides],
      padding: values.padding,
      data_format: 'channels_last',
      dilation_rate: [1],
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
  }),
  fromKeras: windowFromKeras
})

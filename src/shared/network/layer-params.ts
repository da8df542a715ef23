import { choice, integer, toggle, type Label } from '../core/params.ts'

/**
 * Activations that TensorFlow.js 4.22 and Keras 3 both have under one name and compute alike.
 * Left out: hardSigmoid (the two have different slopes) and logSoftmax (not one of our losses' outputs).
 */
export const activationNames = [
  'linear',
  'relu',
  'relu6',
  'elu',
  'selu',
  'gelu',
  'swish',
  'mish',
  'softplus',
  'softsign',
  'tanh',
  'sigmoid',
  'softmax'
] as const
export type ActivationName = (typeof activationNames)[number]

/** Start values that both libraries have. */
const initializerNames = ['glorotUniform', 'glorotNormal', 'heUniform', 'heNormal', 'lecunNormal'] as const
export type InitializerName = (typeof initializerNames)[number]

const activationLabels: Partial<Record<ActivationName, Label>> = {
  linear: { en: 'linear (none)', zh: 'linear（无）' }
}

const initializerLabels: Record<InitializerName, Label> = {
  glorotUniform: { en: 'Glorot uniform', zh: 'Glorot 均匀分布' },
  glorotNormal: { en: 'Glorot normal', zh: 'Glorot 正态分布' },
  heUniform: { en: 'He uniform', zh: 'He 均匀分布' },
  heNormal: { en: 'He normal', zh: 'He 正态分布' },
  lecunNormal: { en: 'LeCun normal', zh: 'LeCun 正态分布' }
}

export const activationParam = (preset: ActivationName) =>
  choice({
    label: { en: 'Activation', zh: '激活函数' },
    help: {
      en: 'The bend put on each output number. Without one, several layers in a row are no stronger than a single layer.',
      zh: '对每个输出值做的非线性变换。没有它，多层相连与只有一层效果相同。'
    },
    options: activationNames,
    optionLabels: activationLabels,
    default: preset
  })

export const initializerParam = choice({
  label: { en: 'Start values', zh: '初始值' },
  help: {
    en: 'How the weights are drawn before training starts. Glorot suits most activations, He suits relu, LeCun suits selu.',
    zh: '训练开始前权重的随机方式。Glorot 适合大多数激活函数，He 适合 relu，LeCun 适合 selu。'
  },
  options: initializerNames,
  optionLabels: initializerLabels,
  default: 'glorotUniform'
})

export const biasParam = toggle({
  label: { en: 'Bias', zh: '偏置' },
  help: {
    en: 'Adds one learned number to each output.',
    zh: '为每个输出加上一个可学习的数。'
  },
  default: true
})

export const paddingParam = choice({
  label: { en: 'Padding', zh: '填充' },
  help: {
    en: '"valid" keeps the window inside the picture, so the result is smaller. "same" adds zeros around the edge, so the size changes only with the stride.',
    zh: '“valid”让窗口始终在图像内，输出会变小；“same”在边缘补零，输出大小只随步幅变化。'
  },
  options: ['valid', 'same'],
  default: 'valid'
})

const windowHelp: Label = {
  en: 'Size of the window that slides over the picture, in pixels.',
  zh: '在图像上滑动的窗口大小，单位为像素。'
}

const strideHelp: Label = {
  en: 'How far the window moves at each step, in pixels.',
  zh: '窗口每次移动的距离，单位为像素。'
}

export const kernelHeightParam = integer({
  label: { en: 'Kernel height', zh: '卷积核高度' },
  help: windowHelp,
  unit: 'px',
  min: 1,
  max: 63,
  default: 3
})
export const kernelWidthParam = integer({
  ...kernelHeightParam,
  label: { en: 'Kernel width', zh: '卷积核宽度' }
})

export const poolHeightParam = integer({
  label: { en: 'Window height', zh: '窗口高度' },
  help: windowHelp,
  unit: 'px',
  min: 1,
  max: 63,
  default: 2
})
export const poolWidthParam = integer({ ...poolHeightParam, label: { en: 'Window width', zh: '窗口宽度' } })

export const strideHeightParam = (preset: number) =>
  integer({
    label: { en: 'Stride down', zh: '纵向步幅' },
    help: strideHelp,
    unit: 'px',
    min: 1,
    max: 63,
    default: preset
  })
export const strideWidthParam = (preset: number) =>
  integer({ ...strideHeightParam(preset), label: { en: 'Stride across', zh: '横向步幅' } })

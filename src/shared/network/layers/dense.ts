import { fail, ok } from '../../core/checked.ts'
import { integer } from '../../core/params.ts'
import { problem } from '../../problems/catalogue.ts'
import { kerasInitializer, kerasRegularizer, kerasZeros } from '../keras-objects.ts'
import { defineLayer } from '../layer-definition.ts'
import { activationParam, biasParam, initializerParam } from '../layer-params.ts'

/**
 * Fully connected layer: every output is a weighted sum of all inputs, plus a bias, bent by the activation.
 *
 * Input     [features], or [steps, features]: each step for itself, all with the same weights
 * Output    [units], or [steps, units]
 * Weights   features * units, plus one bias for each unit
 * Problems  network/needs-row   the input is an image, not one row of numbers
 */
export const dense = defineLayer({
  kind: 'dense',
  title: 'Dense',
  group: 'core',
  icon: 'waypoints',
  inputs: 'one',
  params: {
    units: integer({
      label: { en: 'Units', zh: '单元数' },
      help: {
        en: 'How many numbers the layer gives out. The last layer needs one for each class, or one for a value.',
        zh: '该层输出多少个数。最后一层应等于类别数；预测数值时为 1。'
      },
      min: 1,
      max: 65536,
      default: 64
    }),
    activation: activationParam('relu'),
    useBias: biasParam,
    kernelInitializer: initializerParam
  },
  docs: {
    summary: {
      en: 'Connects every incoming number with every unit. Each unit learns its own mixture of all inputs, so the layer can find any combination of features.',
      zh: '把每个输入值与每个单元相连。每个单元学习一种对全部输入的加权组合，因此能发现特征之间的任意组合。'
    },
    usual: {
      en: '16 to 256 units with relu inside the network. At the end: one unit for each class with softmax, or a single linear unit for a value.',
      zh: '网络中间常用 16 到 256 个单元配 relu；末层每个类别一个单元配 softmax，预测数值则用 1 个线性单元。'
    }
  },
  describe: ({ units, activation }) => ({
    en: `${units} ${units === 1 ? 'unit' : 'units'} · ${activation}`,
    zh: `${units} 个单元 · ${activation}`
  }),
  inferShape: ([shape], { units }) =>
    shape?.length === 1 || shape?.length === 2
      ? ok([...shape.slice(0, -1), units])
      : fail(problem('network/needs-row', { layer: 'Dense', found: (shape ?? []).join(' × ') })),
  listWeights: ([shape], { units, useBias }) => [
    { name: 'kernel', shape: [shape?.at(-1) ?? 0, units], isTrainable: true },
    ...(useBias ? [{ name: 'bias', shape: [units], isTrainable: true }] : [])
  ],
  countFlops: ([shape], { units }) => 2 * (shape ?? []).reduce((product, size) => product * size, 1) * units,
  toKeras: ({ units, activation, useBias, kernelInitializer }, { name, seed, regularization }) => ({
    className: 'Dense',
    config: {
      name,
      trainable: true,
      dtype: 'float32',
      units,
      activation,
      use_bias: useBias,
      kernel_initializer: kerasInitializer(kernelInitializer, seed),
      bias_initializer: kerasZeros,
      kernel_regularizer: kerasRegularizer(regularization),
      bias_regularizer: null,
      activity_regularizer: null,
      kernel_constraint: null,
      bias_constraint: null
    }
  })
})

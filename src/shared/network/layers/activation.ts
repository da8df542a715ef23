import { ok } from '../../core/checked.ts'
import { defineLayer } from '../layer-definition.ts'
import { activationParam } from '../layer-params.ts'

/**
 * An activation as a layer of its own; softmax works along the last axis.
 *
 * Input   any shape
 * Output  the same shape
 */
export const activation = defineLayer({
  kind: 'activation',
  title: 'Activation',
  group: 'core',
  icon: 'spline',
  inputs: 'one',
  params: { activation: activationParam('relu') },
  docs: {
    summary: {
      en: 'Puts a bend on each number, such as relu, which sets negative numbers to 0. Only needed apart when something lies between a layer and its activation.',
      zh: '对每个数做非线性变换，例如 relu 把负数变为 0。只有当某层与其激活函数之间还有别的层时才需要单独使用。'
    },
    usual: {
      en: 'After BatchNormalization or Add; elsewhere use the activation setting of the layer itself.',
      zh: '放在 BatchNormalization 或 Add 之后；其他情况直接用各层自带的激活函数设置。'
    }
  },
  describe: ({ activation }) => ({ en: activation, zh: activation }),
  inferShape: ([shape]) => ok(shape ?? []),
  // What an activation costs differs from machine to machine; by custom it is not counted.
  countFlops: () => 0,
  toKeras: ({ activation }, { name }) => ({
    className: 'Activation',
    config: { name, trainable: true, dtype: 'float32', activation }
  })
})

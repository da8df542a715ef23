import { fail, ok, type Checked } from '../../core/checked.ts'
import { text } from '../../core/params.ts'
import type { SampleShape } from '../../core/schema.ts'
import { problem } from '../../problems/catalogue.ts'
import { defineLayer } from '../layer-definition.ts'

/** Places of the axes, counted from 1, as they are typed: `2, 1`. */
function readOrder(shape: SampleShape, written: string): Checked<readonly number[]> {
  const order = written
    .split(/[\s,，、]+/u)
    .filter(Boolean)
    .map(Number)
  const isOrder = [...order].sort((a, b) => a - b).every((place, index) => place === index + 1)
  return isOrder && order.length === shape.length
    ? ok(order)
    : fail(
        problem('network/not-an-order', {
          layer: 'Permute',
          found: written,
          shape: shape.join(' × '),
          example: shape.map((_, index) => shape.length - index).join(', ')
        })
      )
}

/**
 * The same numbers with their axes in another order.
 *
 * Input     any shape of two axes and more
 * Output    its sizes in the written order
 * Problems  network/not-an-order   the order does not name each axis once
 */
export const permute = defineLayer({
  kind: 'permute',
  title: 'Permute',
  group: 'shape',
  icon: 'arrow-left-right',
  inputs: 'one',
  params: {
    dims: text({
      label: { en: 'Order of axes', zh: '轴的顺序' },
      help: {
        en: 'Places of the axes counted from 1, such as 2, 1 to swap steps and features.',
        zh: '各轴的位置，从 1 开始数；例如“2, 1”表示交换步与特征。'
      },
      maxLength: 20,
      default: '2, 1'
    })
  },
  docs: {
    summary: {
      en: 'Swaps the axes: what were steps become features, and the other way round. Nothing is learned and nothing is lost.',
      zh: '交换各轴：原来的步变成特征，特征变成步。不学习任何东西，也不丢失任何信息。'
    },
    usual: {
      en: '2, 1 before a Dense that is to work along the steps.',
      zh: '想让 Dense 沿步的方向计算时，用“2, 1”。'
    }
  },
  describe: ({ dims }) => ({ en: `axes ${dims}`, zh: `轴 ${dims}` }),
  inferShape: ([shape = []], { dims }) => {
    const order = readOrder(shape, dims)
    return order.ok ? ok(order.value.map((place) => shape[place - 1] ?? 0)) : order
  },
  countFlops: () => 0,
  toKeras: ({ dims }, { name, inputs }) => {
    const order = readOrder(inputs[0] ?? [], dims)
    return {
      className: 'Permute',
      config: { name, trainable: true, dtype: 'float32', dims: order.ok ? order.value : [] }
    }
  }
})

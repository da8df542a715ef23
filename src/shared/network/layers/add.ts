import { fail, ok } from '../../core/checked.ts'
import { problem } from '../../problems/catalogue.ts'
import { defineLayer } from '../layer-definition.ts'

/**
 * Sum of several inputs, number by number.
 *
 * Input     two or more, all of one shape
 * Output    that shape
 * Problems  network/shapes-differ   the shapes are not all the same
 */
export const add = defineLayer({
  kind: 'add',
  title: 'Add',
  group: 'merge',
  icon: 'circle-plus',
  inputs: 'many',
  params: {},
  docs: {
    summary: {
      en: 'Adds two or more branches number by number. With a branch that goes around some layers, it lets deep networks learn more easily.',
      zh: '把两个或多个分支逐个数相加。让一个分支绕过若干层再相加，可使深层网络更容易学习。'
    },
    usual: {
      en: 'Joins a detour of two Conv2D layers with the path around them. All branches need the same shape.',
      zh: '把经过两个 Conv2D 的支路与绕过它们的支路相加。各分支形状必须相同。'
    }
  },
  describe: () => ({ en: 'number by number', zh: '逐个数相加' }),
  inferShape: (shapes) => {
    const [first, ...others] = shapes
    const other = others.find((shape) => shape.join() !== first?.join())
    return first === undefined || other !== undefined
      ? fail(
          problem('network/shapes-differ', {
            first: (first ?? []).join(' × '),
            other: (other ?? []).join(' × ')
          })
        )
      : ok(first)
  },
  countFlops: (shapes) =>
    (shapes.length - 1) * (shapes[0] ?? []).reduce((product, size) => product * size, 1),
  toKeras: (_params, { name }) => ({ className: 'Add', config: { name, trainable: true, dtype: 'float32' } })
})

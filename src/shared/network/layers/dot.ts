import { fail, ok, type Checked } from '../../core/checked.ts'
import { choice, toggle } from '../../core/params.ts'
import type { SampleShape } from '../../core/schema.ts'
import { problem } from '../../problems/catalogue.ts'
import { defineLayer } from '../layer-definition.ts'

type Along = 'features' | 'steps' | 'product'

/** Axes that are multiplied and summed up, counted from 1, of each of the two inputs. */
function axesOf(along: Along, first: SampleShape, second: SampleShape): readonly [number, number] {
  if (along === 'features') return [first.length, second.length]
  return along === 'steps' ? [1, 1] : [first.length, 1]
}

/** Sizes of both inputs without the axes that are summed up; one number is left where none is. */
function inferProduct(shapes: readonly SampleShape[], along: Along): Checked<SampleShape> {
  const [first = [], second = []] = shapes
  const [axisOfFirst, axisOfSecond] = axesOf(along, first, second)
  const isFit = first.length <= 2 && second.length <= 2 && first[axisOfFirst - 1] === second[axisOfSecond - 1]
  if (!isFit) {
    return fail(problem('network/cannot-multiply', { first: first.join(' × '), other: second.join(' × ') }))
  }
  const left = [
    ...first.filter((_, index) => index !== axisOfFirst - 1),
    ...second.filter((_, index) => index !== axisOfSecond - 1)
  ]
  return ok(left.length === 0 ? [1] : left)
}

/**
 * Products of two inputs, summed up along one axis of each.
 *
 * Input     two rows of numbers or sequences, of one size along those axes
 * Output    the remaining sizes of the first, then those of the second; [1] for two rows
 * Problems  network/cannot-multiply   the sizes along the axes differ, or an input is a picture
 */
export const dot = defineLayer({
  kind: 'dot',
  title: 'Dot',
  group: 'merge',
  icon: 'circle-x',
  inputs: 'two',
  params: {
    along: choice({
      label: { en: 'Sum up along', zh: '求和方向' },
      help: {
        en: 'Features: each step of the first with each step of the second. Steps: each feature with each feature. Product: features of the first with steps of the second.',
        zh: '特征：第一个输入的每一步与第二个的每一步相乘；步：特征与特征相乘；矩阵乘积：第一个的特征与第二个的步相乘。'
      },
      options: ['features', 'steps', 'product'],
      optionLabels: {
        features: { en: 'features', zh: '特征' },
        steps: { en: 'steps', zh: '步' },
        product: { en: 'matrix product', zh: '矩阵乘积' }
      },
      default: 'features'
    }),
    normalize: toggle({
      label: { en: 'Bring to length 1', zh: '归一化长度' },
      help: {
        en: 'Brings both inputs to length 1 first, so that the result is the cosine between them, from -1 to 1.',
        zh: '先把两个输入的长度化为 1，结果就是它们夹角的余弦，介于 -1 与 1 之间。'
      },
      default: false
    })
  },
  docs: {
    summary: {
      en: 'Multiplies two inputs number by number and sums up: how alike they are. Nothing is learned here.',
      zh: '把两个输入逐个数相乘再求和：表示它们有多相似。这一层不学习任何东西。'
    },
    usual: {
      en: 'Compares two branches, for example a question with an answer; brought to length 1 for that.',
      zh: '用来比较两个分支，例如问题与答案；此时打开“归一化长度”。'
    }
  },
  describe: ({ along, normalize }) => ({
    en: `${normalize ? 'cosine · ' : ''}along ${along === 'product' ? 'features and steps' : along}`,
    zh: `${normalize ? '余弦 · ' : ''}${{ features: '沿特征', steps: '沿步', product: '矩阵乘积' }[along]}`
  }),
  inferShape: (shapes, { along }) => inferProduct(shapes, along),
  countFlops: (shapes, { along }) => {
    const [first = [], second = []] = shapes
    const output = inferProduct(shapes, along)
    const length = first[axesOf(along, first, second)[0] - 1] ?? 0
    return output.ok ? 2 * length * output.value.reduce((product, size) => product * size, 1) : 0
  },
  toKeras: ({ along, normalize }, { name, inputs }) => ({
    className: 'Dot',
    config: {
      name,
      trainable: true,
      dtype: 'float32',
      axes: axesOf(along, inputs[0] ?? [], inputs[1] ?? []),
      normalize
    },
    call: { inputs: 'list' }
  }),
  fromKeras: ({ axes, normalize }) => {
    const [first, second] = axes as readonly number[]
    return {
      along: first === 1 && second === 1 ? 'steps' : first === second ? 'features' : 'product',
      normalize
    }
  }
})

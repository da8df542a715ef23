import { words } from './words.ts'

/** Worth knowing, but no reason to refuse a network. */
export const networkAdvice = {
  'network/edge-dropped': words<{
    what: string
    whatZh: string
    stride: number
    size: number
    output: string
  }>({
    en: ({ what, stride, size, output }) => ({
      message: `${size} does not divide by ${stride}, so the last ${what} dropped.`,
      fix: `With padding "same" the output becomes ${output}.`
    }),
    zh: ({ whatZh, stride, size, output }) => ({
      message: `${size} 不能被 ${stride} 整除，因此最后的${whatZh}会被舍弃。`,
      fix: `将填充设为“same”后，输出为 ${output}。`
    })
  }),
  'network/part-unread': words<{ part: string; partZh: string }>({
    en: ({ part }) => ({
      message: `No Input reads “${part}”, so the network learns nothing from it.`,
      fix: 'Add an Input that reads it and join it to the rest, or let those columns be ignored in the data.'
    }),
    zh: ({ partZh }) => ({
      message: `没有任何 Input 读取“${partZh}”，网络无法从中学习。`,
      fix: '请添加一个读取它的 Input 并接入网络，或在数据中忽略相应的列。'
    })
  }),
  'network/softmax-inside': words<{ layer: string }>({
    en: ({ layer }) => ({
      message: `${layer} uses softmax inside the network, which makes its numbers add up to 1 and usually slows learning.`,
      fix: 'Use relu here; softmax belongs to the last layer.'
    }),
    zh: ({ layer }) => ({
      message: `${layer} 在网络中间使用了 softmax，它使各数之和为 1，通常会让学习变慢。`,
      fix: '请在此处使用 relu；softmax 应放在末层。'
    })
  }),
  'network/linear-stack': words<{ layer: string; next: string }>({
    en: ({ layer, next }) => ({
      message: `Between ${layer} and ${next} there is no activation, so together they can do no more than one layer.`,
      fix: `Give ${layer} an activation such as relu.`
    }),
    zh: ({ layer, next }) => ({
      message: `${layer} 与 ${next} 之间没有激活函数，两层合起来并不比一层强。`,
      fix: `请为 ${layer} 设置激活函数，例如 relu。`
    })
  }),
  'network/output-not-linear': words<{ layer: string; activation: string }>({
    en: ({ layer, activation }) => ({
      message: `The last layer, ${layer}, uses ${activation}, so some values can never be predicted.`,
      fix: 'Use linear, unless all true values lie in its range.'
    }),
    zh: ({ layer, activation }) => ({
      message: `末层 ${layer} 使用了 ${activation}，因此有些数值永远无法预测出来。`,
      fix: '请使用 linear，除非所有真实值都在其取值范围内。'
    })
  }),
  'network/bottleneck': words<{ layer: string; units: number; classCount: number }>({
    en: ({ layer, units, classCount }) => ({
      message: `${layer} passes on ${units} ${units === 1 ? 'number' : 'numbers'}, fewer than the ${classCount} classes to be told apart.`,
      fix: `Use at least ${classCount} units.`
    }),
    zh: ({ layer, units, classCount }) => ({
      message: `${layer} 只传递 ${units} 个数，少于需要区分的 ${classCount} 个类别。`,
      fix: `请至少使用 ${classCount} 个单元。`
    })
  })
} as const

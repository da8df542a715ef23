import { words } from './words.ts'

const isRow = (shape: string): boolean => !shape.includes('×')

/** What a shape is, by the number of its sizes. */
export function shapeWords(shape: string): { readonly en: string; readonly zh: string } {
  const rank = shape.split('×').length
  if (rank === 1) return { en: `one row of ${shape} numbers`, zh: `一行 ${shape} 个数` }
  return rank === 2
    ? { en: `a sequence of ${shape}`, zh: ` ${shape} 的序列` }
    : { en: `a picture of ${shape}`, zh: ` ${shape} 的图像` }
}

/** What a single layer's settings and inputs can be wrong in. */
export const networkLayerProblems = {
  'network/param-out-of-range': words<{
    layer: string
    param: string
    paramZh: string
    min: number
    max: number
    found: string
  }>({
    en: ({ layer, param, min, max, found }) => ({
      message: `${param} of ${layer} must be from ${min} to ${max}, not ${found}.`,
      fix: `Enter a value from ${min} to ${max}.`
    }),
    zh: ({ layer, paramZh, min, max, found }) => ({
      message: `${layer} 的“${paramZh}”应在 ${min} 到 ${max} 之间，现在是 ${found}。`,
      fix: `请输入 ${min} 到 ${max} 之间的值。`
    })
  }),
  'network/param-not-whole': words<{ layer: string; param: string; paramZh: string; found: string }>({
    en: ({ layer, param, found }) => ({
      message: `${param} of ${layer} must be a whole number, not ${found}.`,
      fix: 'Enter a whole number.'
    }),
    zh: ({ layer, paramZh, found }) => ({
      message: `${layer} 的“${paramZh}”应为整数，现在是 ${found}。`,
      fix: '请输入整数。'
    })
  }),
  'network/param-not-a-number': words<{ layer: string; param: string; paramZh: string; found: string }>({
    en: ({ layer, param, found }) => ({
      message: `${param} of ${layer} must be a number, not ${found}.`,
      fix: 'Enter a number.'
    }),
    zh: ({ layer, paramZh, found }) => ({
      message: `${layer} 的“${paramZh}”应为数字，现在是 ${found}。`,
      fix: '请输入数字。'
    })
  }),
  'network/param-not-an-option': words<{
    layer: string
    param: string
    paramZh: string
    options: string
    found: string
  }>({
    en: ({ layer, param, options, found }) => ({
      message: `${param} of ${layer} must be one of ${options}, not ${found}.`,
      fix: 'Choose one of these.'
    }),
    zh: ({ layer, paramZh, options, found }) => ({
      message: `${layer} 的“${paramZh}”应为以下之一：${options}；现在是 ${found}。`,
      fix: '请从中选择一个。'
    })
  }),
  'network/param-not-yes-or-no': words<{ layer: string; param: string; paramZh: string; found: string }>({
    en: ({ layer, param, found }) => ({
      message: `${param} of ${layer} must be true or false, not ${found}.`,
      fix: 'Put true or false there.'
    }),
    zh: ({ layer, paramZh, found }) => ({
      message: `${layer} 的“${paramZh}”应为 true 或 false，现在是 ${found}。`,
      fix: '请改为 true 或 false。'
    })
  }),
  'network/unknown-param': words<{ layer: string; param: string; known: string }>({
    en: ({ layer, param, known }) => ({
      message: `${layer} has no setting called "${param}".`,
      fix: known === '' ? 'Remove it; this layer has no settings.' : `Remove it, or use one of ${known}.`
    }),
    zh: ({ layer, param, known }) => ({
      message: `${layer} 没有名为“${param}”的设置。`,
      fix: known === '' ? '请删除它；该层没有设置。' : `请删除它，或使用以下之一：${known}。`
    })
  }),
  'network/needs-row': words<{ layer: string; found: string }>({
    en: ({ layer, found }) => ({
      message: `${layer} needs one row of numbers, but receives a picture of ${found}.`,
      fix: 'Put a Flatten before it.'
    }),
    zh: ({ layer, found }) => ({
      message: `${layer} 需要一行数，但收到的是 ${found} 的图像。`,
      fix: '请在它前面加一个 Flatten。'
    })
  }),
  'network/needs-image': words<{ layer: string; found: string }>({
    en: ({ layer, found }) => ({
      message: `${layer} needs a picture (height × width × channels), but receives ${shapeWords(found).en}.`,
      fix: 'Put it before Flatten, directly after an image Input or another image layer.'
    }),
    zh: ({ layer, found }) => ({
      message: `${layer} 需要图像（高 × 宽 × 通道），但收到的是${shapeWords(found).zh}。`,
      fix: '请把它放在 Flatten 之前，接在图像 Input 或其他图像层之后。'
    })
  }),
  'network/needs-sequence': words<{ layer: string; found: string }>({
    en: ({ layer, found }) => ({
      message: `${layer} needs a sequence (steps × features), but receives ${shapeWords(found).en}.`,
      fix: isRow(found)
        ? 'Put an Embedding before it for the tokens of a text, or a Reshape for numbers that follow one another. After LSTM or GRU, let that layer give every step.'
        : 'Put a Reshape before it: each row of the picture becomes one step.'
    }),
    zh: ({ layer, found }) => ({
      message: `${layer} 需要序列（步数 × 特征），但收到的是${shapeWords(found).zh}。`,
      fix: isRow(found)
        ? '文本词元请在前面加 Embedding，依次排列的数请加 Reshape；若前一层是 LSTM 或 GRU，请打开它的“输出每一步”。'
        : '请在它前面加 Reshape：图像的每一行成为一步。'
    })
  }),
  'network/window-too-long': words<{ layer: string; window: number; steps: number }>({
    en: ({ layer, window, steps }) => ({
      message: `The window of ${layer} spans ${window} steps, but the sequence has ${steps}.`,
      fix: `Use a window of at most ${steps} ${steps === 1 ? 'step' : 'steps'}, or padding "same".`
    }),
    zh: ({ layer, window, steps }) => ({
      message: `${layer} 的窗口跨 ${window} 步，而序列只有 ${steps} 步。`,
      fix: `请使用不超过 ${steps} 步的窗口，或将填充设为“same”。`
    })
  }),
  'network/not-an-order': words<{ layer: string; found: string; shape: string; example: string }>({
    en: ({ layer, found, shape, example }) => ({
      message: `"${found}" is not an order for the axes of ${shape}: ${layer} needs each place once.`,
      fix: `Write for example ${example}.`
    }),
    zh: ({ layer, found, shape, example }) => ({
      message: `“${found}”不能用作 ${shape} 各轴的顺序：${layer} 要求每个位置恰好出现一次。`,
      fix: `例如可写 ${example}。`
    })
  }),
  'network/heads-do-not-divide': words<{ layer: string; features: number; heads: number; nearest: number }>({
    en: ({ layer, features, heads, nearest }) => ({
      message: `${layer} cannot share ${features} features out evenly among ${heads} heads.`,
      fix: `Use ${nearest} ${nearest === 1 ? 'head' : 'heads'}, or features that can be divided by ${heads}.`
    }),
    zh: ({ layer, features, heads, nearest }) => ({
      message: `${layer} 无法把 ${features} 个特征平均分给 ${heads} 个头。`,
      fix: `请改为 ${nearest} 个头，或让特征数能被 ${heads} 整除。`
    })
  }),
  'network/features-differ': words<{ layer: string; first: number; other: number }>({
    en: ({ layer, first, other }) => ({
      message: `${layer} compares sequences with as many features, but receives ${first} and ${other}.`,
      fix: 'Put a Dense with as many units before one of them, or use MultiHeadAttention.'
    }),
    zh: ({ layer, first, other }) => ({
      message: `${layer} 要求两个序列的特征数相同，但收到 ${first} 和 ${other}。`,
      fix: '请在其中一个之前加上单元数相同的 Dense，或改用 MultiHeadAttention。'
    })
  }),
  'network/cannot-multiply': words<{ first: string; other: string }>({
    en: ({ first, other }) => ({
      message: `Dot cannot multiply ${first} with ${other} along this axis: the sizes there differ.`,
      fix: 'Give both the same number of units, or choose another axis. Pictures are flattened first.'
    }),
    zh: ({ first, other }) => ({
      message: `Dot 无法沿该方向把 ${first} 与 ${other} 相乘：两者在该方向上的大小不同。`,
      fix: '请让两者的单元数一致，或换一个方向；图像请先展平。'
    })
  }),
  'network/needs-tokens': words<{ layer: string; found: string }>({
    en: ({ layer, found }) => ({
      message: `${layer} needs one row of token numbers, but receives ${shapeWords(found).en}.`,
      fix: 'Put it directly after an Input of text.'
    }),
    zh: ({ layer, found }) => ({
      message: `${layer} 需要一行词元编号，但收到的是${shapeWords(found).zh}。`,
      fix: '请把它直接接在文本 Input 之后。'
    })
  }),
  'network/not-a-shape': words<{ layer: string; found: string }>({
    en: ({ layer, found }) => ({
      message: `"${found}" is not a shape for ${layer}.`,
      fix: 'Write up to four whole numbers with × or commas between them, such as 28 × 28; one of them may be -1.'
    }),
    zh: ({ layer, found }) => ({
      message: `“${found}”不能用作 ${layer} 的形状。`,
      fix: '请写最多四个整数，用 × 或逗号隔开，例如 28 × 28；其中一个可以是 -1。'
    })
  }),
  'network/cannot-reshape': words<{ found: string; size: number; target: string }>({
    en: ({ found, size, target }) => ({
      message: `Reshape receives ${found}, which is ${size} numbers; they do not fill ${target}.`,
      fix: `Choose sizes whose product is ${size}, or leave the shape empty.`
    }),
    zh: ({ found, size, target }) => ({
      message: `Reshape 收到的是 ${found}，共 ${size} 个数，无法排成 ${target}。`,
      fix: `请让各尺寸的乘积等于 ${size}，或把形状留空。`
    })
  }),
  'network/empty-output': words<{
    layer: string
    windowHeight: number
    windowWidth: number
    height: number
    width: number
  }>({
    en: ({ layer, windowHeight, windowWidth, height, width }) => ({
      message: `The ${windowHeight} × ${windowWidth} px window of ${layer} does not fit a ${height} × ${width} px picture.`,
      fix: `Use a window of at most ${height} × ${width} px, or padding "same".`
    }),
    zh: ({ layer, windowHeight, windowWidth, height, width }) => ({
      message: `${layer} 的 ${windowHeight} × ${windowWidth} 像素窗口大于 ${height} × ${width} 像素的图像。`,
      fix: `请使用不超过 ${height} × ${width} 像素的窗口，或将填充设为“same”。`
    })
  }),
  'network/already-flat': words<{ count: number }>({
    en: ({ count }) => ({
      message: `Flatten receives one row of ${count} numbers, so there is nothing to flatten.`,
      fix: 'Delete this Flatten.'
    }),
    zh: ({ count }) => ({
      message: `Flatten 收到的已经是一行 ${count} 个数，无需展平。`,
      fix: '请删除这个 Flatten。'
    })
  }),
  'network/shapes-differ': words<{ first: string; other: string }>({
    en: ({ first, other }) => ({
      message: `Add needs inputs of one shape, but receives ${first} and ${other}.`,
      fix: 'Give the branches the same number of units or filters, stride and padding, or use Concatenate.'
    }),
    zh: ({ first, other }) => ({
      message: `Add 要求各输入形状相同，但收到 ${first} 和 ${other}。`,
      fix: '请让各分支的单元数或卷积核数、步幅和填充一致，或改用 Concatenate。'
    })
  }),
  'network/sizes-differ': words<{ first: string; other: string }>({
    en: ({ first, other }) => ({
      message: `Concatenate needs inputs that differ in the last size only, but receives ${first} and ${other}.`,
      fix: 'Give the branches the same stride and padding, or flatten them first.'
    }),
    zh: ({ first, other }) => ({
      message: `Concatenate 要求各输入只有最后一个尺寸不同，但收到 ${first} 和 ${other}。`,
      fix: '请让各分支的步幅和填充一致，或先展平。'
    })
  })
} as const

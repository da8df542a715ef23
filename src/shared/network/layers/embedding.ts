import { fail, ok } from '../../core/checked.ts'
import { integer, toggle } from '../../core/params.ts'
import { problem } from '../../problems/catalogue.ts'
import { kerasUniform } from '../keras-objects.ts'
import { defineLayer } from '../layer-definition.ts'

/**
 * A learned row of numbers for each token of a vocabulary.
 *
 * Input     [steps]; whole numbers from 0 to inputDim - 1, as 32-bit floats or integers
 * Output    [steps, outputDim]
 * Weights   inputDim * outputDim
 * Problems  network/needs-tokens   the input is not one row of token numbers
 */
export const embedding = defineLayer({
  kind: 'embedding',
  title: 'Embedding',
  group: 'sequence',
  icon: 'book-a',
  inputs: 'one',
  params: {
    inputDim: integer({
      label: { en: 'Vocabulary size', zh: '词表大小' },
      help: {
        en: 'How many different tokens there are, the padding included. Each token number must be below it.',
        zh: '共有多少种词元（含填充）。每个词元编号都必须小于它。'
      },
      min: 1,
      max: 10_000_000,
      default: 10_000
    }),
    outputDim: integer({
      label: { en: 'Vector size', zh: '向量长度' },
      help: {
        en: 'How many numbers stand for one token.',
        zh: '用多少个数表示一个词元。'
      },
      min: 1,
      max: 65_536,
      default: 64
    }),
    maskZero: toggle({
      label: { en: 'Leave out padding', zh: '忽略填充' },
      help: {
        en: 'Token 0 is padding: later layers such as LSTM and attention skip these steps.',
        zh: '词元 0 表示填充：后面的 LSTM、注意力等层会跳过这些步。'
      },
      default: false
    })
  },
  docs: {
    summary: {
      en: 'Turns each token of a text into a row of numbers that is learned: tokens that are used alike come to lie close together. It comes first in a network for text.',
      zh: '把文本中的每个词元变成一行可学习的数：用法相近的词元，向量也会彼此接近。处理文本的网络通常以它开头。'
    },
    usual: {
      en: '32 to 256 numbers for each token. Leave padding out when LSTM, GRU or attention follows.',
      zh: '每个词元 32 到 256 个数。后面接 LSTM、GRU 或注意力时，打开“忽略填充”。'
    }
  },
  describe: ({ inputDim, outputDim }) => ({
    en: `${inputDim.toLocaleString('en')} tokens · ${outputDim}`,
    zh: `${inputDim.toLocaleString('en')} 个词元 · ${outputDim}`
  }),
  inferShape: ([shape], { outputDim }) =>
    shape?.length === 1
      ? ok([shape[0] ?? 0, outputDim])
      : fail(problem('network/needs-tokens', { layer: 'Embedding', found: (shape ?? []).join(' × ') })),
  listWeights: (_shapes, { inputDim, outputDim }) => [
    { name: 'embeddings', shape: [inputDim, outputDim], isTrainable: true }
  ],
  // Rows are looked up, not computed.
  countFlops: () => 0,
  toKeras: ({ inputDim, outputDim, maskZero }, { name, seed }) => ({
    className: 'Embedding',
    config: {
      name,
      trainable: true,
      dtype: 'float32',
      input_dim: inputDim,
      output_dim: outputDim,
      embeddings_initializer: kerasUniform(0.05, seed),
      embeddings_regularizer: null,
      activity_regularizer: null,
      embeddings_constraint: null,
      mask_zero: maskZero
    }
  })
})

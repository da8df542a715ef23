import { chain } from './chain.ts'
import { adam, batchSizeFor, isText, wordsOf, type NetworkTemplate } from './template.ts'

/** One block of attention over all tokens; one unit says yes or no. */
export const sentimentTransformer: NetworkTemplate = {
  key: 'sentiment-transformer',
  title: { en: 'Sentiment by Transformer', zh: 'Transformer 情感分析' },
  summary: {
    en: 'Embedding, a Transformer encoder and one unit: each word sees all others at once, “not” included. For two classes.',
    zh: '嵌入、Transformer 编码器加一个单元：每个词同时看到所有其他词，包括“不”。用于两个类别。'
  },
  docs: {
    offered: {
      en: 'When one of two classes, such as praise or complaint, is to be foretold from a text made into tokens.',
      zh: '从词元化的文本预测两类之一（例如褒或贬）时提供。'
    },
    network: {
      en: 'Attention lets an adjective look at the “not” before it, and a clause at the “but” between. It has to learn which positions belong together, so it needs more texts and epochs than an LSTM for the same result.',
      zh: '注意力让形容词看到前面的“不”，让分句看到中间的“但是”。它必须自己学会哪些位置相关，因此达到同样效果需要比 LSTM 更多的文本和轮次。'
    },
    plan: {
      en: 'Many epochs at a rate of 0.001 with three Dropouts: it finds the negations late, so the stop waits for eight epochs without gain.',
      zh: '学习率 0.001，轮数多，三处 Dropout：它较晚才学会否定，所以连续八轮没有改进才停止。'
    },
    change: [
      { en: 'Give it more texts first.', zh: '首先给它更多文本。' },
      {
        en: 'Raise the patience to 15 when it stops while the validation loss is still restless.',
        zh: '验证损失仍在波动就停止时，把耐心值提高到 15。'
      },
      {
        en: 'Compare with “Sentiment by LSTM” on the same data before you go on.',
        zh: '继续之前，先在同样的数据上与“LSTM 情感分析”比较。'
      }
    ],
    source: 'Vaswani et al. (2017), Attention is all you need, arXiv:1706.03762'
  },
  fits: (data) => data.task === 'classification' && data.classCount === 2 && isText(data),
  build: (data) =>
    chain([
      { kind: 'embedding', params: { inputDim: wordsOf(data), outputDim: 64, maskZero: true } },
      { kind: 'positionEmbedding' },
      { kind: 'spatialDropout1d', params: { rate: 0.3 } },
      { kind: 'transformerEncoder', params: { numHeads: 4, feedForward: 128, dropout: 0.2 } },
      { kind: 'globalMaxPooling1d' },
      { kind: 'dropout', params: { rate: 0.3 } },
      { kind: 'dense', params: { units: 1, activation: 'sigmoid' } }
    ]),
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(0.001),
    loss: 'binaryCrossentropy',
    batchSize: batchSizeFor(rowCount),
    epochs: rowCount < 20_000 ? 60 : 8,
    regularization: { l1: 0, l2: 0 },
    earlyStopping: { patience: 8, minDelta: 0 }
  })
}

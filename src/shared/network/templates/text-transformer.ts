import { chain } from './chain.ts'
import { adam, batchSizeFor, classesOf, isText, wordsOf, type NetworkTemplate } from './template.ts'

/** One block of attention over all tokens, the strongest signs of them, and a probability for each class. */
export const textTransformer: NetworkTemplate = {
  key: 'text-transformer',
  title: { en: 'Text by Transformer', zh: 'Transformer 文本分类' },
  summary: {
    en: 'Each token looks at all others, then the strongest signs decide. Quicker than LSTM on long texts.',
    zh: '每个词元查看所有其他词元，再由最强的信号做出判断。处理长文本时比 LSTM 快。'
  },
  docs: {
    offered: {
      en: 'When a class is to be foretold from a text made into tokens; the quickest of those that mind the order on long texts.',
      zh: '从词元化的文本预测类别时提供；在顾及词序的模型中，处理长文本最快。'
    },
    network: {
      en: 'PositionEmbedding tells where a token stands. In TransformerEncoder each token asks all others, in four different ways (heads), what they have to say to it; two Dense layers then work on each token. GlobalMaxPooling1D takes the strongest sign of each kind from the whole text.',
      zh: 'PositionEmbedding 告诉模型词元的位置。TransformerEncoder 中，每个词元以四种方式（四个头）向其他所有词元“提问”，再由两个 Dense 层逐个处理。GlobalMaxPooling1D 从整段文本中取每种信号的最强值。'
    },
    plan: {
      en: 'A lower rate than for LSTM, 0.001: attention is easily upset in its first steps. Without much data it needs its three Dropouts; it stops when the validation loss has not fallen for eight epochs.',
      zh: '学习率 0.001，比 LSTM 低：注意力在最初几步容易不稳。数据不多时离不开三处 Dropout；验证损失连续八轮不再下降即停止。'
    },
    change: [
      {
        en: 'Add a second TransformerEncoder when there are ten thousand texts or more.',
        zh: '文本达到一万段以上时，再加一个 TransformerEncoder。'
      },
      {
        en: 'Add a warm-up of one epoch when the loss jumps at the start.',
        zh: '开始时损失跳动，就加一轮预热（warm-up）。'
      },
      {
        en: 'Take the LSTM on a few thousand short texts: it is usually better there.',
        zh: '只有几千段短文本时用 LSTM，通常更好。'
      }
    ],
    source: 'Vaswani et al. (2017), Attention is all you need, arXiv:1706.03762'
  },
  fits: (data) => data.task === 'classification' && data.classCount !== null && isText(data),
  build: (data) =>
    chain([
      { kind: 'embedding', params: { inputDim: wordsOf(data), outputDim: 64, maskZero: true } },
      { kind: 'positionEmbedding' },
      { kind: 'spatialDropout1d', params: { rate: 0.3 } },
      { kind: 'transformerEncoder', params: { numHeads: 4, feedForward: 128, dropout: 0.2 } },
      { kind: 'globalMaxPooling1d' },
      { kind: 'dropout', params: { rate: 0.3 } },
      { kind: 'dense', params: { units: classesOf(data), activation: 'softmax' } }
    ]),
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(0.001),
    loss: 'sparseCategoricalCrossentropy',
    batchSize: batchSizeFor(rowCount),
    epochs: rowCount < 20_000 ? 60 : 8,
    regularization: { l1: 0, l2: 0 },
    earlyStopping: { patience: 8, minDelta: 0 }
  })
}

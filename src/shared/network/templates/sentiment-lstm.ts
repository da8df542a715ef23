import { chain } from './chain.ts'
import { adam, batchSizeFor, isText, wordsOf, type NetworkTemplate } from './template.ts'

/** An LSTM reads the text from start to end; one unit says yes or no. */
export const sentimentLstm: NetworkTemplate = {
  key: 'sentiment-lstm',
  title: { en: 'Sentiment by LSTM', zh: 'LSTM 情感分析' },
  summary: {
    en: 'Embedding, LSTM and one unit: reads the text from start to end, so that “not” can turn round what follows. For two classes.',
    zh: '嵌入、LSTM 加一个单元：从头到尾读完文本，因此“不”能反转后面的意思。用于两个类别。'
  },
  docs: {
    offered: {
      en: 'When one of two classes, such as praise or complaint, is to be foretold from a text made into tokens.',
      zh: '从词元化的文本预测两类之一（例如褒或贬）时提供。'
    },
    network: {
      en: 'The LSTM reads from start to end and carries “not” and “but” along in its memory, so that they can turn round what follows. One unit with a sigmoid gives the probability of the second class.',
      zh: 'LSTM 从头读到尾，把“不”“但是”记在记忆中，从而反转后面的意思。一个带 sigmoid 的单元给出第二个类别的概率。'
    },
    plan: {
      en: 'Binary cross-entropy on one output, a rate of 0.003, and a stop after four epochs without gain.',
      zh: '单输出的二元交叉熵，学习率 0.003，连续四轮没有改进就停止。'
    },
    change: [
      {
        en: 'Keep punctuation and stop words in the preparation: “not” is a stop word.',
        zh: '预处理时保留标点和停用词：“not”就是停用词。'
      },
      {
        en: 'Take “Text by LSTM”, which reads from both ends, when the verdict stands first.',
        zh: '结论在开头时，改用从两端阅读的“LSTM 文本分类”。'
      },
      {
        en: 'Look at the wrong rows in Evaluate: often the label is wrong, not the model.',
        zh: '在评估页查看判错的行：很多时候错的是标签，而不是模型。'
      }
    ],
    source: 'Hochreiter and Schmidhuber (1997), Long short-term memory; Dai and Le (2015), arXiv:1511.01432'
  },
  fits: (data) => data.task === 'classification' && data.classCount === 2 && isText(data),
  build: (data) =>
    chain([
      { kind: 'embedding', params: { inputDim: wordsOf(data), outputDim: 64, maskZero: true } },
      { kind: 'spatialDropout1d', params: { rate: 0.2 } },
      { kind: 'lstm', params: { units: 64 } },
      { kind: 'dense', params: { units: 1, activation: 'sigmoid' } }
    ]),
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(0.003),
    loss: 'binaryCrossentropy',
    batchSize: batchSizeFor(rowCount),
    epochs: rowCount < 20_000 ? 20 : 6,
    regularization: { l1: 0, l2: 0 },
    earlyStopping: { patience: 4, minDelta: 0 }
  })
}

import { chain } from './chain.ts'
import {
  adam,
  batchSizeFor,
  classesOf,
  epochsFor,
  isText,
  wordsOf,
  type NetworkTemplate
} from './template.ts'

/** The mean of the tokens' vectors, and a probability for each class. */
export const textAverage: NetworkTemplate = {
  key: 'text-average',
  title: { en: 'Mean of word vectors', zh: '词向量平均' },
  summary: {
    en: 'Learns a vector for each token and takes their mean: quick, and hard to beat on short texts.',
    zh: '为每个词元学习一个向量并取平均：训练很快，短文本上很难被超越。'
  },
  docs: {
    offered: {
      en: 'Suggested first when a class is to be foretold from a text made into tokens.',
      zh: '从词元化的文本预测类别时首先推荐。'
    },
    network: {
      en: 'Embedding gives each token 64 numbers that it learns; their mean says what the text is about, whatever its order and length. Padding is masked and does not count.',
      zh: 'Embedding 为每个词元学习 64 个数；它们的平均反映文本主题，与顺序和长度无关。补齐的位置会被屏蔽，不计入平均。'
    },
    plan: {
      en: 'A rate of 0.003: words that come seldom get few chances to learn. Dropout and early stopping keep it from learning names by heart.',
      zh: '学习率 0.003：罕见词学习机会少。Dropout 和提前停止防止它死记专有名词。'
    },
    change: [
      {
        en: 'Take Text by Conv1D or LSTM when the order of words matters, as with “not”.',
        zh: '词序重要时（例如带“不”的句子），改用 Conv1D 或 LSTM 文本分类。'
      },
      {
        en: 'Drop rare words (least count 2 or 3 in Vocabulary).',
        zh: '去掉罕见词（词表的最少出现次数设为 2 或 3）。'
      },
      {
        en: 'Lower the width of the vectors to 16 for a few hundred texts.',
        zh: '只有几百段文本时，把向量宽度降到 16。'
      }
    ],
    source:
      'Iyyer et al. (2015), Deep unordered composition rivals syntactic methods; Joulin et al. (2016), arXiv:1607.01759'
  },
  fits: (data) => data.task === 'classification' && data.classCount !== null && isText(data),
  build: (data) =>
    chain([
      { kind: 'embedding', params: { inputDim: wordsOf(data), outputDim: 64, maskZero: true } },
      { kind: 'globalAveragePooling1d' },
      { kind: 'dropout', params: { rate: 0.3 } },
      { kind: 'dense', params: { units: 64, activation: 'relu' } },
      { kind: 'dense', params: { units: classesOf(data), activation: 'softmax' } }
    ]),
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(0.003),
    loss: 'sparseCategoricalCrossentropy',
    batchSize: batchSizeFor(rowCount),
    epochs: epochsFor(rowCount),
    regularization: { l1: 0, l2: 0 },
    earlyStopping: { patience: 10, minDelta: 0 }
  })
}

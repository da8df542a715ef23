import { chain } from './chain.ts'
import { adam, batchSizeFor, classesOf, isText, wordsOf, type NetworkTemplate } from './template.ts'

/** LSTM reads the text token by token; what it remembers at the end decides. */
export const textLstm: NetworkTemplate = {
  key: 'text-lstm',
  title: { en: 'Text by LSTM', zh: 'LSTM 文本分类' },
  summary: {
    en: 'An LSTM reads the text from both ends, token by token, and decides from what it remembers. For texts where the order of words matters.',
    zh: 'LSTM 从两端逐个词元读取文本，再根据记住的内容做出判断。适合词序重要的文本。'
  },
  docs: {
    offered: {
      en: 'When a class is to be foretold from a text made into tokens, and the order of words matters.',
      zh: '从词元化的文本预测类别、且词序重要时提供。'
    },
    network: {
      en: 'One LSTM reads from the start, another from the end; each keeps 48 numbers of memory and learns what to keep, to forget and to let out. What both remember at their end decides. Padding is masked: they stop at the last word.',
      zh: '一个 LSTM 从头读，另一个从尾读；各有 48 个记忆单元，学习保留、遗忘和输出什么。两者最后记住的内容决定结果。补齐的位置会被屏蔽，读到最后一个词为止。'
    },
    plan: {
      en: 'A rate of 0.003 and few epochs. The whole sequence runs as one operation, so it is not much slower than the others.',
      zh: '学习率 0.003，轮数较少。整个序列作为一个运算执行，因此并不比其他模型慢多少。'
    },
    change: [
      {
        en: 'Shorten the texts (Pad or cut) to what nine of ten need: time grows with length.',
        zh: '把文本长度缩到能容纳九成文本即可：时间随长度增长。'
      },
      {
        en: 'Raise SpatialDropout1D to 0.4 when train is much better than test.',
        zh: '训练集远好于测试集时，把 SpatialDropout1D 提高到 0.4。'
      },
      {
        en: 'Clip gradients at norm 1 when the loss jumps on long texts.',
        zh: '长文本上损失跳动时，把梯度按范数裁剪到 1。'
      }
    ],
    source:
      'Hochreiter and Schmidhuber (1997), Long short-term memory; Graves and Schmidhuber (2005) for both directions'
  },
  fits: (data) => data.task === 'classification' && data.classCount !== null && isText(data),
  build: (data) =>
    chain([
      { kind: 'embedding', params: { inputDim: wordsOf(data), outputDim: 64, maskZero: true } },
      { kind: 'spatialDropout1d', params: { rate: 0.2 } },
      { kind: 'bidirectional', params: { cell: 'LSTM', units: 48 } },
      { kind: 'dense', params: { units: classesOf(data), activation: 'softmax' } }
    ]),
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(0.003),
    loss: 'sparseCategoricalCrossentropy',
    batchSize: batchSizeFor(rowCount),
    epochs: rowCount < 20_000 ? 12 : 6,
    regularization: { l1: 0, l2: 0 },
    earlyStopping: { patience: 4, minDelta: 0 }
  })
}

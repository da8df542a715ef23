import { chain } from './chain.ts'
import { adam, batchSizeFor, classesOf, isText, wordsOf, type NetworkTemplate } from './template.ts'

/** Short windows find turns of phrase wherever they stand. */
export const textConvolution: NetworkTemplate = {
  key: 'text-convolution',
  title: { en: 'Text by Conv1D', zh: 'Conv1D 文本分类' },
  summary: {
    en: 'Short windows slide over the text and note which turns of phrase occur. The quickest that minds the order of words.',
    zh: '短窗口在文本上滑动，记录出现了哪些短语。在顾及词序的模型中最快。'
  },
  docs: {
    offered: {
      en: 'When a class is to be foretold from a text made into tokens.',
      zh: '从词元化的文本预测类别时提供。'
    },
    network: {
      en: '128 windows of four tokens slide over the text, each learns a turn of phrase; GlobalMaxPooling1D notes whether it occurred anywhere.',
      zh: '128 个宽度为四个词元的窗口滑过文本，每个学习一种短语；GlobalMaxPooling1D 记录它是否在任何位置出现过。'
    },
    plan: {
      en: 'It learns fast and then learns by heart: few epochs, and a stop after three without gain.',
      zh: '它学得快，也很快会死记硬背：轮数少，连续三轮没有改进就停止。'
    },
    change: [
      {
        en: 'Widen the window to 6 for characters, narrow it to 3 for words.',
        zh: '按字符切分时窗口加宽到 6，按词切分时缩到 3。'
      },
      {
        en: 'Raise SpatialDropout1D to 0.4 when train is much better than test.',
        zh: '训练集远好于测试集时，把 SpatialDropout1D 提高到 0.4。'
      },
      {
        en: 'Put two Conv1D of different width side by side and concatenate them.',
        zh: '并排放两个不同宽度的 Conv1D 再拼接。'
      }
    ],
    source: 'Kim (2014), Convolutional neural networks for sentence classification, arXiv:1408.5882'
  },
  fits: (data) => data.task === 'classification' && data.classCount !== null && isText(data),
  build: (data) =>
    chain([
      { kind: 'embedding', params: { inputDim: wordsOf(data), outputDim: 64 } },
      { kind: 'spatialDropout1d', params: { rate: 0.2 } },
      { kind: 'conv1d', params: { filters: 128, kernelSize: 4, padding: 'same', activation: 'relu' } },
      { kind: 'globalMaxPooling1d' },
      { kind: 'dense', params: { units: classesOf(data), activation: 'softmax' } }
    ]),
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(0.002),
    loss: 'sparseCategoricalCrossentropy',
    batchSize: batchSizeFor(rowCount),
    epochs: rowCount < 20_000 ? 12 : 6,
    regularization: { l1: 0, l2: 0 },
    earlyStopping: { patience: 3, minDelta: 0 }
  })
}

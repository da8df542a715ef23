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

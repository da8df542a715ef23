import { chain } from './chain.ts'
import { adam, classesOf, isImage, type NetworkTemplate } from './template.ts'

/** An LSTM reads a picture row by row, as if it were a text. */
export const imageRowsLstm: NetworkTemplate = {
  key: 'image-rows-lstm',
  title: { en: 'Picture read row by row', zh: '逐行读取图像' },
  summary: {
    en: 'An LSTM reads the picture from top to bottom, one row of pixels at each step. Shows how sequences work on data that are at hand.',
    zh: 'LSTM 从上到下读取图像，每步一行像素。用现成的数据就能看到序列模型如何工作。'
  },
  fits: (data) => data.task === 'classification' && data.classCount !== null && isImage(data),
  build: (data) =>
    chain([
      { kind: 'reshape' },
      { kind: 'lstm', params: { units: 64 } },
      { kind: 'dense', params: { units: classesOf(data), activation: 'softmax' } }
    ]),
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(0.003),
    loss: 'sparseCategoricalCrossentropy',
    batchSize: rowCount < 500 ? 16 : 32,
    epochs: rowCount < 20_000 ? 20 : 5,
    regularization: { l1: 0, l2: 0 },
    earlyStopping: { patience: 5, minDelta: 0 }
  })
}

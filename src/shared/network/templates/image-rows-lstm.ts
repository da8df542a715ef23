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
  docs: {
    offered: {
      en: 'When a class is to be foretold from pictures; to see how sequences work, not to beat a CNN.',
      zh: '从图像预测类别时提供；用来了解序列模型，而不是为了超过卷积网络。'
    },
    network: {
      en: 'Reshape makes each row of pixels one step; the LSTM reads them from top to bottom and decides from what it remembers at the last row.',
      zh: 'Reshape 把每行像素变为一步；LSTM 从上到下读取，并根据读完最后一行时记住的内容判断。'
    },
    plan: {
      en: 'A rate of 0.003 and small batches; it needs a few epochs more than a CNN.',
      zh: '学习率 0.003，小批量；比卷积网络多需要几轮。'
    },
    change: [
      { en: 'Take the small CNN for pictures that matter.', zh: '真正处理图像时请用小型卷积网络。' },
      { en: 'Raise the units to 128 for large pictures.', zh: '图像较大时把单元数提高到 128。' },
      {
        en: 'Put it into Bidirectional, so that it also reads from below.',
        zh: '改为 Bidirectional，让它也从下往上读。'
      }
    ],
    source:
      'Hochreiter and Schmidhuber (1997), Long short-term memory; Le, Jaitly and Hinton (2015), arXiv:1504.00941'
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

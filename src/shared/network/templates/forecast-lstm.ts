import { chain } from './chain.ts'
import { adam, horizonOf, isSeries, type NetworkTemplate } from './template.ts'

/** An LSTM reads the window row by row; what it remembers at the end gives all values of the horizon at once. */
export const forecastLstm: NetworkTemplate = {
  key: 'forecast-lstm',
  title: { en: 'Forecast by LSTM', zh: 'LSTM 预测' },
  summary: {
    en: 'An LSTM reads the past row by row and gives all values of the horizon at once. Takes longer than the convolution.',
    zh: 'LSTM 逐行读取历史，一次给出预测范围内的全部数值。比卷积网络慢。'
  },
  fits: isSeries,
  build: (data) =>
    chain([
      { kind: 'lstm', params: { units: 48 } },
      { kind: 'dense', params: { units: horizonOf(data), activation: 'linear' } }
    ]),
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(0.003),
    loss: 'meanSquaredError',
    batchSize: 32,
    epochs: rowCount < 20_000 ? 40 : 10,
    regularization: { l1: 0, l2: 0 },
    earlyStopping: { patience: 6, minDelta: 0 }
  })
}

import { chain } from './chain.ts'
import { adam, horizonOf, isSeries, type NetworkTemplate } from './template.ts'

/** Convolutions over time find shapes in the window; a Dense layer gives all values of the horizon at once. */
export const forecastConvolution: NetworkTemplate = {
  key: 'forecast-convolution',
  title: { en: 'Forecast by convolution', zh: '卷积预测' },
  summary: {
    en: 'Convolutions over time find rises, falls and rhythms in the window. Quick, and a good first choice for series.',
    zh: '沿时间的卷积在窗口中寻找上升、下降和节奏。速度快，是序列预测的首选。'
  },
  fits: isSeries,
  build: (data) =>
    chain([
      { kind: 'conv1d', params: { filters: 32, kernelSize: 3, padding: 'same', activation: 'relu' } },
      { kind: 'conv1d', params: { filters: 32, kernelSize: 3, padding: 'same', activation: 'relu' } },
      { kind: 'flatten' },
      { kind: 'dense', params: { units: horizonOf(data), activation: 'linear' } }
    ]),
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(0.001),
    loss: 'meanSquaredError',
    batchSize: 32,
    epochs: rowCount < 20_000 ? 40 : 10,
    regularization: { l1: 0, l2: 0.0001 },
    earlyStopping: { patience: 6, minDelta: 0 }
  })
}

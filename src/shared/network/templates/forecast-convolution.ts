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
  docs: {
    offered: {
      en: 'When the next values of a series are to be foretold and its rows are made into windows over time; the first choice there.',
      zh: '要预测序列接下来的值、且已按时间切成窗口时的首选。'
    },
    network: {
      en: 'Two convolutions with 32 filters of three rows look for short shapes: a rise, a dip, a peak. Flatten keeps where in the window they stand, and one Dense layer makes every value of the horizon of them at once. Its activation is linear: values may be any number.',
      zh: '两个卷积层各用 32 个宽三行的卷积核寻找短的形状：上升、下降、峰值。Flatten 保留它们在窗口中的位置，一个全连接层据此一次给出预测范围内的全部数值。激活函数为线性：数值可以是任意数。'
    },
    plan: {
      en: 'Mean squared error on scaled values, a small weight penalty for the many weights of the last layer, and a stop after six epochs without gain.',
      zh: '在缩放后的数值上最小化均方误差，对最后一层的大量权重加少量惩罚，六轮没有改善即停止。'
    },
    change: [
      {
        en: 'Let the window hold one whole season at least (Windows over time: rows read); two are often better.',
        zh: '让窗口至少包含一个完整周期（时间窗口：读取行数）；两个周期往往更好。'
      },
      {
        en: 'Add parts of the time as features (Calendar: hour, weekday, month) when the series follows the clock or the year.',
        zh: '序列随时刻或季节变化时，加入日历特征（小时、星期、月份）。'
      },
      {
        en: 'Add MaxPooling1D between the convolutions when windows are long and validation soon gets worse.',
        zh: '窗口很长且验证损失很快变差时，在卷积层之间加入 MaxPooling1D。'
      }
    ],
    source: 'LeCun and Bengio (1995), Convolutional networks for images, speech, and time series'
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

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
  docs: {
    offered: {
      en: 'When the next values of a series are to be foretold and its rows are made into windows over time.',
      zh: '要预测序列接下来的值、且已按时间切成窗口时提供。'
    },
    network: {
      en: 'The LSTM reads the window row by row, the oldest first, and keeps 48 numbers of memory. What it remembers after the newest row goes to one Dense layer that gives every value of the horizon at once. The activation is linear: values may be any number.',
      zh: 'LSTM 从最早的一行开始逐行读取窗口，保留 48 个记忆单元。读完最新一行后的记忆交给一个全连接层，一次给出预测范围内的全部数值。激活函数为线性：数值可以是任意数。'
    },
    plan: {
      en: 'Mean squared error on scaled values, a rate of 0.003, and a stop after six epochs without gain. Validation lies later in time than training, so its loss jumps more than that of other data.',
      zh: '在缩放后的数值上最小化均方误差，学习率 0.003，六轮没有改善即停止。验证集在时间上晚于训练集，因此损失的波动比其他数据更大。'
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
        en: 'Take 24 units, or Dropout 0.2 before the Dense layer, when validation soon gets worse.',
        zh: '验证损失很快变差时，减到 24 个单元，或在全连接层前加 0.2 的 Dropout。'
      }
    ],
    source: 'Hochreiter and Schmidhuber (1997), Long short-term memory'
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

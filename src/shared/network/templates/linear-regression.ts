import { chain } from './chain.ts'
import { adam, batchSizeFor, epochsFor, isRow, type NetworkTemplate } from './template.ts'

/** A single linear unit: a weighted sum of the features. */
export const linearRegression: NetworkTemplate = {
  key: 'linear-regression',
  title: { en: 'Linear regression', zh: '线性回归' },
  summary: {
    en: 'A weighted sum of the columns. The simplest model of a value, and a measure for every other one.',
    zh: '各列的加权和。预测数值的最简单模型，也是衡量其他模型的基准。'
  },
  docs: {
    offered: {
      en: 'When a number is to be foretold from columns of a table.',
      zh: '从表格各列预测一个数值时提供。'
    },
    network: {
      en: 'One Dense unit without an activation is the weighted sum of the columns plus a constant: y = w₁x₁ + w₂x₂ + … + b. Its weights can be read: each says how much y changes when its column grows by one.',
      zh: '一个没有激活函数的 Dense 单元就是各列的加权和加一个常数：y = w₁x₁ + w₂x₂ + … + b。权重可以直接解读：某列增加 1 时，y 变化多少。'
    },
    plan: {
      en: 'The squared error has a single lowest point here, so the learning rate may be ten times the usual 0.001; Adam reaches it without tuning.',
      zh: '这里的平方误差只有一个最低点，所以学习率可以取常用 0.001 的十倍；Adam 无需调参即可到达。'
    },
    change: [
      {
        en: 'Standardise the columns when their sizes differ much: one rate then suits all of them.',
        zh: '各列量级相差很大时先做标准化，这样同一学习率适合所有列。'
      },
      {
        en: 'Take the MLP regressor when the residuals in Evaluate show a bend.',
        zh: '评估页的残差呈弯曲形状时，改用多层感知机回归。'
      },
      {
        en: 'Raise the L2 penalty when there are nearly as many columns as rows.',
        zh: '列数接近行数时，提高 L2 惩罚。'
      }
    ],
    source: 'Legendre (1805); Gauss (1809)'
  },
  fits: (data) => data.task === 'regression' && isRow(data),
  build: () => chain([{ kind: 'dense', params: { units: 1, activation: 'linear' } }]),
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(0.01),
    loss: 'meanSquaredError',
    batchSize: batchSizeFor(rowCount),
    epochs: epochsFor(rowCount),
    regularization: { l1: 0, l2: 0 },
    earlyStopping: { patience: 20, minDelta: 0 }
  })
}

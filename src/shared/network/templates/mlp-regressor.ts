import { chain } from './chain.ts'
import { hiddenUnits } from './hidden-units.ts'
import { adam, batchSizeFor, epochsFor, isRow, type NetworkTemplate } from './template.ts'

/** Two hidden layers and one value. */
export const mlpRegressor: NetworkTemplate = {
  key: 'mlp-regressor',
  title: { en: 'MLP regressor', zh: '多层感知机回归' },
  summary: {
    en: 'Two hidden Dense layers and one value. The usual choice for tables.',
    zh: '两个隐藏 Dense 层，输出一个数值。表格数据的常用选择。'
  },
  docs: {
    offered: {
      en: 'Suggested first when a number is to be foretold from columns of a table.',
      zh: '从表格各列预测数值时首先推荐。'
    },
    network: {
      en: 'Two hidden layers bend the space of the columns, the last unit has no activation, so it can give any number.',
      zh: '两个隐藏层对各列构成的空间做弯曲，最后一个单元没有激活函数，可以给出任意数值。'
    },
    plan: {
      en: 'The mean squared error, on a target that is standardised: errors of one standard deviation then cost 1, whatever the unit. Figures in Evaluate are in the target’s own unit again.',
      zh: '在标准化后的目标上计算均方误差：无论单位如何，一个标准差的误差代价为 1。评估页的数值会换算回目标自己的单位。'
    },
    change: [
      {
        en: 'Try Huber or mean absolute error when a few rows lie far off.',
        zh: '少数行偏离很远时，试用 Huber 或平均绝对误差。'
      },
      {
        en: 'Raise the L2 penalty when train is much better than test; with few rows this is the usual trouble.',
        zh: '训练集远好于测试集时提高 L2 惩罚；数据少时常见。'
      },
      {
        en: 'Compare with linear regression: on few rows it is often as good.',
        zh: '与线性回归比较：数据少时往往一样好。'
      }
    ],
    source: 'Rumelhart, Hinton and Williams (1986), Learning representations by back-propagating errors'
  },
  fits: (data) => data.task === 'regression' && isRow(data),
  build(data) {
    const units = hiddenUnits(data)
    return chain([
      { kind: 'dense', params: { units, activation: 'relu' } },
      { kind: 'dense', params: { units: units / 2, activation: 'relu' } },
      { kind: 'dense', params: { units: 1, activation: 'linear' } }
    ])
  },
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(rowCount < 1_000 ? 0.003 : 0.001),
    loss: 'meanSquaredError',
    batchSize: batchSizeFor(rowCount),
    epochs: epochsFor(rowCount),
    regularization: { l1: 0, l2: rowCount < 1_000 ? 0.01 : 0 },
    earlyStopping: { patience: 20, minDelta: 0 }
  })
}

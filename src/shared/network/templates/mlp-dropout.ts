import { chain } from './chain.ts'
import { hiddenUnits } from './hidden-units.ts'
import { adam, batchSizeFor, classesOf, epochsFor, isRow, type NetworkTemplate } from './template.ts'

/** Two hidden layers, each of which forgets at random while it learns. */
export const mlpDropout: NetworkTemplate = {
  key: 'mlp-dropout',
  title: { en: 'MLP with dropout', zh: '带 Dropout 的多层感知机' },
  summary: {
    en: 'Two hidden Dense layers, each followed by Dropout, so that no unit relies on one other. For tables on which a plain MLP overfits.',
    zh: '两个隐藏 Dense 层，各接一个 Dropout，使单元之间不过分依赖。适合普通多层感知机容易过拟合的表格。'
  },
  docs: {
    offered: {
      en: 'When a class is to be foretold from columns of a table; beside the plain MLP, for data on which that one overfits.',
      zh: '从表格各列预测类别时提供；用于普通多层感知机容易过拟合的数据。'
    },
    network: {
      en: 'While it learns, Dropout sets three of ten outputs to 0 at random, so no unit can rely on one other; when it predicts, all of them work together. The effect is that of averaging many smaller networks.',
      zh: '学习时，Dropout 随机把十分之三的输出置 0，单元之间无法过分依赖；预测时所有单元一起工作。效果相当于对许多较小网络取平均。'
    },
    plan: {
      en: 'Categorical cross-entropy compares the probabilities with one-hot labels, as in the documents. The loss on train is measured with Dropout at work and may stand above that of validation: this is no mistake.',
      zh: '分类交叉熵把概率与 one-hot 标签比较，与文档一致。训练损失是在 Dropout 生效时计算的，可能高于验证损失，这是正常现象。'
    },
    change: [
      {
        en: 'Lower the rate to 0.1 when train is no better than test and both are poor.',
        zh: '训练集和测试集都不好时，把丢弃率降到 0.1。'
      },
      {
        en: 'Raise it to 0.5 when train is still much better than test.',
        zh: '训练集仍远好于测试集时，提高到 0.5。'
      },
      {
        en: 'Widen the hidden layers as you raise the rate: fewer units are at work at a time.',
        zh: '提高丢弃率的同时加宽隐藏层，因为同时工作的单元变少了。'
      }
    ],
    source: 'Srivastava et al. (2014), Dropout, Journal of Machine Learning Research 15'
  },
  fits: (data) => data.task === 'classification' && data.classCount !== null && isRow(data),
  build(data) {
    const units = hiddenUnits(data)
    return chain([
      { kind: 'dense', params: { units, activation: 'relu' } },
      { kind: 'dropout', params: { rate: 0.3 } },
      { kind: 'dense', params: { units: units / 2, activation: 'relu' } },
      { kind: 'dropout', params: { rate: 0.3 } },
      { kind: 'dense', params: { units: classesOf(data), activation: 'softmax' } }
    ])
  },
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(rowCount < 1_000 ? 0.003 : 0.001),
    loss: 'categoricalCrossentropy',
    batchSize: batchSizeFor(rowCount),
    epochs: epochsFor(rowCount),
    regularization: { l1: 0, l2: 0 },
    earlyStopping: { patience: 20, minDelta: 0 }
  })
}

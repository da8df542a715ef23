import { chain } from './chain.ts'
import { adam, batchSizeFor, classesOf, epochsFor, isRow, type NetworkTemplate } from './template.ts'

/** A weighted sum for each class, made into probabilities. */
export const logisticRegression: NetworkTemplate = {
  key: 'logistic-regression',
  title: { en: 'Logistic regression', zh: '逻辑回归' },
  summary: {
    en: 'A weighted sum of the columns for each class, turned into probabilities. Simple, and hard to beat on few rows.',
    zh: '为每个类别计算各列的加权和，再转换为概率。简单，数据较少时很难被超越。'
  },
  docs: {
    offered: {
      en: 'When a class is to be foretold from columns of a table.',
      zh: '从表格各列预测类别时提供。'
    },
    network: {
      en: 'One weighted sum for each class; softmax turns the sums into probabilities that add up to 1. No hidden layer: with few rows there is little that could be learned by heart.',
      zh: '为每个类别计算一个加权和，softmax 把它们变成总和为 1 的概率。没有隐藏层：数据少时也不容易死记硬背。'
    },
    plan: {
      en: 'A rate of 0.01, since the loss has one lowest point, and a small L2 penalty, which keeps the weights finite when the classes can be told apart without a mistake.',
      zh: '损失只有一个最低点，所以学习率取 0.01；加少量 L2 惩罚，使类别完全可分时权重也不会无限增大。'
    },
    change: [
      {
        en: 'Take the MLP classifier when train and test are equally poor: the border is not straight.',
        zh: '训练集和测试集同样差，说明分界不是直线，改用多层感知机分类。'
      },
      {
        en: 'Raise the L2 penalty when train is much better than test.',
        zh: '训练集远好于测试集时，提高 L2 惩罚。'
      },
      {
        en: 'Balance the class weights when a rare class is never foretold.',
        zh: '少数类别从未被预测到时，使用平衡的类别权重。'
      }
    ],
    source: 'Cox (1958), The regression analysis of binary sequences; Bridle (1990) for softmax'
  },
  fits: (data) => data.task === 'classification' && data.classCount !== null && isRow(data),
  build: (data) => chain([{ kind: 'dense', params: { units: classesOf(data), activation: 'softmax' } }]),
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(0.01),
    loss: 'sparseCategoricalCrossentropy',
    batchSize: batchSizeFor(rowCount),
    epochs: epochsFor(rowCount),
    regularization: { l1: 0, l2: 0.0001 },
    earlyStopping: { patience: 20, minDelta: 0 }
  })
}

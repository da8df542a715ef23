import { chain } from './chain.ts'
import { isRow, type NetworkTemplate } from './template.ts'

/** One unit that says yes or no. */
export const logisticUnit: NetworkTemplate = {
  key: 'logistic-unit',
  title: { en: 'Logistic unit', zh: '单个逻辑单元' },
  summary: {
    en: 'One unit with a sigmoid: a weighted sum of the columns, turned into the probability of “yes”. For two classes.',
    zh: '一个带 sigmoid 的单元：各列的加权和转换为“是”的概率。用于两个类别。'
  },
  docs: {
    offered: {
      en: 'When one of two classes is to be foretold from columns of a table.',
      zh: '从表格各列预测两个类别之一时提供。'
    },
    network: {
      en: 'A Dense unit adds up the weighted columns, the sigmoid turns the sum into a probability between 0 and 1. The border between yes and no is a straight line (with many columns, a plane).',
      zh: 'Dense 单元对各列加权求和，sigmoid 把结果变成 0 到 1 之间的概率。“是”与“否”之间的分界是一条直线（列多时是一个平面）。'
    },
    plan: {
      en: 'Plain gradient descent as in the textbooks: the loss has one lowest point, and watching it fall shows how learning works. Binary cross-entropy punishes a confident mistake most.',
      zh: '采用教科书中的普通梯度下降：损失只有一个最低点，看它下降就能理解学习过程。二元交叉熵对“自信的错误”惩罚最重。'
    },
    change: [
      {
        en: 'Raise the learning rate to 0.5 when the loss still falls at the end; lower it when the curve jumps.',
        zh: '结束时损失仍在下降，就把学习率提高到 0.5；曲线跳动则降低。'
      },
      { en: 'Take Adam when the columns are not standardised.', zh: '各列未标准化时改用 Adam。' },
      {
        en: 'Add a hidden Dense layer when a straight border is not enough.',
        zh: '直线分界不够用时，加一个隐藏的 Dense 层。'
      }
    ],
    source: 'Cox (1958), The regression analysis of binary sequences'
  },
  fits: (data) => data.task === 'classification' && data.classCount === 2 && isRow(data),
  build: () => chain([{ kind: 'dense', params: { units: 1, activation: 'sigmoid' } }]),
  suggestTraining: ({ rowCount }) => ({
    optimizer: { kind: 'sgd', learningRate: 0.1 },
    loss: 'binaryCrossentropy',
    batchSize: rowCount < 20_000 ? 16 : 128,
    epochs: 100,
    regularization: { l1: 0, l2: 0 },
    earlyStopping: { patience: 20, minDelta: 0 }
  })
}

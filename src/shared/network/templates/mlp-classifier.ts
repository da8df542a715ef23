import { chain } from './chain.ts'
import { hiddenUnits } from './hidden-units.ts'
import { adam, batchSizeFor, classesOf, epochsFor, isRow, type NetworkTemplate } from './template.ts'

/** Two hidden layers and a probability for each class. */
export const mlpClassifier: NetworkTemplate = {
  key: 'mlp-classifier',
  title: { en: 'MLP classifier', zh: '多层感知机分类' },
  summary: {
    en: 'Two hidden Dense layers and a probability for each class. The usual choice for tables.',
    zh: '两个隐藏 Dense 层，输出每个类别的概率。表格数据的常用选择。'
  },
  docs: {
    offered: {
      en: 'Suggested first when a class is to be foretold from columns of a table.',
      zh: '从表格各列预测类别时首先推荐。'
    },
    network: {
      en: 'The first hidden layer finds combinations of columns, the second combinations of these, the last gives a probability for each class. The first is as wide as the number of columns and rows allows, from 16 to 256 units.',
      zh: '第一个隐藏层寻找列的组合，第二层再组合这些结果，最后一层给出每个类别的概率。第一层的宽度随列数和行数而定，从 16 到 256 个单元。'
    },
    plan: {
      en: 'Few rows get a higher rate, small batches, many epochs and a little L2, so that there are enough steps and no weight grows without need. Training stops when the validation loss has not fallen for 20 epochs; the best epoch is kept.',
      zh: '行数少时用较高的学习率、小批量、更多轮次和少量 L2，既保证步数足够，又避免权重过大。验证损失连续 20 轮不再下降即停止，并保留最佳轮次。'
    },
    change: [
      {
        en: 'Take “MLP with dropout” when train is much better than test.',
        zh: '训练集远好于测试集时，改用“带 Dropout 的多层感知机”。'
      },
      { en: 'Double the units when train itself is poor.', zh: '训练集本身就不好时，把单元数加倍。' },
      {
        en: 'Look at the columns first: a missing or a leaking column matters more than any layer.',
        zh: '先检查列：缺失或泄露目标的列比任何层都重要。'
      }
    ],
    source: 'Rumelhart, Hinton and Williams (1986), Learning representations by back-propagating errors'
  },
  fits: (data) => data.task === 'classification' && data.classCount !== null && isRow(data),
  build(data) {
    const units = hiddenUnits(data)
    return chain([
      { kind: 'dense', params: { units, activation: 'relu' } },
      { kind: 'dense', params: { units: units / 2, activation: 'relu' } },
      { kind: 'dense', params: { units: classesOf(data), activation: 'softmax' } }
    ])
  },
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(rowCount < 1_000 ? 0.003 : 0.001),
    loss: 'sparseCategoricalCrossentropy',
    batchSize: batchSizeFor(rowCount),
    epochs: epochsFor(rowCount),
    regularization: { l1: 0, l2: rowCount < 1_000 ? 0.001 : 0 },
    earlyStopping: { patience: 20, minDelta: 0 }
  })
}

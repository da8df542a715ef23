import { adam, batchSizeFor, wordsOf, type NetworkTemplate, type TemplateData } from './template.ts'
import { tree } from './tree.ts'

const lossOf = ({ task }: TemplateData): 'sparseCategoricalCrossentropy' | 'meanSquaredError' =>
  task === 'regression' ? 'meanSquaredError' : 'sparseCategoricalCrossentropy'

/** Two inputs: the mean of the tokens' vectors beside a Dense layer over the other columns, then both together. */
export const textAndNumbers: NetworkTemplate = {
  key: 'text-and-numbers',
  title: { en: 'Text and numbers', zh: '文本与数值' },
  summary: {
    en: 'Reads a text and the other columns by an Input each, and decides by both together.',
    zh: '用两个 Input 分别读取文本和其他列，再把两者合起来判断。'
  },
  docs: {
    offered: {
      en: 'When a class or a number is to be foretold from a text made into tokens and from other columns at once.',
      zh: '同时根据词元化的文本和其他列预测类别或数值时提供。'
    },
    network: {
      en: 'One Input reads the text: Embedding gives each token 32 numbers, and their mean says what it is about. The other Input reads the remaining columns through a Dense layer. Concatenate lays both side by side, and the last layer decides by all of them.',
      zh: '一个 Input 读取文本：Embedding 为每个词元给出 32 个数，它们的平均反映文本内容。另一个 Input 通过 Dense 层读取其余的列。Concatenate 把两者并排，最后一层根据全部信息判断。'
    },
    plan: {
      en: 'As for the mean of word vectors: a rate of 0.003, and a stop after four epochs without gain, since the text is quickly learned by heart.',
      zh: '与词向量平均相同：学习率 0.003，连续四轮没有改进就停止，因为文本很快会被死记。'
    },
    change: [
      {
        en: 'Train each input alone first, and see what the other one adds.',
        zh: '先单独训练每个输入，看看另一个能带来多少提升。'
      },
      {
        en: 'Put a Bidirectional LSTM in the place of the mean when the order of words matters.',
        zh: '词序重要时，用 Bidirectional LSTM 代替平均。'
      },
      {
        en: 'Raise Dropout to 0.5 when train is much better than test.',
        zh: '训练集远好于测试集时，把 Dropout 提高到 0.5。'
      }
    ],
    source: 'Cheng et al. (2016), Wide and deep learning for recommender systems, arXiv:1606.07792'
  },
  fits: ({ task, inputParts = [] }) =>
    task !== 'generation' && inputParts.map(({ name }) => name).join() === 'text,numbers',
  build: (data) =>
    tree([
      { kind: 'input', params: { part: 'text' }, reads: [], at: [0, 0] },
      {
        kind: 'embedding',
        params: { inputDim: wordsOf(data), outputDim: 32, maskZero: true },
        reads: [0],
        at: [0, 1]
      },
      { kind: 'globalAveragePooling1d', reads: [1], at: [0, 2] },
      { kind: 'input', params: { part: 'numbers' }, reads: [], at: [1, 0] },
      { kind: 'dense', params: { units: 16, activation: 'relu' }, reads: [3], at: [1, 1] },
      { kind: 'concatenate', reads: [2, 4], at: [0, 3] },
      { kind: 'dropout', params: { rate: 0.3 }, reads: [5], at: [0, 4] },
      data.task === 'regression'
        ? { kind: 'dense', params: { units: 1, activation: 'linear' }, reads: [6], at: [0, 5] }
        : {
            kind: 'dense',
            params: { units: data.classCount ?? 2, activation: 'softmax' },
            reads: [6],
            at: [0, 5]
          }
    ]),
  suggestTraining: (data) => ({
    optimizer: adam(0.003),
    loss: lossOf(data),
    batchSize: batchSizeFor(data.rowCount),
    epochs: data.rowCount < 20_000 ? 30 : 12,
    regularization: { l1: 0, l2: 0 },
    earlyStopping: { patience: 4, minDelta: 0 }
  })
}

import { chain } from './chain.ts'
import { adam, isText, wordsOf, type NetworkTemplate } from './template.ts'

/** Two LSTM layers that foretell the next token after each one. */
export const textGenerator: NetworkTemplate = {
  key: 'text-generator',
  title: { en: 'LSTM generator', zh: 'LSTM 文本生成' },
  summary: {
    en: 'Reads token after token, remembers what matters in two LSTM layers, and foretells the next one.',
    zh: '逐个读入词元，用两层 LSTM 记住要点，并预测下一个词元。'
  },
  docs: {
    offered: {
      en: 'Suggested first when a network is to go on with a text: after each token it foretells the next.',
      zh: '要让网络续写文本时首先推荐：它在每个词元之后预测下一个。'
    },
    network: {
      en: 'Embedding gives each token 256 numbers, two LSTM layers of 128 remember what was read, Dense gives a probability for each token of the vocabulary. All steps of a window are learned at once. Layers and sizes are those of the documents; the two Dropouts are ours, since the texts at hand are small.',
      zh: 'Embedding 为每个词元给出 256 个数，两层 128 单元的 LSTM 记住读过的内容，Dense 给出词表中每个词元的概率。一个窗口的所有步同时学习。层和大小与文档一致；两处 Dropout 是我们加的，因为现有文本较少。'
    },
    plan: {
      en: 'Batches of 16 windows, since a small text has few of them. It stops after four epochs without gain; perplexity is then measured on text that it never saw, beside that of counting which token follows which.',
      zh: '每批 16 个窗口，因为小文本的窗口不多。连续四轮没有改进就停止；随后在未见过的文本上测量困惑度，并与统计相邻词元的模型对照。'
    },
    change: [
      {
        en: 'Give it more text: below a hundred thousand characters that helps more than any layer.',
        zh: '给它更多文本：不足十万字时，这比任何层都有用。'
      },
      {
        en: 'Raise Dropout to 0.5 when the validation loss turns up early.',
        zh: '验证损失过早回升时，把 Dropout 提高到 0.5。'
      },
      {
        en: 'Lower the temperature in Generate for text that makes more sense, raise it for more surprise.',
        zh: '生成时降低温度更通顺，升高温度更出人意料。'
      }
    ],
    source:
      'Graves (2013), Generating sequences with recurrent neural networks, arXiv:1308.0850; Zaremba, Sutskever and Vinyals (2014), arXiv:1409.2329'
  },
  fits: (data) => data.task === 'generation' && isText(data),
  build: (data) =>
    chain([
      { kind: 'embedding', params: { inputDim: wordsOf(data), outputDim: 256 } },
      { kind: 'dropout', params: { rate: 0.3 } },
      { kind: 'lstm', params: { units: 128, returnSequences: true } },
      { kind: 'lstm', params: { units: 128, returnSequences: true } },
      { kind: 'dropout', params: { rate: 0.3 } },
      { kind: 'dense', params: { units: wordsOf(data), activation: 'softmax' } }
    ]),
  suggestTraining: () => ({
    optimizer: adam(0.003),
    loss: 'sparseCategoricalCrossentropy',
    batchSize: 16,
    epochs: 60,
    regularization: { l1: 0, l2: 0 },
    earlyStopping: { patience: 4, minDelta: 0 }
  })
}

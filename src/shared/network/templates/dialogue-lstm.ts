import {
  adam,
  answerSteps,
  batchSizeFor,
  epochsFor,
  isTwoTexts,
  stoppingForPairs,
  wordsOf,
  type NetworkTemplate
} from './template.ts'
import { tree } from './tree.ts'

/** An LSTM reads the question both ways; another one writes the answer and looks back at the question before each word. */
export const dialogueLstm: NetworkTemplate = {
  key: 'dialogue-lstm',
  title: { en: 'Dialogue by LSTM', zh: 'LSTM 对话' },
  summary: {
    en: 'One LSTM reads the question, another writes the answer word by word and looks back at the question before each.',
    zh: '一个 LSTM 读入问题，另一个逐词写出回答，每写一词前都回看问题。'
  },
  docs: {
    offered: {
      en: 'Suggested first for pairs of texts: questions with answers, sentences with their translation.',
      zh: '用于成对文本时首先推荐：问题与回答、句子与译文。'
    },
    network: {
      en: 'A Bidirectional LSTM reads the question (encoder). Its mean goes to every step of the second LSTM (decoder) beside the word before. Attention then asks which words of the question matter for the next word, and the last layer gives a probability for each word of the vocabulary.',
      zh: 'Bidirectional LSTM 读入问题（编码器），其平均与前一个词一起送入第二个 LSTM（解码器）的每一步。Attention 再判断下一个词与问题中的哪些词有关，最后一层给出词表中每个词的概率。'
    },
    plan: {
      en: 'In training the decoder is given the right answer so far; when it answers, its own words. It stops when the validation loss has hardly fallen for six epochs.',
      zh: '训练时给解码器的是正确的前文；回答时给的是它自己写出的词。验证损失连续六轮几乎不再下降即停止。'
    },
    change: [
      {
        en: 'Give it more pairs: a word that comes in few answers is hardly ever said.',
        zh: '提供更多成对文本：很少出现在回答中的词几乎不会被说出来。'
      },
      {
        en: 'Double the units of both LSTM when even the training part is not learned.',
        zh: '连训练集都学不好时，把两个 LSTM 的单元数加倍。'
      },
      {
        en: 'Take the Transformer for translation of longer sentences.',
        zh: '翻译较长的句子时改用 Transformer。'
      }
    ],
    source:
      'Sutskever, Vinyals and Le (2014), arXiv:1409.3215; Cho et al. (2014), arXiv:1406.1078; Luong, Pham and Manning (2015), arXiv:1508.04025'
  },
  fits: isTwoTexts,
  build: (data) =>
    tree([
      { kind: 'input', params: { part: 'question' }, reads: [], at: [0, 0] },
      {
        kind: 'embedding',
        params: { inputDim: wordsOf(data), outputDim: 64, maskZero: true },
        reads: [0],
        at: [0, 1]
      },
      {
        kind: 'bidirectional',
        params: { cell: 'LSTM', units: 64, returnSequences: true },
        reads: [1],
        at: [0, 2]
      },
      { kind: 'globalAveragePooling1d', reads: [2], at: [0, 3] },
      { kind: 'repeatVector', params: { n: answerSteps(data) }, reads: [3], at: [0, 4] },
      { kind: 'input', params: { part: 'answer' }, reads: [], at: [1, 0] },
      { kind: 'embedding', params: { inputDim: wordsOf(data), outputDim: 64 }, reads: [5], at: [1, 1] },
      { kind: 'concatenate', reads: [6, 4], at: [1, 5] },
      { kind: 'lstm', params: { units: 128, returnSequences: true }, reads: [7], at: [1, 6] },
      { kind: 'attention', reads: [8, 2], at: [0, 7] },
      { kind: 'concatenate', reads: [8, 9], at: [1, 8] },
      { kind: 'dense', params: { units: 128, activation: 'tanh' }, reads: [10], at: [1, 9] },
      { kind: 'dropout', params: { rate: 0.2 }, reads: [11], at: [1, 10] },
      { kind: 'dense', params: { units: wordsOf(data), activation: 'softmax' }, reads: [12], at: [1, 11] }
    ]),
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(0.003),
    loss: 'sparseCategoricalCrossentropy',
    batchSize: batchSizeFor(rowCount),
    epochs: epochsFor(rowCount),
    regularization: { l1: 0, l2: 0 },
    earlyStopping: stoppingForPairs(rowCount)
  })
}

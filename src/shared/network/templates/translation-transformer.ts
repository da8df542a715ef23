import {
  adam,
  batchSizeFor,
  epochsFor,
  isTwoTexts,
  stoppingForPairs,
  wordsOf,
  type NetworkTemplate
} from './template.ts'
import { tree } from './tree.ts'

/** A Transformer encoder reads a text, a decoder writes another one and looks at the first before each word. */
export const translationTransformer: NetworkTemplate = {
  key: 'translation-transformer',
  title: { en: 'Translation by Transformer', zh: 'Transformer 翻译' },
  summary: {
    en: 'An encoder reads the sentence, a decoder writes the other one and looks at all of the first before each word.',
    zh: '编码器读入原句，解码器逐词写出译文，每写一词前都查看整个原句。'
  },
  docs: {
    offered: {
      en: 'For pairs of texts as two inputs; best where the words of one side answer those of the other, as in translation.',
      zh: '用于排成两个输入的成对文本；两侧词语互相对应（如翻译）时效果最好。'
    },
    network: {
      en: 'PositionEmbedding tells where a word stands. In TransformerEncoder each word of the sentence looks at all others. In TransformerDecoder each word written so far looks at those before it and then at the encoded sentence; what fills a short sentence up is never looked at.',
      zh: 'PositionEmbedding 告诉模型词的位置。TransformerEncoder 中原句的每个词查看所有其他词；TransformerDecoder 中已写出的每个词先查看前面的词，再查看编码后的原句；补齐短句的部分从不被查看。'
    },
    plan: {
      en: 'A low rate, 0.001, as for all attention. It stops when the validation loss has hardly fallen for six epochs.',
      zh: '与其他注意力网络一样用较低的学习率 0.001。验证损失连续六轮几乎不再下降即停止。'
    },
    change: [
      {
        en: 'Add a second encoder and decoder when there are ten thousand pairs or more.',
        zh: '成对文本达到一万以上时，编码器和解码器各加一层。'
      },
      {
        en: 'Use Byte-pair encoding where many words come only once.',
        zh: '许多词只出现一次时，使用字节对编码。'
      },
      {
        en: 'Raise Dropout when train is much better than test.',
        zh: '训练集远好于测试集时，提高 Dropout。'
      }
    ],
    source: 'Vaswani et al. (2017), Attention is all you need, arXiv:1706.03762'
  },
  fits: isTwoTexts,
  build: (data) =>
    tree([
      { kind: 'input', params: { part: 'question' }, reads: [], at: [0, 0] },
      {
        kind: 'embedding',
        params: { inputDim: wordsOf(data), outputDim: 96, maskZero: true },
        reads: [0],
        at: [0, 1]
      },
      { kind: 'positionEmbedding', reads: [1], at: [0, 2] },
      {
        kind: 'transformerEncoder',
        params: { numHeads: 4, feedForward: 192, dropout: 0.1 },
        reads: [2],
        at: [0, 3]
      },
      { kind: 'input', params: { part: 'answer' }, reads: [], at: [1, 0] },
      { kind: 'embedding', params: { inputDim: wordsOf(data), outputDim: 96 }, reads: [4], at: [1, 1] },
      { kind: 'positionEmbedding', reads: [5], at: [1, 2] },
      {
        kind: 'transformerDecoder',
        params: { numHeads: 4, feedForward: 192, dropout: 0.1 },
        reads: [6, 3],
        at: [1, 4]
      },
      { kind: 'dense', params: { units: wordsOf(data), activation: 'softmax' }, reads: [7], at: [1, 5] }
    ]),
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(0.001),
    loss: 'sparseCategoricalCrossentropy',
    batchSize: batchSizeFor(rowCount),
    epochs: epochsFor(rowCount),
    regularization: { l1: 0, l2: 0 },
    earlyStopping: stoppingForPairs(rowCount)
  })
}

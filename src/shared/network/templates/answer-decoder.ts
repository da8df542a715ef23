import { chain } from './chain.ts'
import { adam, batchSizeFor, epochsFor, isText, wordsOf, type NetworkTemplate } from './template.ts'

/** A Transformer decoder alone goes on behind the question with the answer. */
export const answerDecoder: NetworkTemplate = {
  key: 'answer-decoder',
  title: { en: 'Answers by a decoder alone', zh: '仅用解码器回答' },
  summary: {
    en: 'Reads question and answer as one text, as GPT does, and goes on behind the question.',
    zh: '像 GPT 一样把问题和回答当作一段文本，在问题之后续写。'
  },
  docs: {
    offered: {
      en: 'For pairs of texts that are laid out in one row.',
      zh: '用于排成一行的成对文本。'
    },
    network: {
      en: 'Question and answer stand one behind the other. In each TransformerDecoder a word looks at those before it only, so that what was asked is before the eyes of every word of the answer. Only the answer is learned.',
      zh: '问题和回答前后相接。每个 TransformerDecoder 中，词只能查看前面的词，因此回答的每个词都能看到问题。只学习回答部分。'
    },
    plan: {
      en: 'A low rate, 0.001, as for all attention. It stops when the validation loss has not fallen for six epochs.',
      zh: '与其他注意力网络一样用较低的学习率 0.001。验证损失连续六轮不再下降即停止。'
    },
    change: [
      {
        en: 'Take two inputs and an encoder when there are few pairs: it learns more from each.',
        zh: '成对文本较少时，改用两个输入和编码器，学得更充分。'
      },
      { en: 'Add a third block when there are many pairs.', zh: '成对文本较多时，再加一个块。' },
      {
        en: 'Raise Dropout when train is much better than test.',
        zh: '训练集远好于测试集时，提高 Dropout。'
      }
    ],
    source: 'Radford et al. (2018), Improving language understanding by generative pre-training'
  },
  fits: (data) => data.task === 'pairs' && isText(data),
  build: (data) =>
    chain([
      { kind: 'embedding', params: { inputDim: wordsOf(data), outputDim: 96 } },
      { kind: 'positionEmbedding' },
      { kind: 'transformerDecoder', params: { numHeads: 4, feedForward: 192, dropout: 0.1 } },
      { kind: 'transformerDecoder', params: { numHeads: 4, feedForward: 192, dropout: 0.1 } },
      { kind: 'dense', params: { units: wordsOf(data), activation: 'softmax' } }
    ]),
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(0.001),
    loss: 'sparseCategoricalCrossentropy',
    batchSize: batchSizeFor(rowCount),
    epochs: epochsFor(rowCount),
    regularization: { l1: 0, l2: 0 },
    // Few rows make few steps of an epoch, so that it takes many to see whether anything is gained.
    earlyStopping: { patience: rowCount < 1000 ? 20 : 6, minDelta: 0 }
  })
}

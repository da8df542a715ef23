import { smallGpt } from './small-gpt.ts'
import {
  adam,
  batchSizeFor,
  epochsFor,
  isText,
  stoppingForPairs,
  wordsOf,
  type NetworkTemplate
} from './template.ts'

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
      en: 'The network of the Transformer generator. Question and answer stand one behind the other; in each TransformerDecoder a word looks at those before it only, so that what was asked is before the eyes of every word of the answer. Only the answer is learned.',
      zh: '与“Transformer 文本生成”是同一个网络。问题和回答前后相接；每个 TransformerDecoder 中，词只能查看前面的词，因此回答的每个词都能看到问题。只学习回答部分。'
    },
    plan: {
      en: 'A low rate, 0.001, as for all attention. It stops when the validation loss has hardly fallen for six epochs. With few pairs, start from a Transformer generator that was trained on a text in the same words: take over its words and its weights.',
      zh: '与其他注意力网络一样用较低的学习率 0.001。验证损失连续六轮几乎不再下降即停止。成对文本较少时，可从用同样词语训练好的 Transformer 文本生成开始：沿用其词表和权重。'
    },
    change: [
      {
        en: 'With few pairs, pre-train the Transformer generator on a text of the same language and start from that run.',
        zh: '成对文本较少时，先用同一语言的文本预训练 Transformer 文本生成，再从那次运行开始。'
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
  build: (data) => smallGpt(wordsOf(data)),
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(0.001),
    loss: 'sparseCategoricalCrossentropy',
    batchSize: batchSizeFor(rowCount),
    epochs: epochsFor(rowCount),
    regularization: { l1: 0, l2: 0 },
    earlyStopping: stoppingForPairs(rowCount)
  })
}

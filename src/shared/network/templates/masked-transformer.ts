import { chain } from './chain.ts'
import { adam, isText, wordsOf, type NetworkTemplate } from './template.ts'

/** Blocks of attention that guess the hidden words of a text from all others; a classifier can start from them. */
export const maskedTransformer: NetworkTemplate = {
  key: 'masked-transformer',
  title: { en: 'Hidden words by Transformer', zh: 'Transformer 猜词预训练' },
  summary: {
    en: 'Learns a language without labels, by guessing hidden words from those around them. A classifier can start from it.',
    zh: '无需标签，通过上下文猜被遮住的词来学习语言；分类模型可以从它开始。'
  },
  docs: {
    offered: {
      en: 'When hidden words are to be guessed: pre-training as with BERT, on texts that need no labels.',
      zh: '任务是猜被遮住的词时提供：像 BERT 那样在无标签文本上预训练。'
    },
    network: {
      en: 'The same Embedding, PositionEmbedding and TransformerEncoder, of the same names and sizes, as in Text by Transformer, so that a classifier can take over their weights. A TransformerEncoder looks to both sides of a word. Dense gives a probability for each word of the vocabulary at each place; only the hidden places count.',
      zh: 'Embedding、PositionEmbedding 和 TransformerEncoder 的名称和大小与“Transformer 文本分类”相同，因此分类模型可以沿用它们的权重。TransformerEncoder 同时看一个词的左右两边。Dense 在每个位置给出词表中每个词的概率，只有被遮住的位置计入损失。'
    },
    plan: {
      en: 'One place in seven is asked for, so it learns longer than a classifier; several copies of each text, hidden otherwise, make an epoch. It stops when the validation loss has not fallen for four epochs.',
      zh: '每七个位置只问一个，因此比分类模型学得更久；每段文本有多份不同的遮盖，共同构成一轮。验证损失连续四轮不再下降即停止。'
    },
    change: [
      {
        en: 'Give it more texts; labels are not needed, so they are cheap.',
        zh: '给它更多文本：不需要标签，成本很低。'
      },
      {
        en: 'Raise the copies in Mask when there are only a few hundred texts.',
        zh: '只有几百段文本时，在“遮盖”中增加份数。'
      },
      {
        en: 'Then train a classifier with “Start from” this run: first with the layers taken over frozen, then all at a tenth of the rate.',
        zh: '然后让分类模型“从本次运行开始”：先冻结沿用的层，再以十分之一的学习率训练全部层。'
      }
    ],
    source:
      'Devlin et al. (2018), BERT: Pre-training of deep bidirectional Transformers for language understanding, arXiv:1810.04805'
  },
  fits: (data) => data.task === 'masked' && isText(data),
  build: (data) =>
    chain([
      { kind: 'embedding', params: { inputDim: wordsOf(data), outputDim: 64, maskZero: true } },
      { kind: 'positionEmbedding' },
      { kind: 'transformerEncoder', params: { numHeads: 4, feedForward: 128, dropout: 0.1 } },
      { kind: 'dense', params: { units: wordsOf(data), activation: 'softmax' } }
    ]),
  suggestTraining: ({ rowCount }) => ({
    optimizer: adam(0.002),
    loss: 'sparseCategoricalCrossentropy',
    batchSize: 32,
    epochs: rowCount < 20_000 ? 30 : 6,
    regularization: { l1: 0, l2: 0 },
    earlyStopping: { patience: 4, minDelta: 0 }
  })
}

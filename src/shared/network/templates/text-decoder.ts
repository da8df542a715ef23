import { smallGpt } from './small-gpt.ts'
import { adam, isText, wordsOf, type NetworkTemplate } from './template.ts'

/** Blocks of attention that only look back, and foretell the next token after each one: a small GPT. */
export const textDecoder: NetworkTemplate = {
  key: 'text-decoder',
  title: { en: 'Transformer generator', zh: 'Transformer 文本生成' },
  summary: {
    en: 'A small GPT: each token looks back at those before it, and the next one is foretold. To be pre-trained, then fine-tuned.',
    zh: '小型 GPT：每个词元回看之前的词元，预测下一个。适合先预训练，再微调。'
  },
  docs: {
    offered: {
      en: 'When a network is to go on with a text, beside the LSTM generator.',
      zh: '要让网络续写文本时，与 LSTM 文本生成一同提供。'
    },
    network: {
      en: 'Embedding and PositionEmbedding say which token stands where. In each of two TransformerDecoder blocks a token looks back at those before it, never ahead, with four heads; they are normalised first and bent by GELU, as in GPT-2. LayerNormalization steadies the last block’s output, and Dense gives a probability for each token of the vocabulary.',
      zh: 'Embedding 和 PositionEmbedding 表示哪个词元在哪个位置。两个 TransformerDecoder 块中，每个词元以四个头回看之前的词元，从不看后面；与 GPT-2 相同，先归一化，用 GELU 激活。LayerNormalization 稳定最后一块的输出，Dense 给出词表中每个词元的概率。'
    },
    plan: {
      en: 'A rate of 0.001 and batches of 16 windows. It stops after four epochs without gain. A model that was trained on one text can start another: with its words taken over and a tenth of the rate it is fine-tuned on a smaller text.',
      zh: '学习率 0.001，每批 16 个窗口，连续四轮没有改进就停止。在一份文本上训练好的模型可以作为另一次训练的起点：沿用其词表，以十分之一的学习率在较小的文本上微调。'
    },
    change: [
      {
        en: 'Give it more text: attention needs more of it than LSTM does.',
        zh: '给它更多文本：注意力比 LSTM 需要更多数据。'
      },
      {
        en: 'Pre-train on a large text of the same language, then start from that run.',
        zh: '先在同一语言的大文本上预训练，再从那次运行开始。'
      },
      {
        en: 'Raise Dropout when the validation loss turns up early.',
        zh: '验证损失过早回升时，提高 Dropout。'
      }
    ],
    source:
      'Radford et al. (2018), Improving language understanding by generative pre-training; Radford et al. (2019), Language models are unsupervised multitask learners (GPT-2)'
  },
  fits: (data) => data.task === 'generation' && isText(data),
  build: (data) => smallGpt(wordsOf(data)),
  suggestTraining: () => ({
    optimizer: adam(0.001),
    loss: 'sparseCategoricalCrossentropy',
    batchSize: 16,
    epochs: 60,
    regularization: { l1: 0, l2: 0 },
    earlyStopping: { patience: 4, minDelta: 0 }
  })
}

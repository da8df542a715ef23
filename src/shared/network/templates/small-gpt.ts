import type { NetworkGraph } from '../network-graph.ts'
import { chain } from './chain.ts'

const block = { numHeads: 4, feedForward: 256, activation: 'gelu', dropout: 0.1, normFirst: true }

/**
 * A GPT of two blocks. Every template that reads on from left to right draws this one, so that each can start from the
 * weights of another: pre-trained on a text, fine-tuned on questions and answers.
 *
 * Input    tokens [steps], numbers below `words`
 * Output   [steps, words], the probability of each token to come next
 * Source   Radford et al. (2019), Language models are unsupervised multitask learners (GPT-2)
 */
export const smallGpt = (words: number): NetworkGraph =>
  chain([
    { kind: 'embedding', params: { inputDim: words, outputDim: 128 } },
    { kind: 'positionEmbedding' },
    { kind: 'dropout', params: { rate: 0.3 } },
    { kind: 'transformerDecoder', params: block },
    { kind: 'transformerDecoder', params: block },
    { kind: 'layerNormalization' },
    { kind: 'dropout', params: { rate: 0.3 } },
    { kind: 'dense', params: { units: words, activation: 'softmax' } }
  ])

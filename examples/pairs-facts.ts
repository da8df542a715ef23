import type { Example } from './example.ts'
import { notReported } from './example.ts'

/** What examples of pairs have in common: figures of answers to questions that training did not have. */
export const ofPairs: Pick<Example, 'task' | 'metric' | 'beside' | 'documents'> = {
  task: 'pairs',
  metric: 'chrf',
  beside: ['bleu', 'exactMatch', 'answerPerplexity'],
  documents: notReported
}

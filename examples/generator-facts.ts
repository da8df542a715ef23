import { textGenerator } from '../src/shared/network/templates/text-generator.ts'
import { notReported, type Example } from './example.ts'

/** What both generators on the Tang poems have in common: better than counting which token follows which. */
export const onTangPoems: Omit<Example, 'key' | 'title' | 'prepare'> = {
  template: textGenerator,
  sample: 'tang_poems.txt',
  task: 'generation',
  metric: 'perplexity',
  bound: { metric: 'bigramPerplexity' },
  beside: ['bigramPerplexity', 'bitsPerCharacter'],
  documents: notReported
}

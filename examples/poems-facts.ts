import { notReported, onlyFeature, tokenSteps, type Example } from './example.ts'

/** What both networks on the poems have in common: the characters alone, without the author, who would tell it all. */
export const onPoems: Omit<Example, 'key' | 'title' | 'template'> = {
  sample: 'chinese_poems.csv',
  target: 'dynasty',
  prepare: (suggested) => ({
    ...suggested,
    columns: onlyFeature(suggested, 'text'),
    steps: tokenSteps('text', { by: 'characters', length: 64, minCount: 2 }),
    // Few poems: more of them are kept for measuring.
    split: { ...suggested.split, train: 0.6, validation: 0.15, test: 0.25 }
  }),
  // Three poems of four are Tang: without weights, guessing that is hard to beat.
  training: { classWeights: { kind: 'balanced' } },
  metric: 'macroRecall',
  bound: 0.55,
  beside: ['accuracy', 'macroF1'],
  documents: notReported
}

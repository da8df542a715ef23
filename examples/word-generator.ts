import type { DatasetSpec } from '../src/shared/dataset/dataset-spec.ts'
import type { Example } from './example.ts'
import { onTangPoems } from './generator-facts.ts'

const byWords = (step: DatasetSpec['steps'][number]): DatasetSpec['steps'][number] =>
  step.kind === 'segmentText' ? { ...step, params: { ...step.params, by: 'longestMatch' } } : step

export const wordGenerator: Example = {
  ...onTangPoems,
  key: 'word-generator',
  title: { en: 'Poems word by word, two LSTM layers', zh: '逐词生成诗句（两层 LSTM）' },
  prepare: (suggested) => ({ ...suggested, steps: suggested.steps.map(byWords) })
}

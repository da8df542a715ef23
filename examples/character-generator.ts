import type { Example } from './example.ts'
import { onTangPoems } from './generator-facts.ts'

/** The preparation suggested for Chinese is by characters already. */
export const characterGenerator: Example = {
  ...onTangPoems,
  key: 'character-generator',
  title: { en: 'Poems character by character, two LSTM layers', zh: '逐字生成诗句（两层 LSTM）' }
}

import { textTransformer } from '../src/shared/network/templates/text-transformer.ts'
import type { Example } from './example.ts'
import { onPoems } from './poems-facts.ts'

export const poemsTransformer: Example = {
  ...onPoems,
  key: 'poems-transformer',
  title: {
    en: 'Tang or Song by Transformer, from the characters alone',
    zh: 'Transformer 判断唐宋（仅凭用字）'
  },
  template: textTransformer
}

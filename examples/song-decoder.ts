import { adam } from '../src/shared/network/templates/template.ts'
import { textDecoder } from '../src/shared/network/templates/text-decoder.ts'
import type { Example } from './example.ts'
import { onTangPoems } from './generator-facts.ts'

/** Pre-training: the Tang poems, which are three times as many. */
export const tangDecoder: Example = {
  ...onTangPoems,
  key: 'tang-decoder',
  title: { en: 'Tang poems by a small GPT', zh: '小型 GPT 续写唐诗' },
  template: textDecoder
}

const onSongPoems = {
  ...onTangPoems,
  template: textDecoder,
  sample: 'song_poems.txt'
}

export const songDecoderFresh: Example = {
  ...onSongPoems,
  key: 'song-decoder-fresh',
  title: { en: 'Song poems by a small GPT, from random values', zh: '小型 GPT 续写宋诗（随机初始值）' },
  // The same words, so that perplexities compare.
  startFrom: { example: tangDecoder, takes: 'words' }
}

/** Fine-tuning: the words are those of the Tang poems. */
export const songDecoder: Example = {
  ...onSongPoems,
  key: 'song-decoder',
  title: { en: 'Song poems, fine-tuned from the Tang poems', zh: '从唐诗模型微调续写宋诗' },
  startFrom: { example: tangDecoder, takes: 'weights' },
  training: { optimizer: adam(0.0003) },
  bound: 320
}

import { characterGenerator } from './character-generator.ts'
import { digits } from './digits.ts'
import type { Example } from './example.ts'
import { line } from './line.ts'
import { mlp } from './mlp.ts'
import { newsLstm } from './news-lstm.ts'
import { newsTransformer } from './news-transformer.ts'
import { poemsLstm } from './poems-lstm.ts'
import { poemsTransformer } from './poems-transformer.ts'
import { sentimentLstm } from './sentiment-lstm.ts'
import { sentimentTransformer } from './sentiment-transformer.ts'
import { study } from './study.ts'
import { wordGenerator } from './word-generator.ts'

/** Every example, in the order of the tables. */
export const examples: readonly Example[] = [
  line,
  study,
  mlp,
  digits,
  newsLstm,
  newsTransformer,
  poemsLstm,
  poemsTransformer,
  sentimentLstm,
  sentimentTransformer,
  characterGenerator,
  wordGenerator
]

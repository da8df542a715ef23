import { answers } from './answers.ts'
import { characterGenerator } from './character-generator.ts'
import { diabetes } from './diabetes.ts'
import { dialogue } from './dialogue.ts'
import { digitsByRow } from './digits-by-row.ts'
import { digits } from './digits.ts'
import { electricityConvolution } from './electricity-convolution.ts'
import { electricityLstm } from './electricity-lstm.ts'
import type { Example } from './example.ts'
import { fewAnswers, fewAnswersFresh, lettersDecoder } from './few-answers.ts'
import { fewNewsFresh, fewNewsFrozen, fewNewsUnfrozen } from './few-news.ts'
import { irisSoftmax } from './iris-softmax.ts'
import { iris } from './iris.ts'
import { line } from './line.ts'
import { maskedNews } from './masked-news.ts'
import { mlp } from './mlp.ts'
import { newsAverage } from './news-average.ts'
import { newsConvolution } from './news-convolution.ts'
import { newsLstm } from './news-lstm.ts'
import { newsTransformer } from './news-transformer.ts'
import { poemsLstm } from './poems-lstm.ts'
import { poemsTransformer } from './poems-transformer.ts'
import { poemsWithAuthor } from './poems-with-author.ts'
import { sentimentLstm } from './sentiment-lstm.ts'
import { sentimentTransformer } from './sentiment-transformer.ts'
import { songDecoder, songDecoderFresh, tangDecoder } from './song-decoder.ts'
import { study } from './study.ts'
import { translation } from './translation.ts'
import { wordGenerator } from './word-generator.ts'

/** Every example, in the order of the tables. */
export const examples: readonly Example[] = [
  line,
  study,
  irisSoftmax,
  iris,
  mlp,
  diabetes,
  digits,
  digitsByRow,
  newsAverage,
  newsConvolution,
  newsLstm,
  newsTransformer,
  poemsLstm,
  poemsTransformer,
  poemsWithAuthor,
  sentimentLstm,
  sentimentTransformer,
  characterGenerator,
  wordGenerator,
  electricityConvolution,
  electricityLstm,
  tangDecoder,
  songDecoderFresh,
  songDecoder,
  maskedNews,
  fewNewsFresh,
  fewNewsFrozen,
  fewNewsUnfrozen,
  dialogue,
  translation,
  answers,
  lettersDecoder,
  fewAnswersFresh,
  fewAnswers
]

import { z } from 'zod'
import { dataPart } from '../dataset/prepared-data.ts'

/** A figure with its 95 % interval where one can be stated. */
export const measured = z.strictObject({
  value: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable()
})
export type Measured = z.infer<typeof measured>

export const curvePoint = z.strictObject({ x: z.number(), y: z.number() })

/** Precision, recall and F1 of one class, by the usual definitions; null where the denominator is 0. */
export const classMetrics = z.strictObject({
  name: z.string(),
  /** Rows whose true class this is. */
  support: z.int().min(0),
  precision: z.number().nullable(),
  recall: z.number().nullable(),
  f1: z.number().nullable(),
  /** One class against the rest: x false positive rate, y true positive rate, thinned to at most 200 points. Empty where only one side occurs. */
  roc: z.array(curvePoint),
  auc: z.number().nullable()
})
export type ClassMetrics = z.infer<typeof classMetrics>

const averages = z.strictObject({ precision: z.number(), recall: z.number(), f1: z.number() })

/** Where several targets are predicted: the column of one beside the main one. Its loss is its own, the main one's that of all. */
const auxiliary = { target: z.string().optional() }

export const classificationReport = z.strictObject({
  kind: z.literal('classification'),
  ...auxiliary,
  part: z.union([dataPart, z.literal('all')]),
  rowCount: z.int().min(0),
  loss: z.number(),
  /** Wilson score interval. */
  accuracy: measured,
  macro: averages,
  weighted: averages,
  /** Mean of the classes' AUC, weighted equally. */
  macroAuc: z.number().nullable(),
  classes: z.array(classMetrics),
  /** confusion[actual][predicted], in rows. */
  confusion: z.array(z.array(z.int().min(0)))
})
export type ClassificationReport = z.infer<typeof classificationReport>

export const regressionReport = z.strictObject({
  kind: z.literal('regression'),
  ...auxiliary,
  part: z.union([dataPart, z.literal('all')]),
  rowCount: z.int().min(0),
  /** The training loss, on the scale the network learned on. */
  loss: z.number(),
  /** In the target's own unit (squared for mse). */
  mse: z.number(),
  rmse: z.number(),
  mae: z.number(),
  /** 1 - residual / total sum of squares; null when the target is constant. */
  r2: z.number().nullable(),
  /** x true, y predicted; at most 2,000 rows, evenly taken. */
  points: z.array(curvePoint)
})
export type RegressionReport = z.infer<typeof regressionReport>

/** How well a model foretells the next token. Perplexity: of how many equally likely tokens it is in doubt. */
const foretelling = z.strictObject({
  perplexity: z.number(),
  /** Information of the text in bits for each of its characters, by this model. */
  bitsPerCharacter: z.number()
})

export const generationReport = z.strictObject({
  kind: z.literal('generation'),
  part: z.union([dataPart, z.literal('all')]),
  /** Windows. */
  rowCount: z.int().min(0),
  tokenCount: z.int().min(0),
  characterCount: z.int().min(0),
  /** The training loss: mean information of a token in nats, penalties included. */
  loss: z.number(),
  ...foretelling.shape,
  /** Share of tokens that were the likeliest. */
  accuracy: measured,
  /** Share of tokens that the vocabulary does not hold. */
  unknownShare: z.number(),
  /** Two neighbouring tokens counted on the training part, for comparison; its smoothing suits validation best. */
  bigram: z.strictObject({ ...foretelling.shape, smoothing: z.number() })
})
export type GenerationReport = z.infer<typeof generationReport>

/** How well hidden words are guessed. */
const guessing = z.strictObject({
  /** Share of the hidden words whose guess was right. */
  accuracy: measured,
  /** Of how many equally likely words the guess is in doubt. */
  perplexity: z.number()
})

/** A hidden word of an example: which token of the text it is, what stood there instead, and what was guessed. */
const guessedPlace = z.strictObject({
  at: z.int().min(0),
  shown: z.string(),
  guess: z.string(),
  probability: z.number()
})

export const maskedReport = z.strictObject({
  kind: z.literal('masked'),
  part: z.union([dataPart, z.literal('all')]),
  /** Texts; those of training count once for each copy. */
  rowCount: z.int().min(0),
  /** Hidden words. */
  tokenCount: z.int().min(0),
  /** The training loss: mean information of a hidden word in nats, penalties included. */
  loss: z.number(),
  ...guessing.shape,
  /** Always guessing the word that is hidden most often in the training part, and each by its share there. */
  baseline: z.strictObject({ word: z.string(), ...guessing.shape }),
  /** A few texts with what was hidden and what was guessed. */
  examples: z.array(
    z.strictObject({ row: z.int().min(0), tokens: z.array(z.string()), places: z.array(guessedPlace) })
  )
})
export type MaskedReport = z.infer<typeof maskedReport>

/** Errors of forecasts in the target's own unit; MASE and sMAPE have none. */
export const forecastErrors = z.strictObject({
  mae: z.number(),
  rmse: z.number(),
  /** Errors beside those of repeating the last season within the training part; null where that has none. */
  mase: z.number().nullable(),
  /** From 0 to 2. */
  smape: z.number()
})
export type ForecastErrors = z.infer<typeof forecastErrors>

/** Values of one series from some moment on. Low and high are to hold four of five values; null where validation has too few windows. */
const forecastLine = z.strictObject({
  values: z.array(z.number()),
  low: z.array(z.number()).nullable(),
  high: z.array(z.number()).nullable()
})

export const forecastReport = z.strictObject({
  kind: z.literal('forecast'),
  part: z.union([dataPart, z.literal('all')]),
  /** Windows. */
  rowCount: z.int().min(0),
  /** The training loss, on the scale the network learned on. */
  loss: z.number(),
  ...forecastErrors.shape,
  /** Rows after which the series repeats; 1 where it does not, so that the last value is repeated. */
  season: z.int().min(1),
  /** Repeating the last season, over the windows that have one before them. */
  naive: forecastErrors.nullable(),
  /** For each step of the horizon. */
  steps: z.array(z.strictObject({ mae: z.number(), naive: z.number().nullable() })),
  /** Share of values that lay between low and high. */
  coverage: z.number().nullable(),
  timeKind: z.enum(['date', 'number']),
  /** Of a few series, what was and what had been forecast from several moments; `start` counts in `times`. */
  fans: z.array(
    z.strictObject({
      name: z.string().nullable(),
      times: z.array(z.number()),
      actual: z.array(z.number()),
      forecasts: z.array(z.strictObject({ start: z.int().min(0), ...forecastLine.shape }))
    })
  ),
  /** What comes after the last rows there are; `times` begins with those of `actual`. */
  next: z.array(
    z.strictObject({
      name: z.string().nullable(),
      times: z.array(z.number()),
      actual: z.array(z.number()),
      ...forecastLine.shape
    })
  )
})
export type ForecastReport = z.infer<typeof forecastReport>

/** A question of the data with what should have been answered and what was. */
const answeredPair = z.strictObject({
  /** Counts from 0 in the imported dataset. */
  row: z.int().min(0),
  question: z.string(),
  expected: z.string(),
  given: z.string(),
  /** Of this answer alone. */
  chrf: z.number(),
  /** Whether token for token it is what was expected. */
  isExact: z.boolean()
})
export type AnsweredPair = z.infer<typeof answeredPair>

/** How the words of answers are told apart for BLEU, by the name sacrebleu gives it. */
export const bleuTokenizer = z.enum(['13a', 'zh', 'char'])
export type BleuTokenizer = z.infer<typeof bleuTokenizer>

export const pairsReport = z.strictObject({
  kind: z.literal('pairs'),
  part: z.union([dataPart, z.literal('all')]),
  /** Pairs. */
  rowCount: z.int().min(0),
  /** Tokens of their answers, ends among them. */
  tokenCount: z.int().min(0),
  /** The training loss: mean information of a token of the answers in nats, penalties included. */
  loss: z.number(),
  /** Of how many equally likely tokens the model is in doubt, the right answer before it. */
  perplexity: z.number(),
  /** Share of tokens that were the likeliest, the right answer before them. */
  accuracy: measured,
  /** Share of tokens of the answers that the vocabulary does not hold. */
  unknownShare: z.number(),
  /** Of so many questions the answer was written out, word by word, by the model alone; the figures below are of these. */
  answeredCount: z.int().min(0),
  /** Share of answers that are what was expected, token for token. */
  exactMatch: measured,
  /** From 0 to 100. */
  bleu: z.number(),
  bleuTokenizer,
  /** From 0 to 100. */
  chrf: z.number(),
  answers: z.array(answeredPair)
})
export type PairsReport = z.infer<typeof pairsReport>

export const evaluationReport = z.discriminatedUnion('kind', [
  classificationReport,
  regressionReport,
  generationReport,
  forecastReport,
  maskedReport,
  pairsReport
])
export type EvaluationReport = z.infer<typeof evaluationReport>

/** One row's prediction: `row` counts from 0 in the imported dataset. */
export const rowPrediction = z.strictObject({
  ...auxiliary,
  row: z.int().min(0),
  part: z.union([dataPart, z.literal('all')]),
  /** Class index, or the true value; null when the label is unknown. */
  actual: z.number().nullable(),
  /** Class index, or the predicted value. */
  predicted: z.number(),
  /** Probability of each class; null for regression. */
  probabilities: z.array(z.number()).nullable()
})
export type RowPrediction = z.infer<typeof rowPrediction>

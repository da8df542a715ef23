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

export const classificationReport = z.strictObject({
  kind: z.literal('classification'),
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

export const evaluationReport = z.discriminatedUnion('kind', [
  classificationReport,
  regressionReport,
  generationReport
])
export type EvaluationReport = z.infer<typeof evaluationReport>

/** One row's prediction: `row` counts from 0 in the imported dataset. */
export const rowPrediction = z.strictObject({
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

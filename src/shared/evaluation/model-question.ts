import { z } from 'zod'
import { textPiece } from '../dataset/text/text-piece.ts'
import { generationSettings } from '../generation/generation-settings.ts'

/** A value that a person gives for one input; null is left empty. */
export const inputValue = z.union([z.number(), z.string().max(200_000), z.null()])
export type InputValue = z.infer<typeof inputValue>

export const inputValues = z.record(z.string(), inputValue)
export type InputValues = z.infer<typeof inputValues>

/** A text to go on with, token by token. */
export const promptQuestion = z.strictObject({ kind: z.literal('prompt'), settings: generationSettings })

/** How much a head of an attention layer takes from each step of a row's text. */
export const attentionQuestion = z.strictObject({
  kind: z.literal('attention'),
  values: inputValues,
  /** The layer's name in the built model. */
  layer: z.string().max(200),
  /** From 0. */
  head: z.int().min(0).max(1024)
})

/** What a trained model is asked: a row by column name, or a picture's bytes at the size the network sees. */
export const modelQuestion = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('row'),
    values: inputValues,
    /** A usual value for each input; where given, each input in turn is set to it, to find out how much it matters. */
    usual: inputValues.nullable()
  }),
  z.strictObject({
    kind: z.literal('image'),
    /** [row, column, channel] */
    pixels: z.instanceof(Uint8Array),
    /** Whether parts of the picture are covered in turn, to find out how much they matter. */
    isExplained: z.boolean()
  }),
  promptQuestion,
  attentionQuestion
])
export type ModelQuestion = z.infer<typeof modelQuestion>

/** What stands in an input's place that was left empty, or that training has never seen. */
export const inputNote = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('filled'),
    input: z.string(),
    with: z.union([z.number(), z.string()])
  }),
  z.strictObject({ kind: z.literal('unseen'), input: z.string(), value: z.string() })
])
export type InputNote = z.infer<typeof inputNote>

const predicted = {
  /** Class index, or the value in the target's own unit. */
  predicted: z.number(),
  /** Probability of each class; null for regression. */
  probabilities: z.array(z.number()).nullable()
}

export const modelPrediction = z.strictObject({
  kind: z.literal('prediction'),
  ...predicted,
  /** What is predicted beside it, in the targets' order. */
  auxiliaries: z.array(z.strictObject(predicted)).optional(),
  notes: z.array(inputNote)
})
export type ModelPrediction = z.infer<typeof modelPrediction>

/**
 * How much one input matters here: what the probability of the predicted class, or the predicted value, gains by the
 * input being what it is and not `usual`.
 */
export const influence = z.strictObject({
  input: z.string(),
  usual: inputValue,
  change: z.number()
})
export type Influence = z.infer<typeof influence>

/** One piece of an answer; the prediction comes first, what explains it follows. */
export const modelAnswer = z.discriminatedUnion('kind', [
  modelPrediction,
  z.strictObject({ kind: z.literal('influences'), influences: z.array(influence) }),
  /** A text as the network reads it; `cutCount` tokens more did not fit in. */
  z.strictObject({
    kind: z.literal('pieces'),
    input: z.string(),
    pieces: z.array(textPiece),
    cutCount: z.int().min(0)
  }),
  /** The next piece of a text that a generator writes. */
  z.strictObject({ kind: z.literal('text'), text: z.string() }),
  z.strictObject({
    kind: z.literal('text-ended'),
    /** Whether the text came to its end by itself. */
    isEnded: z.boolean(),
    tokenCount: z.int().min(0),
    durationMs: z.number().min(0)
  }),
  /** By the same measure as `influence`, one number for each of its pieces: what is lost without it. */
  z.strictObject({ kind: z.literal('piece-changes'), input: z.string(), changes: z.array(z.number()) }),
  z.strictObject({
    kind: z.literal('attention'),
    layer: z.string(),
    head: z.int().min(0),
    /** Steps that look, and steps that are looked at: tokens where the layer reads those of the text, else numbers. */
    queries: z.array(textPiece),
    keys: z.array(textPiece),
    /** [query, key]: shares that add up to 1 over all keys, with those left out. */
    shares: z.array(z.number()),
    /** [query, key]: whether the query may look at the key. */
    seen: z.array(z.boolean()),
    /** Steps behind those told here. */
    leftOutCount: z.int().min(0)
  }),
  /** By the same measure as `influence`, one number for each patch of a grid over the picture, row by row. */
  z.strictObject({
    kind: z.literal('heat-map'),
    rowCount: z.int().min(1),
    columnCount: z.int().min(1),
    changes: z.array(z.number())
  })
])
export type ModelAnswer = z.infer<typeof modelAnswer>
export type HeatMap = Extract<ModelAnswer, { kind: 'heat-map' }>
export type AttentionMap = Extract<ModelAnswer, { kind: 'attention' }>

import { z } from 'zod'
import type { Problem } from '../core/checked.ts'
import { sampleShape } from '../core/schema.ts'
import { columnKind } from './column.ts'
import { preparationStep, task } from './dataset-spec.ts'

export const dataPart = z.enum(['train', 'validation', 'test'])
export type DataPart = z.infer<typeof dataPart>

/** What a step learned from the training part, column by column: plain JSON, defined by the transform's own file. */
export const fittedStep = z.strictObject({
  step: preparationStep,
  fitted: z.array(z.strictObject({ column: z.string(), state: z.json() }))
})

/** What is known of the series of a forecast, to be used again on other rows of them. */
export const fittedSeries = z.strictObject({
  /** Name of the column that orders the rows. */
  time: z.string(),
  timeKind: z.enum(['date', 'number']),
  /** Name of the column that tells series apart; null where the table is one series. */
  column: z.string().nullable(),
  /** From one row of a series to the next. */
  interval: z.strictObject({ unit: z.enum(['ms', 'month', 'number']), count: z.number().gt(0) }),
  /** Rows of one window. */
  steps: z.int().min(1),
  /** After how many rows the series repeats, in the training part; 1 where it does not. */
  season: z.int().min(1),
  scales: z
    .array(
      z.strictObject({
        /** Null where the table is one series. */
        name: z.string().nullable(),
        /** The network's value × scale + shift is in the target's own unit. */
        shift: z.number(),
        scale: z.number().gt(0),
        /** Mean absolute error of repeating the last season within the training part; null where it has no two seasons. */
        naiveError: z.number().nullable()
      })
    )
    .min(1),
  /** How far the band reaches to both sides at each step of the horizon, on the scale of learning; absent before validation and in older runs. */
  reach: z.array(z.number().min(0)).optional()
})
export type FittedSeries = z.infer<typeof fittedSeries>

/** How a question and its answer stand in a sample. */
export const fittedPair = z.strictObject({
  /** Each its own input, or both in one row, the answer behind the question. */
  layout: z.enum(['twoRows', 'oneRow']),
  /** Tokens of a question at most. */
  questionLength: z.int().min(1),
  /** Tokens of an answer at most, its end among them: as many steps ask for a token. */
  answerLength: z.int().min(2)
})
export type FittedPair = z.infer<typeof fittedPair>

const answer = {
  name: z.string(),
  /** Class names in code order; null for regression. */
  classes: z.array(z.string()).nullable(),
  /** Regression: what was taken off and divided by, to be undone on predictions; null when raw. */
  scaling: z.strictObject({ mean: z.number(), standardDeviation: z.number() }).nullable()
}

/** A target that is predicted beside the main one. */
export const auxiliaryTarget = z.strictObject(answer)
export type AuxiliaryTarget = z.infer<typeof auxiliaryTarget>

/** The target as the network sees it. */
export const preparedTarget = z.strictObject({
  ...answer,
  /** What is predicted beside it: each sample has a label for it and one for each of these, in this order. */
  auxiliaries: z.array(auxiliaryTarget).min(1).optional(),
  /** Sequences: how many labels each sample has. In generation it is the next token after each of its own. */
  stepCount: z.int().min(1).optional(),
  /** Forecasts: how many values in a row each sample asks for. */
  horizon: z.int().min(1).optional(),
  /** Some labels are −1: they do not count, in losses and figures alike. */
  hasUncounted: z.literal(true).optional()
})
export type PreparedTarget = z.infer<typeof preparedTarget>

/** One of several inputs of a network, as it stands in the row of numbers that a sample is. */
export const inputPart = z.strictObject({ name: z.string().regex(/^[a-z][a-z0-9_]*$/u), shape: sampleShape })
export type InputPart = z.infer<typeof inputPart>

/**
 * Everything that turns raw rows into the network's input, fitted on the training part only.
 * Kept with each run (`preparation.json`) and carried by each export.
 */
export const fittedPreparation = z.strictObject({
  version: z.literal(1),
  kind: z.enum(['table', 'images']),
  task,
  /** Raw columns that prediction needs, in order (tables). */
  inputs: z.array(
    z.strictObject({ name: z.string(), kind: columnKind, categories: z.array(z.string()).nullable() })
  ),
  steps: z.array(fittedStep),
  /** Names of the numbers in one sample, in order (tables); empty for images. */
  featureNames: z.array(z.string()),
  sampleShape,
  /** Where a sample is several inputs one after another: each of them, in order. */
  inputParts: z.array(inputPart).min(2).optional(),
  /** Where the numbers of a sample are tokens: what each stands for, the one that fills up first; else null. */
  words: z.array(z.string()).nullable().default(null),
  target: preparedTarget,
  /** Forecasts only. */
  series: fittedSeries.optional(),
  /** Pairs of texts only. */
  pair: fittedPair.optional()
})
export type FittedPreparation = z.infer<typeof fittedPreparation>

/** Where series lie among the prepared rows, which are in order of series and of time. */
export interface SeriesLayout {
  /** For each sample which of the fitted series it is of. */
  readonly ofSample: Uint32Array
  /** First prepared row of each series, and after the last one the number of rows. */
  readonly starts: Uint32Array
  /** For each series, which of the fitted scales is its own. */
  readonly scaleOf: Uint32Array
  /** For each prepared row. */
  readonly times: Float64Array
}

/** A question with the answer that was given to it. */
export interface TextPair {
  readonly question: string
  readonly answer: string
}

/** A dataset ready to train on. Labels are class codes or (scaled) values. */
export interface PreparedData {
  readonly preparation: FittedPreparation
  readonly samples: SampleSource
  /**
   * One for each sample, or one for each of its targets, or `stepCount` of them, −1 where one does not count; of windows
   * one for each value, which is the value after it, or for each prepared row of a series, which is its target.
   */
  readonly labels: Float32Array
  /** How much each sample counts in learning; all the same where left out. */
  readonly weights?: Float32Array | undefined
  /** Forecasts only. */
  readonly series?: SeriesLayout | undefined
  /** Pairs only: the texts of each sample as they were imported. */
  readonly pairs?: readonly TextPair[] | undefined
  /** For each part, indices into samples and labels. */
  readonly parts: Readonly<Record<DataPart, Uint32Array>>
  /** For each sample, its row (or image index) in the imported dataset. */
  readonly rowIndices: Uint32Array
  /** What the person should know though it stops nothing, such as rows left out. */
  readonly notes: readonly Problem[]
}

/**
 * Samples by index: a float32 matrix for tables, bytes with a scale and offset for images, windows over one long row of
 * tokens or of a series' prepared rows, which are never written out.
 */
export type SampleSource =
  | { readonly kind: 'float32'; readonly values: Float32Array; readonly sampleSize: number }
  | {
      readonly kind: 'uint8'
      readonly values: Uint8Array
      readonly sampleSize: number
      readonly scale: number
      readonly offset: number
    }
  | {
      readonly kind: 'windows'
      readonly values: Float32Array
      /** Where each window starts. */
      readonly starts: Uint32Array
      /** Where the labels of each window start; left out where each value's label is the value after it. */
      readonly labelStarts?: Uint32Array | undefined
      readonly sampleSize: number
    }

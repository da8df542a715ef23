import type { Task } from '../../dataset/dataset-spec.ts'
import type { Label } from '../../core/params.ts'
import type { SampleShape } from '../../core/schema.ts'
import type { InputPart } from '../../dataset/prepared-data.ts'
import type { NetworkGraph } from '../network-graph.ts'

/** What is known of the data when a network is to be suggested. */
export interface TemplateData {
  readonly kind: 'table' | 'images'
  readonly task: Task
  /** Null for regression. */
  readonly classCount: number | null
  /** Shape of one prepared sample. */
  readonly sampleShape: SampleShape
  /** Where a sample is several inputs: each of them. */
  readonly inputParts?: readonly InputPart[] | undefined
  /** Tokens of the vocabulary, where a sample is a sequence of tokens. */
  readonly wordCount?: number | null
  /** Values that a forecast asks for. */
  readonly horizon?: number | null
  /** What is predicted beside the target; classes are null for a number. */
  readonly auxiliaries?:
    readonly { readonly name: string; readonly classes: readonly string[] | null }[] | undefined
  /** Rows or images of the whole dataset. */
  readonly rowCount: number
}

interface Adam {
  readonly kind: 'adam'
  readonly learningRate: number
  readonly beta1: number
  readonly beta2: number
  readonly epsilon: number
}

/** Training settings that go with a network; a part of TrainingSpec. */
export interface TemplateTraining {
  readonly optimizer: Adam | { readonly kind: 'sgd'; readonly learningRate: number }
  readonly loss:
    | 'sparseCategoricalCrossentropy'
    | 'categoricalCrossentropy'
    | 'binaryCrossentropy'
    | 'meanSquaredError'
    | 'huber'
  readonly batchSize: number
  readonly epochs: number
  readonly regularization: { readonly l1: number; readonly l2: number }
  readonly earlyStopping: { readonly patience: number; readonly minDelta: number }
}

/** What the page of a template says beside its layers, its plan and its figures. */
export interface TemplateDocs {
  /** On which data it is offered. */
  readonly offered: Label
  /** How the layers work together, and why these. */
  readonly network: Label
  /** Why it is trained so. */
  readonly plan: Label
  /** What to change when the result is not good enough; the first helps most. */
  readonly change: readonly Label[]
  /** Whose idea it is. */
  readonly source: string
}

/** A network to start from, fitted to the data. */
export interface NetworkTemplate {
  readonly key: string
  readonly title: Label
  /** One sentence: what it is good for. */
  readonly summary: Label
  readonly docs?: TemplateDocs
  /** Whether it can work on the data at all. */
  fits(data: TemplateData): boolean
  build(data: TemplateData): NetworkGraph
  /** Settings that reach a good result on data of this size. */
  suggestTraining(data: TemplateData): TemplateTraining
}

/** The number of classes, for templates that only fit data with classes. */
export function classesOf({ classCount }: TemplateData): number {
  if (classCount === null) throw new Error('A template for classes was built for data without any.')
  return classCount
}

const hasWords = ({ wordCount }: TemplateData): boolean => wordCount !== null && wordCount !== undefined

const isOnePart = ({ sampleShape, inputParts }: TemplateData): boolean =>
  sampleShape.length === 1 && inputParts === undefined

export const isRow = (data: TemplateData): boolean => isOnePart(data) && !hasWords(data)
/** One row of tokens. */
export const isText = (data: TemplateData): boolean => isOnePart(data) && hasWords(data)

/** A text that asks and one that answers, each an input of its own. */
export const isTwoTexts = ({ task, inputParts = [] }: TemplateData): boolean =>
  task === 'pairs' && inputParts.map(({ name }) => name).join() === 'question,answer'

/** Steps of an answer, for templates that only fit two texts. */
export function answerSteps({ inputParts = [] }: TemplateData): number {
  const [steps] = inputParts.find(({ name }) => name === 'answer')?.shape ?? []
  if (steps === undefined) throw new Error('A template for pairs was built for data without answers.')
  return steps
}

/** Tokens of the vocabulary, for templates that only fit text. */
export function wordsOf({ wordCount }: TemplateData): number {
  if (wordCount === null || wordCount === undefined)
    throw new Error('A template for text was built for data without words.')
  return wordCount
}
/** Windows over series: [steps, features]. */
export const isSeries = (data: TemplateData): boolean =>
  data.task === 'forecast' && data.sampleShape.length === 2

/** Values to forecast, for templates that only fit series. */
export function horizonOf({ horizon }: TemplateData): number {
  if (horizon === null || horizon === undefined)
    throw new Error('A template for series was built for data without a horizon.')
  return horizon
}
export const isImage = ({ sampleShape }: TemplateData): boolean => sampleShape.length === 3

/** Adam with Keras' hyper-parameters but for the rate. */
export const adam = (learningRate: number): Adam => ({
  kind: 'adam',
  learningRate,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-7
})

/** Small batches for few rows, so that an epoch still has some steps; large ones for many, so that it ends. */
export function batchSizeFor(rowCount: number): number {
  if (rowCount < 1_000) return 16
  if (rowCount < 20_000) return 32
  return rowCount < 200_000 ? 128 : 512
}

/** Epochs that give a network about as many steps on a small dataset as on a large one. */
export function epochsFor(rowCount: number): number {
  if (rowCount < 1_000) return 150
  if (rowCount < 20_000) return 60
  return rowCount < 200_000 ? 30 : 15
}

/**
 * When training on pairs stops. Few rows make few steps of an epoch, so that it takes many to see whether anything is
 * gained; answers that are sure to one in two thousand gain nothing more.
 */
export const stoppingForPairs = (rowCount: number): TemplateTraining['earlyStopping'] => ({
  patience: rowCount < 1_000 ? 20 : 6,
  minDelta: 0.0005
})

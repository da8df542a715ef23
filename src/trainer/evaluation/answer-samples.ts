import { ProblemError } from '../../shared/core/checked.ts'
import type { SampleSource } from '../../shared/dataset/prepared-data.ts'
import { likeliestClasses } from '../../shared/evaluation/evaluate-classification.ts'
import type { ModelAnswer } from '../../shared/evaluation/model-question.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { createBatchReader } from '../dataset/batch-reader.ts'
import { shorten } from './evaluate.ts'
import type { OpenedModel } from './open-model.ts'
import {
  predictionBatchSize,
  probabilitiesOf,
  readOutputs,
  splitOutputs,
  valuesOf,
  type TargetOutputs
} from './predict.ts'

export interface AnswerOptions {
  readonly signal: AbortSignal
  readonly send: (answer: ModelAnswer) => void
}

/** What a model makes of some samples: probabilities of the classes, or values in the target's own unit. */
export interface SampleAnswers {
  readonly rowCount: number
  readonly probabilities: Float32Array | undefined
  readonly values: Float64Array
  /** The same of each target beside the main one. */
  readonly auxiliaries?: readonly TargetAnswers[] | undefined
}

type TargetAnswers = Omit<SampleAnswers, 'auxiliaries'>

/**
 * Runs samples through the model.
 *
 * Problems  evaluation/not-finite
 * Throws    the signal's reason, when it is aborted
 */
export async function answerSamples(
  { model, preparation }: OpenedModel,
  samples: SampleSource,
  signal: AbortSignal
): Promise<SampleAnswers> {
  const { target, sampleShape } = preparation
  const rowCount = samples.values.length / samples.sampleSize
  const reader = createBatchReader({ samples, labels: undefined, sampleShape, target })
  const rows = Uint32Array.from({ length: rowCount }, (_, row) => row)
  const batchSize = predictionBatchSize(samples.sampleSize)
  const outputs = await readOutputs(model, reader, rows, { batchSize, signal })
  if (!outputs.every(Number.isFinite)) throw new ProblemError(problem('evaluation/not-finite', {}))
  const [main, ...others] = splitOutputs(outputs, model, target, rowCount)
  return {
    ...answerTarget(main, rowCount),
    ...(others.length > 0 && { auxiliaries: others.map((one) => answerTarget(one, rowCount)) })
  }
}

function answerTarget({ outputs, target, head }: TargetOutputs, rowCount: number): TargetAnswers {
  if (target.classes === null)
    return { rowCount, probabilities: undefined, values: valuesOf(outputs, target) }
  const probabilities = probabilitiesOf(outputs, head, { rowCount, classCount: target.classes.length })
  const values = Float64Array.from(likeliestClasses(probabilities, target.classes.length))
  return { rowCount, probabilities, values }
}

/** The answer to the only sample there is. */
export function predictionOf({ auxiliaries, ...main }: SampleAnswers) {
  return {
    kind: 'prediction' as const,
    ...firstOf(main),
    ...(auxiliaries && { auxiliaries: auxiliaries.map(firstOf) })
  }
}

function firstOf({ probabilities, values }: TargetAnswers) {
  const predicted = values[0] ?? 0
  return {
    predicted: probabilities === undefined ? Number(predicted.toPrecision(7)) : predicted,
    probabilities: probabilities === undefined ? null : shorten(probabilities)
  }
}

/** What the answer gains over each other sample: probability of its class, or its value. */
export function changesAgainst(answer: SampleAnswers, others: SampleAnswers): number[] {
  const predicted = answer.values[0] ?? 0
  const { probabilities } = answer
  if (probabilities === undefined) return Array.from(others.values, (value) => predicted - value)
  const classCount = probabilities.length
  return Array.from(
    { length: others.rowCount },
    (_, row) => (probabilities[predicted] ?? 0) - (others.probabilities?.[row * classCount + predicted] ?? 0)
  )
}

/** Throws  ProblemError  evaluation/other-question */
export function requireKind({ preparation }: OpenedModel, kind: OpenedModel['preparation']['kind']): void {
  if (preparation.kind !== kind) throw new ProblemError(problem('evaluation/other-question', {}))
}

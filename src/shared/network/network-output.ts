import type { SampleShape } from '../core/schema.ts'
import type { Task } from '../dataset/dataset-spec.ts'
import type { AuxiliaryTarget } from '../dataset/prepared-data.ts'
import type { NetworkOutput, SingleOutput } from './check-output.ts'

/** What of prepared data decides what a network has to give out. */
export interface OutputFacts {
  /** Names of the classes; null where a value, or the next token, is to be foretold. */
  readonly classes: readonly string[] | null
  readonly sampleShape: SampleShape | null
  /** Tokens of the vocabulary, where a sample is a sequence of tokens. */
  readonly wordCount?: number | undefined
  /** Values that a forecast asks for. */
  readonly horizon?: number | undefined
  /** Words to give for each sample, where that is not one for each of its numbers. */
  readonly stepCount?: number | undefined
  /** What is predicted beside it. */
  readonly auxiliaries?: readonly Pick<AuxiliaryTarget, 'name' | 'classes'>[] | undefined
}

/** What a target asks for by itself. */
export const singleOutput = (classes: readonly string[] | null): SingleOutput =>
  classes === null ? { kind: 'regression' } : { kind: 'classification', classCount: classes.length }

/** What a network is to give out for prepared data. */
export function networkOutputFor(
  task: Task,
  { classes, sampleShape, wordCount, horizon, stepCount, auxiliaries: found }: OutputFacts
): NetworkOutput {
  const auxiliaries = found?.map(({ name, classes: own }) => ({ name, output: singleOutput(own) }))
  const beside = auxiliaries && { auxiliaries }
  if (task === 'regression') return { kind: 'regression', ...beside }
  if (task === 'forecast') return { kind: 'forecast', horizon: horizon ?? 1 }
  if (task === 'classification') return { ...singleOutput(classes ?? []), ...beside }
  // A hidden word is asked for in the same way as the next one: one number for each word at each step.
  return { kind: 'generation', stepCount: stepCount ?? sampleShape?.[0] ?? 0, wordCount: wordCount ?? 0 }
}

import { deriveSeed } from '../../shared/core/random.ts'
import type { PreparedData } from '../../shared/dataset/prepared-data.ts'
import { TEXT_START, TEXT_START_ID, UNKNOWN_ID } from '../../shared/dataset/text/special-tokens.ts'
import { defaultGeneration } from '../../shared/generation/generation-settings.ts'
import type { ModelSpec } from '../../shared/network/model-spec.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { RunEvent } from '../../shared/training/run-events.ts'
import { isSampleDue, longestSampleMs, type SampleText } from '../../shared/training/sample-text.ts'
import type { TrainingSpec } from '../../shared/training/training-spec.ts'
import { generate, spellerOf } from '../generation/generate.ts'
import { openSteps } from '../generation/generate-job.ts'
import type { BuiltModel } from '../network/build-model.ts'
import type { Course } from './course.ts'

/** Tokens of the training text that a text begins with where the model knows no start. */
const OPENING_LENGTH = 8

export interface SampleWriterParts {
  readonly model: BuiltModel
  readonly spec: ModelSpec
  readonly data: Pick<PreparedData, 'preparation' | 'samples' | 'parts'>
  readonly training: Pick<TrainingSpec, 'sampleText' | 'seed' | 'epochs'>
  readonly course: Pick<Course, 'records' | 'clock'>
  readonly send: (event: RunEvent) => void
  /** Aborted when training is to end: the text is cut off there. */
  readonly signal: AbortSignal
}

/**
 * Writes a text after an epoch with the weights as they are, from one prompt and one seed, so that only what was learned
 * makes the difference. Draws no random number that training draws, and takes a small share of its time at most.
 *
 * Output    undefined for a model that writes no text or was not asked to; the writer answers undefined where none is due
 * Problems  training/no-sample-text, told as a warning once
 */
export function openSampleWriter(
  parts: SampleWriterParts
): ((epoch: number) => Promise<SampleText | undefined>) | undefined {
  const { model, spec, data, course, send, signal } = parts
  const { sampleText, seed, epochs } = parts.training
  const { preparation } = data
  if (preparation.task !== 'generation' || sampleText === null) return undefined
  const prompt = sampleText.prompt === '' ? openingOf(data) : sampleText.prompt
  const settings = { ...defaultGeneration, ...sampleText, prompt, seed: deriveSeed(seed, 'sample-text') }
  let hasFailed = false
  return async (epoch) => {
    const { elapsedMs } = course.clock
    if (hasFailed || !isSampleDue({ epoch, epochs }, elapsedMs, course.records)) return undefined
    const startedAt = performance.now()
    const limit = AbortSignal.timeout(longestSampleMs(elapsedMs))
    const generated = await generate(openSteps({ model, spec, preparation }), preparation, {
      settings,
      signal: AbortSignal.any([signal, limit]),
      onText: () => undefined
    })
    if (!generated.ok) {
      hasFailed = true
      send({
        type: 'warned',
        problem: problem('training/no-sample-text', { reason: generated.problem.message })
      })
      return undefined
    }
    const { text } = generated.value
    return text === '' ? undefined : { prompt, text, durationMs: performance.now() - startedAt }
  }
}

/** Empty where a model knows the start of a text; else how the training text begins. */
function openingOf({ preparation, samples, parts }: SampleWriterParts['data']): string {
  if (preparation.words?.[TEXT_START_ID] === TEXT_START || samples.kind !== 'windows') return ''
  const start = samples.starts[parts.train[0] ?? 0] ?? 0
  const tokens = Array.from(samples.values.subarray(start, start + OPENING_LENGTH))
  return tokens
    .filter((token) => token > UNKNOWN_ID)
    .map(spellerOf(preparation))
    .join('')
    .trim()
}

import { z } from 'zod'

/** A short text that a generator writes after its epochs, so that one can see it learn. Only the weights are read. */
export const sampleTextSpec = z.strictObject({
  /** What each text begins with; empty is the start of a text, or of the training text where a model knows none. */
  prompt: z.string().max(500),
  /** Tokens at most. */
  length: z.int().min(1).max(1000),
  temperature: z.number().min(0).max(5)
})
export type SampleTextSpec = z.infer<typeof sampleTextSpec>

export const defaultSampleText: SampleTextSpec = { prompt: '', length: 60, temperature: 0.8 }

/** What was written after an epoch. */
export const sampleText = z.strictObject({
  prompt: z.string(),
  /** What was added to the prompt. */
  text: z.string(),
  durationMs: z.number().min(0)
})
export type SampleText = z.infer<typeof sampleText>

/** The share of a training's time that its sample texts may take. */
export const SAMPLE_TEXT_SHARE = 0.03

/** After how many epochs a text is written at most, the first and the last among them. */
const MOST_TEXTS = 100

interface Told {
  readonly epoch: number
  readonly sample?: SampleText | undefined
}

/**
 * Whether a text is written after this epoch: always after the first, then as often as its share of the time allows.
 *
 * Input  elapsedMs: training time up to here; records: all epochs before this one
 */
export function isSampleDue(
  { epoch, epochs }: { readonly epoch: number; readonly epochs: number },
  elapsedMs: number,
  records: readonly Told[]
): boolean {
  const samples = records.flatMap(({ sample }) => (sample === undefined ? [] : [sample]))
  if (samples.length === 0) return true
  const every = Math.ceil(epochs / MOST_TEXTS)
  if (epoch % every !== 0 && epoch !== epochs) return false
  const spentMs = samples.reduce((sum, { durationMs }) => sum + durationMs, 0)
  return spentMs + (samples.at(-1)?.durationMs ?? 0) <= SAMPLE_TEXT_SHARE * elapsedMs
}

/** How long a text may take at least, however short the training was up to here. */
const LEAST_MS = 500

/** After how many milliseconds a text is cut off; a whole number, as timers take it. */
export const longestSampleMs = (elapsedMs: number): number =>
  Math.ceil(Math.max(LEAST_MS, SAMPLE_TEXT_SHARE * elapsedMs))

import type { StepResults } from '../step.ts'
import { DTYPE, type Feed } from './native-graph.ts'
import { recordStep, type RecordedParts, type RecordedStep, type StepPlace } from './record-step.ts'
import type { BatchInputs, SampleFeed } from './samples.ts'
import type { QueuedStep } from './step-queue.ts'

/** Runs steps whose batches have one size. */
export type StepRunner = (steps: readonly QueuedStep[]) => Promise<StepResults>

export interface SeededParts extends RecordedParts {
  readonly seed: number
}

/** The step recorded for batches of one size, run by the add-on as often as asked. */
export function createStepLoop(
  place: StepPlace,
  parts: SeededParts,
  { samples, batchSize }: { readonly samples: SampleFeed; readonly batchSize: number }
): StepRunner {
  const { builder } = place
  const inputs = samples.inputsFor(batchSize)
  const dropoutCount = parts.model.dropoutSeeds(0, 0).length
  const seeds = dropoutCount === 0 ? undefined : builder.placeholder(DTYPE.int32, [dropoutCount, 2])
  const settings = place.settings.map(() => builder.placeholder(DTYPE.float32, []).id)
  const recorded = recordStep(place, parts, { ...inputs, seeds, settings })
  return (steps) => runLoop({ place, parts, inputs, seeds: seeds?.id, settings, recorded }, steps)
}

interface Loop {
  readonly place: StepPlace
  readonly parts: SeededParts
  readonly inputs: BatchInputs
  readonly seeds: number | undefined
  readonly settings: readonly number[]
  readonly recorded: RecordedStep
}

async function runLoop(
  { place, parts, inputs, seeds, settings, recorded }: Loop,
  steps: readonly QueuedStep[]
): Promise<StepResults> {
  const feeds: Feed[] = inputs.feed(steps.map(({ batch }) => batch))
  if (seeds !== undefined) {
    const values = seedsOf(parts, steps)
    feeds.push({ output: seeds, dtype: DTYPE.int32, shape: [values.length / steps.length / 2, 2], values })
  }
  for (const [index, output] of settings.entries()) {
    const valueAt = place.settings[index]
    const values = Float32Array.from(steps, (step) => valueAt?.(step) ?? NaN)
    feeds.push({ output, dtype: DTYPE.float32, shape: [], values })
  }
  const fetches = [recorded.loss, recorded.score]
  const [losses, scores] = await place.builder.graph.run(feeds, fetches, recorded.changes, steps.length)
  return { losses: losses as Float32Array, scores: scores as Float32Array }
}

/** What the dropout masks of some steps follow from, one after another: for each layer a number and 0. */
export const seedsOf = ({ model, seed }: SeededParts, steps: readonly QueuedStep[]): Int32Array =>
  Int32Array.from(steps.flatMap(({ step }) => model.dropoutSeeds(seed, step).flatMap((value) => [value, 0])))

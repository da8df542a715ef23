import { DTYPE, type Feed } from './native-graph.ts'
import { recordStep, type RecordedParts, type RecordedStep, type StepPlace } from './record-step.ts'
import type { BatchInputs, SampleFeed } from './samples.ts'
import type { QueuedStep, StretchMaker } from './step-queue.ts'

export interface SeededParts extends RecordedParts {
  readonly seed: number
}

/** The step recorded for batches of one size, run by the add-on as often as asked. */
export function createStepLoop(
  place: StepPlace,
  parts: SeededParts,
  { samples, batchSize }: { readonly samples: SampleFeed; readonly batchSize: number }
): StretchMaker {
  const { builder } = place
  const inputs = samples.inputsFor(batchSize)
  const dropoutCount = parts.model.dropoutSeeds(0, 0).length
  const seeds = dropoutCount === 0 ? undefined : builder.placeholder(DTYPE.int32, [dropoutCount, 2])
  const settings = place.settings.map(() => builder.placeholder(DTYPE.float32, []).id)
  const recorded = recordStep(place, parts, { ...inputs, seeds, settings })
  return (steps) => prepareLoop({ place, parts, inputs, seeds: seeds?.id, settings, recorded }, steps)
}

interface Loop {
  readonly place: StepPlace
  readonly parts: SeededParts
  readonly inputs: BatchInputs
  readonly seeds: number | undefined
  readonly settings: readonly number[]
  readonly recorded: RecordedStep
}

function prepareLoop(
  { place, parts, inputs, seeds, settings, recorded }: Loop,
  steps: readonly QueuedStep[]
): ReturnType<StretchMaker> {
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
  return async () => {
    const [losses, scores] = await place.builder.graph.run(feeds, fetches, recorded.changes, steps.length)
    return { losses: losses as Float32Array, scores: scores as Float32Array }
  }
}

/** What the dropout masks of some steps follow from, one after another: for each layer a number and 0. */
export function seedsOf({ model, seed }: SeededParts, steps: readonly QueuedStep[]): Int32Array {
  const layerCount = model.dropoutSeeds(seed, 0).length
  const seeds = new Int32Array(steps.length * layerCount * 2)
  if (layerCount === 0) return seeds
  for (const [index, { step }] of steps.entries()) {
    for (const [layer, value] of model.dropoutSeeds(seed, step).entries()) {
      seeds[(index * layerCount + layer) * 2] = value
    }
  }
  return seeds
}

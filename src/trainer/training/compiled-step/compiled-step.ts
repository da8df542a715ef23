import type { EngineName } from '../../../shared/training/engine.ts'
import type { BatchData } from '../../dataset/batch-reader.ts'
import { EngineError, type TrainingStep } from '../step.ts'
import { createEpochProgram, type EpochProgram } from './epoch-program.ts'
import { createForwardPass } from './forward-pass.ts'
import { createGraphBuilder, type GraphBuilder } from './graph-builder.ts'
import { addResets, openPlace, slotsOf, type StepPlace } from './record-step.ts'
import { RecordingError } from './recorder.ts'
import { createSampleFeed, type SampleFeed, type SampleHolder } from './samples.ts'
import { connectSlots } from './slot-state.ts'
import { createStepLoop, type SeededParts } from './step-loop.ts'
import { createStepQueue, type StretchMaker } from './step-queue.ts'
import { mirrorWeights } from './variables.ts'
import { refusalOfXla } from './xla-refusal.ts'

export interface CompiledParts extends SeededParts {
  readonly data: BatchData
  readonly trainRows: Uint32Array
  readonly batchSize: number
  /** Bytes of samples that may stay in the runtime; a default where left out. */
  readonly residentBytes?: number
  /** Of samples that several steps read; left out for a step that reads its own. */
  readonly holder?: SampleHolder
}

export type CompiledEngine = Exclude<EngineName, 'eager'>

export interface CompiledStep extends TrainingStep {
  /** Forgets what the optimiser has gathered, as before the first step. */
  reset(): Promise<void>
  /**
   * From here on whole batches run as one program of XLA's, or again as a recorded step each.
   *
   * Throws  RecordingError  when XLA is not fit for the model
   */
  useXla(isWanted: boolean): void
}

/**
 * A step recorded once as a TensorFlow graph and then run as a whole, several steps at a time on a thread of its own.
 *
 * Throws  RecordingError  when the model cannot be recorded; Error when the add-on is not there
 */
export async function createCompiledStep(
  parts: CompiledParts,
  engine: CompiledEngine = 'compiled'
): Promise<CompiledStep> {
  const builder = createGraphBuilder({ isSingleThread: engine === 'compiled-single-thread' })
  try {
    return await buildStep(builder, parts, engine)
  } catch (error) {
    builder.graph.close()
    throw error
  }
}

async function buildStep(
  builder: GraphBuilder,
  parts: CompiledParts,
  engine: CompiledEngine
): Promise<CompiledStep> {
  const { model, data, trainRows, batchSize, residentBytes, holder } = parts
  const place = openPlace(builder, parts)
  const samples = createSampleFeed(builder, { data, rows: trainRows }, { holder, budget: residentBytes })
  const sizes = new Set([Math.min(batchSize, trainRows.length), trainRows.length % batchSize])
  const runners = new Map<number, StretchMaker>()
  for (const size of [...sizes].filter((one) => one > 0)) {
    runners.set(size, createStepLoop(place, parts, { samples, batchSize: size }))
  }
  const size = Math.min(batchSize, trainRows.length)
  let program: EpochProgram | undefined
  let isXla = false
  const useXla = (isWanted: boolean): void => {
    if (isWanted) program ??= openProgram(place, { ...parts, batchSize: size }, samples)
    isXla = isWanted
  }
  if (engine === 'xla-epoch') useXla(true)
  const mirror = mirrorWeights(builder, model.weights, place.weights)
  const pass = createForwardPass({ builder, model, weights: place.weights, mirror })
  model.forwardPass = pass
  const state = connectSlots(builder, model, slotsOf(place))
  const resets = addResets(place)
  const reset = async (): Promise<void> => {
    if (resets.length > 0) await builder.graph.run([], [], resets, 1)
  }
  await samples.prepare()
  await reset()
  const runnerOf = (rowCount: number): StretchMaker => {
    const runner = isXla && rowCount === size ? program?.prepare : runners.get(rowCount)
    if (runner === undefined) throw new Error(`No step was recorded for a batch of ${rowCount} rows.`)
    return runner
  }
  const queue = createStepQueue(
    (steps) => {
      const run = runnerOf(steps[0]?.batch.length ?? 0)(steps)
      return async () => {
        try {
          await mirror.push()
          return await run()
        } catch (error) {
          throw new EngineError(error instanceof Error ? error.message : String(error))
        }
      }
    },
    (rowCount) => (isXla ? (program?.stepLimit ?? 1) : samples.stepLimit(rowCount))
  )
  return {
    run: queue.run,
    readResults: queue.readResults,
    readState: () => queue.settle().then(() => state.readState()),
    writeState: (values) => queue.settle().then(() => state.writeState(values)),
    updateModel: () => queue.settle().then(() => mirror.pull()),
    reset: () => queue.settle().then(reset),
    useXla,
    dispose: () => {
      if (model.forwardPass === pass) model.forwardPass = undefined
      builder.graph.close()
    }
  }
}

function openProgram(place: StepPlace, parts: CompiledParts, { resident }: SampleFeed): EpochProgram {
  if (resident === undefined) throw new RecordingError('XLA', 'the samples do not fit into the runtime')
  const refusal = refusalOfXla(place.builder)
  if (refusal !== undefined) throw new RecordingError(refusal, 'XLA is slow at it')
  return createEpochProgram(place, { ...parts, rows: resident })
}

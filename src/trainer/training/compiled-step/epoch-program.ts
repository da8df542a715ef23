import type { GraphBuilder } from './graph-builder.ts'
import { defineLoop, givenTo, type LoopShape } from './loop-function.ts'
import { attribute, DTYPE, type Feed } from './native-graph.ts'
import type { StepPlace } from './record-step.ts'
import type { ResidentRows } from './samples.ts'
import { seedsOf, type SeededParts } from './step-loop.ts'
import type { StretchMaker } from './step-queue.ts'

/** Most steps of one run of a program. */
const MOST_STEPS = 1024
/** Most row positions that it is given at a time. */
const MOST_POSITIONS = 2 ** 20

export interface ProgramParts extends SeededParts {
  readonly batchSize: number
  readonly rows: ResidentRows
}

export interface EpochProgram {
  /** For batches of the size that it was made for. */
  readonly prepare: StretchMaker
  readonly stepLimit: number
}

/**
 * Many steps as one program that XLA compiles: a loop over batches of rows that stay in the runtime, working on the
 * session's variables. One program serves any number of steps up to its limit.
 *
 * Throws  RecordingError  when the model cannot be recorded
 */
export function createEpochProgram({ builder, settings }: StepPlace, parts: ProgramParts): EpochProgram {
  const { batchSize, rows } = parts
  const shape: LoopShape = {
    stepCount: Math.max(1, Math.min(MOST_STEPS, Math.floor(MOST_POSITIONS / batchSize))),
    batchSize,
    settingCount: settings.length,
    dropoutCount: parts.model.dropoutSeeds(0, 0).length
  }
  const names = defineLoop(builder, { ...parts, shape })
  const call = callSteps(builder, shape, names)
  const prepare: StretchMaker = (steps) => {
    const positions = new Int32Array(shape.stepCount * batchSize)
    rows.putPositions(
      steps.map(({ batch }) => batch),
      positions
    )
    const numbers = new Float32Array(shape.stepCount * shape.settingCount)
    for (const [index, valueAt] of settings.entries()) {
      for (const [at, step] of steps.entries()) numbers[at * shape.settingCount + index] = valueAt(step)
    }
    const seeds = new Int32Array(shape.stepCount * shape.dropoutCount * 2)
    seeds.set(seedsOf(parts, steps))
    const feeds: Feed[] = [Int32Array.of(steps.length), positions, numbers, seeds].flatMap(
      (values, index) => {
        const output = call.given[index]
        return output === undefined ? [] : [{ ...output, values }]
      }
    )
    return async () => {
      const [losses, scores] = await builder.graph.run(feeds, call.results, [call.operation], 1)
      return {
        losses: (losses as Float32Array).subarray(0, steps.length),
        scores: (scores as Float32Array).subarray(0, steps.length)
      }
    }
  }
  return { prepare, stepLimit: shape.stepCount }
}

function callSteps(builder: GraphBuilder, shape: LoopShape, names: readonly string[]) {
  const given = [{ dtype: DTYPE.int32, shape: [] }, ...givenTo(shape)].map(({ dtype, shape: of }) => {
    return { dtype, shape: of, output: builder.placeholder(dtype, of).id }
  })
  const handles = names.map((name) => {
    const handle = builder.variables.get(name)
    if (handle === undefined) throw new Error(`The session has no variable ${name}.`)
    return handle
  })
  const types = [...given.map(({ dtype }) => dtype), ...handles.map(() => DTYPE.resource)]
  const call = builder.add(
    'StatefulPartitionedCall',
    [...given.map(({ output }) => output), ...handles],
    [
      attribute.dtypes('Tin', types),
      attribute.dtypes('Tout', [DTYPE.float32, DTYPE.float32]),
      attribute.function('f', 'steps'),
      attribute.flag('_XlaMustCompile', true)
    ]
  )
  return { given, operation: call.id, results: call.outputs.map(({ id }) => id) }
}

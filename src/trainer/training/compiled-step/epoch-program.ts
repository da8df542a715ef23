import type { GraphBuilder } from './graph-builder.ts'
import { defineLoop, givenTo, type LoopShape } from './loop-function.ts'
import { attribute, DTYPE, type Feed } from './native-graph.ts'
import type { StepPlace } from './record-step.ts'
import type { ResidentRows } from './samples.ts'
import { seedsOf, type SeededParts, type StepRunner } from './step-loop.ts'

/** Most steps of one run of a program. */
const MOST_STEPS = 1024
/** Most row positions that it is given at a time. */
const MOST_POSITIONS = 2 ** 20

export interface ProgramParts extends SeededParts {
  readonly batchSize: number
  readonly rows: ResidentRows
}

export interface EpochProgram {
  readonly run: StepRunner
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
  const run: StepRunner = async (steps) => {
    const values = [
      rows.positionsOf(steps.map(({ batch }) => batch)),
      Float32Array.from(steps.flatMap((step) => settings.map((valueAt) => valueAt(step)))),
      seedsOf(parts, steps)
    ]
    const feeds: Feed[] = call.given.map((output, index) =>
      filled(output, values[index] ?? new Float32Array(0))
    )
    const count = { output: call.count, dtype: DTYPE.int32, shape: [], values: Int32Array.of(steps.length) }
    const [losses, scores] = await builder.graph.run([count, ...feeds], call.results, [call.operation], 1)
    return {
      losses: (losses as Float32Array).subarray(0, steps.length),
      scores: (scores as Float32Array).subarray(0, steps.length)
    }
  }
  return { run, stepLimit: shape.stepCount }
}

function callSteps(builder: GraphBuilder, shape: LoopShape, names: readonly string[]) {
  const count = builder.placeholder(DTYPE.int32, []).id
  const given = givenTo(shape).map((one) => ({ ...one, id: builder.placeholder(one.dtype, one.shape).id }))
  const handles = names.map((name) => {
    const handle = builder.variables.get(name)
    if (handle === undefined) throw new Error(`The session has no variable ${name}.`)
    return handle
  })
  const types = [DTYPE.int32, ...given.map(({ dtype }) => dtype), ...handles.map(() => DTYPE.resource)]
  const call = builder.add(
    'StatefulPartitionedCall',
    [count, ...given.map(({ id }) => id), ...handles],
    [
      attribute.dtypes('Tin', types),
      attribute.dtypes('Tout', [DTYPE.float32, DTYPE.float32]),
      attribute.function('f', 'steps'),
      attribute.flag('_XlaMustCompile', true)
    ]
  )
  return { count, given, operation: call.id, results: call.outputs.map(({ id }) => id) }
}

interface GivenOutput {
  readonly id: number
  readonly dtype: number
  readonly shape: readonly number[]
}

/** Numbers for the first steps, and for the rest zeros that nothing reads. */
function filled({ id, dtype, shape }: GivenOutput, values: Float32Array | Int32Array): Feed {
  const size = shape.reduce((product, length) => product * length, 1)
  const full = dtype === DTYPE.int32 ? new Int32Array(size) : new Float32Array(size)
  full.set(values)
  return { output: id, dtype, shape, values: full }
}

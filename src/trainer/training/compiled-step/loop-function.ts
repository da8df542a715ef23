import { createGraphBuilder, type GraphBuilder } from './graph-builder.ts'
import { attribute, DTYPE, type Attribute, type GraphOutput } from './native-graph.ts'
import { openPlace, recordStep, type RecordedParts } from './record-step.ts'
import type { ResidentRows } from './samples.ts'

export interface LoopShape {
  /** Most steps of one call. */
  readonly stepCount: number
  readonly batchSize: number
  readonly settingCount: number
  readonly dropoutCount: number
}

/** One tensor that the loop is given, with a row for each step. */
interface Given {
  readonly dtype: number
  readonly shape: readonly number[]
}

/** Positions of the rows, the optimiser's settings and the seeds of the masks, for every step. */
export const givenTo = ({
  stepCount,
  batchSize,
  settingCount,
  dropoutCount
}: LoopShape): readonly Given[] => [
  { dtype: DTYPE.int32, shape: [stepCount, batchSize] },
  { dtype: DTYPE.float32, shape: [stepCount, settingCount] },
  { dtype: DTYPE.int32, shape: [stepCount, dropoutCount, 2] }
]

export interface LoopParts extends RecordedParts {
  readonly rows: ResidentRows
  readonly shape: LoopShape
}

/**
 * Adds the function `steps` to a graph: (how many, what is given, handles of variables) → (losses, scores).
 *
 * Output  names of the variables whose handles it takes, in order
 */
export function defineLoop({ graph: host }: GraphBuilder, parts: LoopParts): readonly string[] {
  const [step, condition, program] = [
    createGraphBuilder({ isForXla: true }),
    createGraphBuilder(),
    createGraphBuilder()
  ]
  try {
    const body = recordBody(step, parts)
    const names = [...step.variables.keys()]
    const round = roundOf(parts.shape, names.length)
    const inputs = round.map(({ dtype, shape }) => condition.placeholder(dtype, shape).id)
    const [index = -1, count = -1] = inputs
    const isMore = condition.output('Less', [index, count], [attribute.dtype('T', DTYPE.int32)]).id
    // The functions have to be known to the graph that calls them and to the one that calls this one.
    for (const graph of [program.graph, host]) {
      graph.define('step', step.graph, body.inputs, body.outputs, body.changes)
      graph.define('isMore', condition.graph, inputs, [isMore], [])
    }
    defineProgram(host, program, { parts, round, names })
    return names
  } finally {
    for (const { graph } of [step, condition, program]) graph.close()
  }
}

/** All that goes round: the step, how many, what is given, losses, scores, handles. */
const roundOf = (shape: LoopShape, handleCount: number): Given[] => [
  { dtype: DTYPE.int32, shape: [] },
  { dtype: DTYPE.int32, shape: [] },
  ...givenTo(shape),
  { dtype: DTYPE.float32, shape: [shape.stepCount] },
  { dtype: DTYPE.float32, shape: [shape.stepCount] },
  ...Array.from({ length: handleCount }, () => ({ dtype: DTYPE.resource, shape: [] }))
]

/** One step of the loop: everything that goes round, as it is before and after it. */
function recordBody(builder: GraphBuilder, parts: LoopParts) {
  const { shape, rows } = parts
  const { stepCount, batchSize, settingCount, dropoutCount } = shape
  const place = openPlace(builder, parts)
  const index = builder.placeholder(DTYPE.int32, [])
  const count = builder.placeholder(DTYPE.int32, [])
  const given = givenTo(shape).map(({ dtype, shape }) => builder.placeholder(dtype, shape))
  const sums = [0, 1].map(() => builder.placeholder(DTYPE.float32, [stepCount]))
  const [positions, settings, seeds] = given.map((one) => rowOf(builder, one, index))
  if (positions === undefined || settings === undefined || seeds === undefined) throw new Error('Too little.')
  const recorded = recordStep(place, parts, {
    ...rows.gather(builder, reshape(builder, positions, [batchSize]).id),
    seeds: dropoutCount === 0 ? undefined : reshape(builder, seeds, [dropoutCount, 2]),
    settings: unpack(builder, reshape(builder, settings, [settingCount]))
  })
  const one = builder.constant(DTYPE.int32, [], Int32Array.of(1))
  const next = builder.output('AddV2', [index.id, one], [attribute.dtype('T', DTYPE.int32)])
  const filled = [recorded.loss, recorded.score].map((value, sum) =>
    putAt(builder, { sums: sums[sum]?.id ?? -1, value, index: index.id })
  )
  const handles = [...builder.variables.values()]
  const unchanged = [count, ...given].map(({ id, dtype }) => identity(builder, id, dtype))
  return {
    inputs: [index, count, ...given, ...sums].map(({ id }) => id).concat(handles),
    outputs: [
      next.id,
      ...unchanged,
      ...filled,
      ...handles.map((handle) => identity(builder, handle, DTYPE.resource))
    ],
    changes: recorded.changes
  }
}

const T = (dtype: number): Attribute => attribute.dtype('T', dtype)

const identity = (builder: GraphBuilder, input: number, dtype: number): number =>
  builder.output('Identity', [input], [T(dtype)]).id

const intsOf = (builder: GraphBuilder, values: readonly number[]): number =>
  builder.constant(DTYPE.int32, [values.length], Int32Array.from(values))

const reshape = (builder: GraphBuilder, { id, dtype }: GraphOutput, shape: readonly number[]): GraphOutput =>
  builder.output('Reshape', [id, intsOf(builder, shape)], [T(dtype), attribute.dtype('Tshape', DTYPE.int32)])

/** What of something given belongs to a step. */
function rowOf(builder: GraphBuilder, given: GraphOutput, index: GraphOutput): GraphOutput {
  const rest = (given.shape ?? []).slice(1)
  const types = [T(DTYPE.int32), attribute.int('N', 1 + rest.length), attribute.int('axis', 0)]
  const zero = builder.constant(DTYPE.int32, [], Int32Array.of(0))
  const begin = builder.output('Pack', [index.id, ...rest.map(() => zero)], types).id
  const attributes = [T(given.dtype), attribute.dtype('Index', DTYPE.int32)]
  return builder.output('Slice', [given.id, begin, intsOf(builder, [1, ...rest])], attributes)
}

function unpack(builder: GraphBuilder, values: GraphOutput): number[] {
  const [count = 0] = values.shape ?? []
  const attributes = [T(values.dtype), attribute.int('num', count), attribute.int('axis', 0)]
  return builder.add('Unpack', [values.id], attributes).outputs.map(({ id }) => id)
}

/** The numbers of all steps with one put in at its step's place. */
function putAt(
  builder: GraphBuilder,
  { sums, value, index }: { readonly sums: number; readonly value: number; readonly index: number }
): number {
  const scalar = { id: value, dtype: DTYPE.float32, shape: [] }
  const begin = reshape(builder, { id: index, dtype: DTYPE.int32, shape: [] }, [1]).id
  const attributes = [T(DTYPE.float32), attribute.dtype('Tindices', DTYPE.int32)]
  return builder.output('XlaDynamicUpdateSlice', [sums, reshape(builder, scalar, [1]).id, begin], attributes)
    .id
}

interface Program {
  readonly parts: LoopParts
  readonly round: readonly Given[]
  readonly names: readonly string[]
}

function defineProgram(
  host: GraphBuilder['graph'],
  program: GraphBuilder,
  { parts: { shape }, round, names }: Program
): void {
  const count = program.placeholder(DTYPE.int32, []).id
  const given = givenTo(shape).map((one) => program.placeholder(one.dtype, one.shape).id)
  const handles = names.map(() => program.placeholder(DTYPE.resource, []).id)
  const zero = program.constant(DTYPE.int32, [], Int32Array.of(0))
  const { stepCount } = shape
  const empty = program.constant(DTYPE.float32, [stepCount], new Float32Array(stepCount))
  const loop = program.add(
    'While',
    [zero, count, ...given, empty, empty, ...handles],
    [
      attribute.dtypes(
        'T',
        round.map(({ dtype }) => dtype)
      ),
      attribute.function('cond', 'isMore'),
      attribute.function('body', 'step'),
      attribute.int('parallel_iterations', 1)
    ]
  )
  const results = loop.outputs
    .slice(2 + given.length, 4 + given.length)
    .map(({ id }) => identity(program, id, DTYPE.float32))
  host.define('steps', program.graph, [count, ...given, ...handles], results, [loop.id])
}

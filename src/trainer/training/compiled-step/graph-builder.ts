import {
  attribute,
  createNativeGraph,
  DTYPE,
  type Attribute,
  type GraphOperation,
  type GraphOptions,
  type GraphOutput,
  type NativeGraph
} from './native-graph.ts'

/** Operations that take a list: how the flat inputs of a tfjs kernel are grouped. */
const groupings: Readonly<Record<string, (ids: readonly number[]) => (number | readonly number[])[]>> = {
  AddN: (ids) => [ids],
  ConcatV2: (ids) => [ids.slice(0, -1), ...ids.slice(-1)],
  Einsum: (ids) => [ids],
  IdentityN: (ids) => [ids],
  Pack: (ids) => [ids],
  StatefulPartitionedCall: (ids) => [ids],
  While: (ids) => [ids]
}

/** Up to this many bytes equal constants are one. */
const SHARED_BYTES = 64

type Values = Float32Array | Int32Array | Uint8Array

/** Adds operations to a graph by short calls, each named by the layer that asked for it. */
export interface GraphBuilder {
  readonly graph: NativeGraph
  /** Whether XLA compiles what is recorded, which knows none of our own operations. */
  readonly isForXla: boolean
  /** Handles of the variables that were declared, by the name that the session keeps each under. */
  readonly variables: Map<string, number>
  /** How many operations of each type were added. */
  readonly counts: ReadonlyMap<string, number>
  /** What names of new operations begin with; for messages. */
  scope: string
  add(
    type: string,
    inputs: readonly number[],
    attributes: readonly Attribute[],
    controls?: readonly number[]
  ): GraphOperation
  /** The one output of an operation. */
  output(type: string, inputs: readonly number[], attributes: readonly Attribute[]): GraphOutput
  constant(dtype: number, shape: readonly number[], values: Values): number
  scalar(value: number): number
  placeholder(dtype: number, shape: readonly number[]): GraphOutput
}

/** TensorFlow's names allow letters, digits and `_.\/>-` only, and begin with one of the first. */
const nameIn = (scope: string, rest: string): string =>
  `${scope === '' ? 'step' : `layer_${scope.replaceAll(/[^\w.-]/gu, '_')}`}/${rest}`

export interface BuilderOptions extends GraphOptions {
  readonly isForXla?: boolean
}

export function createGraphBuilder({ isForXla = false, ...options }: BuilderOptions = {}): GraphBuilder {
  const graph = createNativeGraph(options)
  const shared = new Map<string, number>()
  const counts = new Map<string, number>()
  let count = 0
  const builder: GraphBuilder = {
    graph,
    isForXla,
    variables: new Map(),
    counts,
    scope: '',
    add: (type, inputs, attributes, controls = []) => {
      count += 1
      counts.set(type, (counts.get(type) ?? 0) + 1)
      const grouped = groupings[type]?.(inputs) ?? inputs
      return graph.add(type, nameIn(builder.scope, `${type}_${count}`), grouped, attributes, controls)
    },
    output: (type, inputs, attributes) => first(builder.add(type, inputs, attributes)),
    constant: (dtype, shape, values) => {
      const key =
        values.byteLength <= SHARED_BYTES ? [dtype, shape.join(), values.join()].join('|') : undefined
      const known = key === undefined ? undefined : shared.get(key)
      if (known !== undefined) return known
      count += 1
      const id = isUniform(dtype, values)
        ? fill(builder, shape, values)
        : first(graph.constant(nameIn(builder.scope, `Const_${count}`), dtype, shape, values)).id
      if (key !== undefined) shared.set(key, id)
      return id
    },
    scalar: (value) => builder.constant(DTYPE.float32, [], Float32Array.of(value)),
    placeholder: (dtype, shape) =>
      builder.output('Placeholder', [], [attribute.dtype('dtype', dtype), attribute.shape('shape', shape)])
  }
  return builder
}

export function first({ outputs: [output] }: GraphOperation): GraphOutput {
  if (output === undefined) throw new Error('The operation has no output.')
  return output
}

/** Large constants of one number, such as ones, would only make the graph large. */
const isUniform = (dtype: number, values: Values): boolean =>
  dtype === DTYPE.float32 && values.length > SHARED_BYTES && values.every((value) => value === values[0])

function fill(builder: GraphBuilder, shape: readonly number[], values: Values): number {
  const dims = builder.constant(DTYPE.int32, [shape.length], Int32Array.from(shape))
  return builder.output(
    'Fill',
    [dims, builder.scalar(values[0] ?? 0)],
    [attribute.dtype('T', DTYPE.float32), attribute.dtype('index_type', DTYPE.int32)]
  ).id
}

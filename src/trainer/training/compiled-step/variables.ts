import { tf } from '../../runtime/load-tensorflow.ts'
import { first, type GraphBuilder } from './graph-builder.ts'
import { attribute, DTYPE, type Attribute } from './native-graph.ts'

const T = attribute.dtype('dtype', DTYPE.float32)

/** A variable of the session. */
export interface Variable {
  readonly handle: number
  readonly shape: readonly number[]
  /** Its value in the step being recorded: the read, or what was assigned since. */
  value: number | undefined
  /** The operation that read it, before which it must not change. */
  read: number | undefined
}

export function createVariable(
  builder: GraphBuilder,
  shape: readonly number[],
  name: string,
  dtype: number = DTYPE.float32
): Variable {
  const attributes = [
    attribute.dtype('dtype', dtype),
    attribute.shape('shape', shape),
    attribute.text('shared_name', name)
  ]
  const handle = builder.output('VarHandleOp', [], attributes).id
  builder.variables.set(name, handle)
  return {
    handle,
    shape,
    value: undefined,
    read: undefined
  }
}

/** The value of a variable in the step being recorded; read once a step. */
export function readVariable(builder: GraphBuilder, variable: Variable): number {
  if (variable.value === undefined) {
    const read = builder.add('ReadVariableOp', [variable.handle], [T])
    variable.read = read.id
    variable.value = first(read).id
  }
  return variable.value
}

/** An operation that changes a variable, after the step has read it. */
export const changeVariable = (
  builder: GraphBuilder,
  variable: Variable,
  { type, inputs, attributes, before = [] }: Change
): number =>
  builder.add(
    type,
    [variable.handle, ...inputs],
    attributes,
    variable.read === undefined ? before : [variable.read, ...before]
  ).id

export interface Change {
  readonly type: string
  readonly inputs: readonly number[]
  readonly attributes: readonly Attribute[]
  /** Operations that come first. */
  readonly before?: readonly number[]
}

/** The operation that gives a variable a value. */
export const assignVariable = (
  builder: GraphBuilder,
  variable: Variable,
  value: number,
  dtype: number = DTYPE.float32
): number =>
  changeVariable(builder, variable, {
    type: 'AssignVariableOp',
    inputs: [value],
    attributes: [attribute.dtype('dtype', dtype)]
  })

/** A model's weights as variables of the session, in the graph that they were declared in. */
export interface WeightVariables {
  /** The session's variable of a tensor that is a weight of the model. */
  find(dataId: object): Variable | undefined
  /** In the order of the model's weights. */
  readonly all: readonly Variable[]
}

type Weights = readonly { readonly name: string; readonly variable: tf.Variable }[]

export function declareWeights(builder: GraphBuilder, weights: Weights): WeightVariables {
  const all = weights.map(({ variable }, index) => createVariable(builder, variable.shape, `weight_${index}`))
  return {
    all,
    find: (dataId) => all[weights.findIndex(({ variable }) => variable.dataId === dataId)]
  }
}

/**
 * Keeps a model's tf.Variables and the session's equal, in both directions and only when asked:
 * `push` before steps takes over what was assigned to the model, `pull` after them what the steps made.
 */
export interface MirroredWeights {
  push(): Promise<void>
  pull(): Promise<void>
}

export function mirrorWeights(
  builder: GraphBuilder,
  weights: Weights,
  declared: WeightVariables
): MirroredWeights {
  const pairs = declared.all.flatMap((mirrored, index) => {
    const weight = weights[index]
    if (weight === undefined) return []
    const { name, variable } = weight
    const given = builder.placeholder(DTYPE.float32, variable.shape)
    builder.scope = name
    const read = builder.output('ReadVariableOp', [mirrored.handle], [T]).id
    const assign = assignVariable(builder, mirrored, given.id)
    builder.scope = ''
    return [{ variable, given, read, assign, seen: undefined as object | undefined }]
  })
  let hasNewer = false
  return {
    push: async () => {
      if (pairs.some(({ variable, seen }) => variable.dataId !== seen)) {
        const feeds = pairs.map(({ variable, given }) => ({
          output: given.id,
          dtype: DTYPE.float32,
          shape: variable.shape,
          values: variable.dataSync<'float32'>()
        }))
        const targets = pairs.map(({ assign }) => assign)
        await builder.graph.run(feeds, [], targets, 1)
        for (const pair of pairs) pair.seen = pair.variable.dataId
      }
      hasNewer = true
    },
    pull: async () => {
      if (!hasNewer) return
      const fetches = pairs.map(({ read }) => read)
      const values = await builder.graph.run([], fetches, [], 1)
      tf.tidy(() => {
        for (const [index, pair] of pairs.entries()) {
          pair.variable.assign(tf.tensor(values[index] as Float32Array, pair.variable.shape, 'float32'))
          pair.seen = pair.variable.dataId
        }
      })
      hasNewer = false
    }
  }
}

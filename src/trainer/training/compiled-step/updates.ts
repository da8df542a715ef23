import type { OptimizerKind, OptimizerSpec } from '../../../shared/training/training-spec.ts'
import { tf } from '../../runtime/load-tensorflow.ts'
import { ADAGRAD_EPSILON, ruleOf, type UpdateMoment, type UpdateRule } from '../update-rules.ts'
import type { GraphBuilder } from './graph-builder.ts'
import { attribute, DTYPE } from './native-graph.ts'
import type { Recording } from './recorder.ts'
import { assignVariable, changeVariable, createVariable, readVariable, type Variable } from './variables.ts'

const T = attribute.dtype('T', DTYPE.float32)

/** The value of a hyper-parameter in an update: given to each step, so that another needs no other graph. */
export type Setting = (moment: UpdateMoment) => number

/** TensorFlow's one operation for one variable's update, computing what the optimisers of tfjs steps compute. */
interface FusedUpdate {
  /** Each slot that the operation takes after the variable, named as in the steps of tfjs, and its start value. */
  readonly slots: Readonly<Record<string, number>>
  readonly type: string
  /** What it takes after the slots; 'gradient' stands for the gradient. */
  readonly inputs: readonly ('gradient' | number | Setting)[]
  readonly flags?: Readonly<Record<string, boolean>>
  /** The share of the variable that is taken away before. */
  readonly decay?: Setting
}

type SpecOf<Kind extends OptimizerKind> = Extract<OptimizerSpec, { kind: Kind }>

const rate: Setting = ({ learningRate }) => learningRate

// The powers of beta are given as 0 and their correction within the rate, since 1 - beta^t is not exact in
// float32. It counts with the betas as the operation has them, or each first step would be off by 6e-6.
const adam = ({
  beta1,
  beta2,
  epsilon
}: Pick<SpecOf<'adam'>, 'beta1' | 'beta2' | 'epsilon'>): FusedUpdate => ({
  slots: { mean: 0, meanSquare: 0 },
  type: 'ResourceApplyAdam',
  inputs: [
    0,
    0,
    ({ learningRate, count }) =>
      (learningRate * Math.sqrt(1 - Math.fround(beta2) ** count)) / (1 - Math.fround(beta1) ** count),
    beta1,
    beta2,
    epsilon,
    'gradient'
  ]
})

/** Null where TensorFlow has no such operation: the rule is then recorded operation by operation. */
const updates: { readonly [Kind in OptimizerKind]: ((spec: SpecOf<Kind>) => FusedUpdate) | null } = {
  sgd: () => ({
    slots: {},
    type: 'ResourceApplyGradientDescent',
    inputs: [rate, 'gradient']
  }),
  momentum: ({ momentum, nesterov }) => ({
    slots: { velocity: 0 },
    type: 'ResourceApplyKerasMomentum',
    inputs: [rate, 'gradient', momentum],
    flags: { use_nesterov: nesterov }
  }),
  rmsprop: ({ rho, momentum, epsilon }) => ({
    slots: { meanSquare: 0, velocity: 0 },
    type: 'ResourceApplyRMSProp',
    inputs: [rate, rho, momentum, epsilon, 'gradient']
  }),
  // w ← w - rate · g / √a: with epsilon in the start value of a it is under the root, as in Keras.
  adagrad: ({ initialAccumulatorValue }) => ({
    slots: { sum: initialAccumulatorValue + ADAGRAD_EPSILON },
    type: 'ResourceApplyAdagrad',
    inputs: [rate, 'gradient']
  }),
  adam,
  adamw: (spec) => ({
    ...adam(spec),
    decay: ({ learningRate }) => learningRate * spec.weightDecay
  }),
  adamax: ({ beta1, beta2, epsilon }) => ({
    slots: { mean: 0, largest: 0 },
    type: 'ResourceApplyAdaMax',
    inputs: [
      0,
      ({ learningRate, count }) => learningRate / (1 - Math.fround(beta1) ** count),
      beta1,
      beta2,
      epsilon,
      'gradient'
    ]
  }),
  nadam: null,
  adadelta: ({ rho, epsilon }) => ({
    slots: { meanSquare: 0, meanChange: 0 },
    type: 'ResourceApplyAdadelta',
    inputs: [rate, rho, epsilon, 'gradient']
  }),
  lion: null
}

/** Variables of the session beside one of the model's, by name. */
export type GraphSlots = Readonly<Record<string, Variable>>

/** An optimiser in the graph. */
export interface FusedOptimizer {
  readonly settings: readonly Setting[]
  /** What it keeps for each variable, in order; nothing else of it outlives a step. */
  readonly slots: readonly GraphSlots[]
  /** Adds the operations that put every slot to its start value. */
  addReset(): readonly number[]
  /** Adds the operations that change one of the variables, in order; called while a step is recorded. */
  addUpdate(index: number, gradient: number, place: UpdatePlace): readonly number[]
}

export interface UpdatePlace {
  /** Outputs of the graph that hold the settings. */
  readonly settings: readonly number[]
  readonly recording: Pick<Recording, 'tensor' | 'outputOf'>
}

export function createFusedOptimizer(
  builder: GraphBuilder,
  spec: OptimizerSpec,
  variables: readonly Variable[]
): FusedOptimizer {
  const make = updates[spec.kind] as ((spec: OptimizerSpec) => FusedUpdate) | null
  return make === null
    ? createRecordedUpdates(builder, ruleOf(spec, tf.scalar), variables)
    : createFusedUpdates(builder, make(spec), variables)
}

function createFusedUpdates(
  builder: GraphBuilder,
  { slots: starts, type, inputs, flags = {}, decay }: FusedUpdate,
  variables: readonly Variable[]
): FusedOptimizer {
  const numbers = inputs.flatMap((input): Setting[] => {
    if (input === 'gradient') return []
    return [typeof input === 'number' ? () => input : input]
  })
  const attributes = [T, ...Object.entries(flags).map(([name, value]) => attribute.flag(name, value))]
  const slots = createSlots(builder, starts, variables)
  return {
    settings: decay === undefined ? numbers : [...numbers, decay],
    slots,
    addReset: () => resetSlots(builder, starts, slots),
    addUpdate: (index, gradient, { settings }) => {
      const variable = variableAt(variables, index)
      const handles = Object.values(slots[index] ?? {}).map(({ handle }) => handle)
      const left = settings.slice(0, numbers.length)
      const taken = inputs.map((input) => (input === 'gradient' ? gradient : left.shift())) as number[]
      const share = settings[numbers.length]
      const before = decay === undefined || share === undefined ? [] : [addDecay(builder, variable, share)]
      return [changeVariable(builder, variable, { type, inputs: [...handles, ...taken], attributes, before })]
    }
  }
}

/** The operation that takes a share of a variable away from it. */
function addDecay(builder: GraphBuilder, variable: Variable, share: number): number {
  const part = builder.output('Mul', [readVariable(builder, variable), share], [T]).id
  return changeVariable(builder, variable, {
    type: 'AssignSubVariableOp',
    inputs: [part],
    attributes: [attribute.dtype('dtype', DTYPE.float32)]
  })
}

/** The rule of the steps that run operation by operation, as operations of the graph. */
function createRecordedUpdates(
  builder: GraphBuilder,
  rule: UpdateRule,
  variables: readonly Variable[]
): FusedOptimizer {
  const settingCount = rule.scalars({ count: 1, learningRate: 1 }).length
  const slots = createSlots(builder, rule.slots, variables)
  return {
    settings: Array.from(
      { length: settingCount },
      (_, index) => (moment) => rule.scalars(moment)[index] ?? 0
    ),
    slots,
    addReset: () => resetSlots(builder, rule.slots, slots),
    addUpdate: (index, gradient, { settings, recording: { tensor, outputOf } }) => {
      const variable = variableAt(variables, index)
      const kept: GraphSlots = { ...slots[index], weight: variable }
      const at = (id: number, shape: readonly number[]) => tensor({ id, dtype: DTYPE.float32, shape })
      const now = Object.fromEntries(
        Object.entries(kept).map(([name, one]) => [name, at(readVariable(builder, one), one.shape)])
      )
      const scalars = settings.map((id) => at(id, []) as tf.Scalar)
      const after = rule.update({ ...now, gradient: at(gradient, variable.shape) }, scalars)
      const changes = Object.entries(kept).map(([name, one]) => {
        const value = after[name]
        if (value === undefined) throw new Error(`The rule leaves ${name} out.`)
        return assignVariable(builder, one, outputOf(value))
      })
      forgetReads(Object.values(slots[index] ?? {}))
      return changes
    }
  }
}

export const createSlots = (
  builder: GraphBuilder,
  starts: Readonly<Record<string, number>>,
  variables: readonly Variable[]
): GraphSlots[] =>
  variables.map(({ shape }, variable) =>
    Object.fromEntries(
      Object.keys(starts).map((slot) => [slot, createVariable(builder, shape, `slot_${variable}_${slot}`)])
    )
  )

/** Adds the operations that put every slot to its start value. */
export const resetSlots = (
  builder: GraphBuilder,
  starts: Readonly<Record<string, number>>,
  slots: readonly GraphSlots[]
): number[] =>
  slots.flatMap((kept) =>
    Object.entries(kept).map(([name, slot]) =>
      assignVariable(builder, slot, startOf(builder, slot, starts[name] ?? 0))
    )
  )

/** Steps of another size are recorded into the same graph: each reads the slots anew. */
export function forgetReads(slots: readonly Variable[]): void {
  for (const slot of slots) slot.value = slot.read = undefined
}

function variableAt(variables: readonly Variable[], index: number): Variable {
  const variable = variables[index]
  if (variable === undefined) throw new Error('There is no such variable to change.')
  return variable
}

const startOf = (builder: GraphBuilder, { shape }: Variable, value: number): number =>
  builder.constant(
    DTYPE.float32,
    shape,
    new Float32Array(shape.reduce((size, length) => size * length, 1)).fill(value)
  )

import type { OptimizerKind, OptimizerSpec } from '../../../shared/training/training-spec.ts'
import { ADAGRAD_EPSILON } from '../optimizers.ts'
import type { GraphBuilder } from './graph-builder.ts'
import { attribute, DTYPE } from './native-graph.ts'
import { assignVariable, changeVariable, createVariable, type Variable } from './variables.ts'

const T = attribute.dtype('T', DTYPE.float32)

/** A hyper-parameter: a placeholder, so that another value needs no other graph. */
interface Setting {
  readonly placeholder: number
  /** Its value in a step, counted from 1. */
  readonly valueAt: (step: number) => number
}

/** TensorFlow's one operation for one variable's update, computing what the optimisers of tfjs steps compute. */
interface FusedUpdate {
  /** Each slot that the operation takes after the variable, named as in the steps of tfjs, and its start value. */
  readonly slots: Readonly<Record<string, number>>
  readonly type: string
  /** What it takes after the slots; 'gradient' stands for the gradient. */
  readonly inputs: readonly ('gradient' | number | ((step: number) => number))[]
  readonly flags?: Readonly<Record<string, boolean>>
}

type SpecOf<Kind extends OptimizerKind> = Extract<OptimizerSpec, { kind: Kind }>

const updates: { readonly [Kind in OptimizerKind]: (spec: SpecOf<Kind>) => FusedUpdate } = {
  sgd: ({ learningRate }) => ({
    slots: {},
    type: 'ResourceApplyGradientDescent',
    inputs: [learningRate, 'gradient']
  }),
  momentum: ({ learningRate, momentum, nesterov }) => ({
    slots: { velocity: 0 },
    type: 'ResourceApplyKerasMomentum',
    inputs: [learningRate, 'gradient', momentum],
    flags: { use_nesterov: nesterov }
  }),
  rmsprop: ({ learningRate, rho, momentum, epsilon }) => ({
    slots: { meanSquare: 0, velocity: 0 },
    type: 'ResourceApplyRMSProp',
    inputs: [learningRate, rho, momentum, epsilon, 'gradient']
  }),
  // w ← w - rate · g / √a: with epsilon in the start value of a it is under the root, as in Keras.
  adagrad: ({ learningRate, initialAccumulatorValue }) => ({
    slots: { sum: initialAccumulatorValue + ADAGRAD_EPSILON },
    type: 'ResourceApplyAdagrad',
    inputs: [learningRate, 'gradient']
  }),
  // The powers of beta are given as 0 and their correction within the rate, since 1 - beta^t is not exact in
  // float32. It counts with the betas as the operation has them, or each first step would be off by 6e-6.
  adam: ({ learningRate, beta1, beta2, epsilon }) => ({
    slots: { mean: 0, meanSquare: 0 },
    type: 'ResourceApplyAdam',
    inputs: [
      0,
      0,
      (step) => (learningRate * Math.sqrt(1 - Math.fround(beta2) ** step)) / (1 - Math.fround(beta1) ** step),
      beta1,
      beta2,
      epsilon,
      'gradient'
    ]
  })
}

/** An optimiser in the graph. */
export interface FusedOptimizer {
  readonly settings: readonly Setting[]
  /** What it keeps for each variable, in order; nothing else of it outlives a step. */
  readonly slots: readonly Readonly<Record<string, Variable>>[]
  /** Operations that put every slot to its start value. */
  readonly reset: readonly number[]
  /** The operation that changes one of the variables, in order, by its gradient. */
  update(index: number, gradient: number): number
}

export function createFusedOptimizer(
  builder: GraphBuilder,
  spec: OptimizerSpec,
  variables: readonly Variable[]
): FusedOptimizer {
  const make = updates[spec.kind] as (spec: OptimizerSpec) => FusedUpdate
  const { slots: starts, type, inputs, flags = {} } = make(spec)
  const settings: Setting[] = []
  const takes = inputs.map((input) => {
    if (input === 'gradient') return input
    const placeholder = builder.placeholder(DTYPE.float32, []).id
    settings.push({ placeholder, valueAt: typeof input === 'number' ? () => input : input })
    return placeholder
  })
  const attributes = [T, ...Object.entries(flags).map(([name, value]) => attribute.flag(name, value))]
  const slots = variables.map(({ shape }, variable) =>
    Object.fromEntries(
      Object.keys(starts).map((slot) => [slot, createVariable(builder, shape, `slot_${variable}_${slot}`)])
    )
  )
  const reset = slots.flatMap((kept) =>
    Object.entries(kept).map(([name, slot]) =>
      assignVariable(builder, slot, startOf(builder, slot, starts[name] ?? 0))
    )
  )
  return {
    settings,
    slots,
    reset,
    update: (index, gradient) => {
      const variable = variables[index]
      if (variable === undefined) throw new Error('There is no such variable to change.')
      const handles = Object.values(slots[index] ?? {}).map(({ handle }) => handle)
      const given = takes.map((take) => (take === 'gradient' ? gradient : take))
      return changeVariable(builder, variable, { type, inputs: [...handles, ...given], attributes })
    }
  }
}

const startOf = (builder: GraphBuilder, { shape }: Variable, value: number): number =>
  builder.constant(
    DTYPE.float32,
    shape,
    new Float32Array(shape.reduce((size, length) => size * length, 1)).fill(value)
  )

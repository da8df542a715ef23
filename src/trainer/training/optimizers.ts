import type { OptimizerKind, OptimizerSpec } from '../../shared/training/training-spec.ts'
import { tf } from '../runtime/load-tensorflow.ts'

/** Changes the model's variables by the gradients of one step. */
export interface Optimizer {
  /** What it keeps for each variable, in order; nothing else of it outlives a step. */
  readonly slots: readonly Slots<string>[]
  /**
   * Input  gradients: one for each variable, in order; undefined where the loss does not depend on it
   *        step: from 0, over all epochs
   */
  apply(gradients: readonly (tf.Tensor | undefined)[], step: number): void
  dispose(): void
}

/** What an update rule keeps for one variable: slots such as momentum, by name. */
export type Slots<Name extends string> = Readonly<Record<Name, tf.Variable>>

/** One optimiser's formula for one variable. `constant` makes a tensor once and keeps it. */
interface UpdateRule<Name extends string> {
  /** Start value of each slot. */
  readonly slots: Readonly<Record<Name, number>>
  /** Before the first variable of a step, from 1: numbers that change from step to step. */
  begin?(step: number): void
  update(variable: tf.Variable, gradient: tf.Tensor, slots: Slots<Name>): void
}

/** A number as a tensor that outlives a step: made anew for each operation it would cost more than the operation. */
type Constant = (value: number) => tf.Scalar

/**
 * The optimiser of a training spec, computing what Keras 3 computes.
 *
 * tfjs's own Adam differs from Keras: it adds epsilon behind the bias correction, so that early steps are other
 * ones where gradients are small. These also keep their constants, which halves the operations of a step.
 *
 * Source  keras/src/optimizers/{sgd,rmsprop,adagrad,adam}.py, Keras 3.15
 */
export function createOptimizer(spec: OptimizerSpec, variables: readonly tf.Variable[]): Optimizer {
  const constants = new Map<number, tf.Scalar>()
  const constant: Constant = (value) => {
    const known = constants.get(value) ?? tf.keep(tf.scalar(value))
    constants.set(value, known)
    return known
  }
  const rule = ruleOf(spec, constant)
  const slots = variables.map((variable) => createSlots(rule, variable))
  return {
    slots,
    apply: (gradients, step) => {
      tf.tidy(() => {
        rule.begin?.(step + 1)
        for (const [index, variable] of variables.entries()) {
          const gradient = gradients[index]
          const kept = slots[index]
          if (gradient !== undefined && kept !== undefined) rule.update(variable, gradient, kept)
        }
      })
    },
    dispose: () => {
      tf.dispose([...constants.values()])
      tf.dispose(slots.flatMap((kept) => Object.values(kept)))
    }
  }
}

const createSlots = (rule: UpdateRule<string>, variable: tf.Variable): Slots<string> =>
  Object.fromEntries(
    Object.entries(rule.slots).map(([name, start]) => [
      name,
      tf.tidy(() => tf.variable(tf.fill(variable.shape, start), false))
    ])
  )

function ruleOf(spec: OptimizerSpec, constant: Constant): UpdateRule<string> {
  const make = rules[spec.kind] as (spec: OptimizerSpec, constant: Constant) => UpdateRule<string>
  return make(spec, constant)
}

type SpecOf<Kind extends OptimizerKind> = Extract<OptimizerSpec, { kind: Kind }>

/** w ← w - rate · g */
const sgd = ({ learningRate }: SpecOf<'sgd'>, constant: Constant): UpdateRule<never> => ({
  slots: {},
  update: (variable, gradient) => {
    variable.assign(tf.sub(variable, tf.mul(gradient, constant(learningRate))))
  }
})

/** m ← momentum · m - rate · g;  w ← w + m, or with Nesterov's look ahead w ← w + momentum · m - rate · g */
const momentum = (spec: SpecOf<'momentum'>, constant: Constant): UpdateRule<'velocity'> => ({
  slots: { velocity: 0 },
  update: (variable, gradient, { velocity }) => {
    const change = tf.mul(gradient, constant(spec.learningRate))
    const moved = tf.sub(tf.mul(velocity, constant(spec.momentum)), change)
    velocity.assign(moved)
    const step = spec.nesterov ? tf.sub(tf.mul(moved, constant(spec.momentum)), change) : moved
    variable.assign(tf.add(variable, step))
  }
})

/** v ← rho · v + (1 - rho) · g²;  m ← momentum · m + rate · g / √(v + epsilon);  w ← w - m */
const rmsprop = (spec: SpecOf<'rmsprop'>, constant: Constant): UpdateRule<'meanSquare' | 'velocity'> => ({
  slots: { meanSquare: 0, velocity: 0 },
  update: (variable, gradient, { meanSquare, velocity }) => {
    const square = tf.add(
      tf.mul(meanSquare, constant(spec.rho)),
      tf.mul(tf.square(gradient), constant(1 - spec.rho))
    )
    meanSquare.assign(square)
    const change = tf.div(
      tf.mul(gradient, constant(spec.learningRate)),
      tf.sqrt(tf.add(square, constant(spec.epsilon)))
    )
    if (spec.momentum === 0) {
      variable.assign(tf.sub(variable, change))
      return
    }
    const moved = tf.add(tf.mul(velocity, constant(spec.momentum)), change)
    velocity.assign(moved)
    variable.assign(tf.sub(variable, moved))
  }
})

/** Not in the form: Keras' default, kept out of a division by zero only. */
export const ADAGRAD_EPSILON = 1e-7

/** a ← a + g²;  w ← w - rate · g / √(a + epsilon) */
const adagrad = (spec: SpecOf<'adagrad'>, constant: Constant): UpdateRule<'sum'> => ({
  slots: { sum: spec.initialAccumulatorValue },
  update: (variable, gradient, { sum }) => {
    const total = tf.add(sum, tf.square(gradient))
    sum.assign(total)
    const change = tf.div(
      tf.mul(gradient, constant(spec.learningRate)),
      tf.sqrt(tf.add(total, constant(ADAGRAD_EPSILON)))
    )
    variable.assign(tf.sub(variable, change))
  }
})

/**
 * m ← m + (1 - beta1) · (g - m);  v ← v + (1 - beta2) · (g² - v);
 * w ← w - rate · √(1 - beta2^t) / (1 - beta1^t) · m / (√v + epsilon)
 */
const adam = (spec: SpecOf<'adam'>, constant: Constant): UpdateRule<'mean' | 'meanSquare'> => {
  let rate: tf.Scalar | undefined
  return {
    slots: { mean: 0, meanSquare: 0 },
    begin: (step) => {
      const correction = Math.sqrt(1 - spec.beta2 ** step) / (1 - spec.beta1 ** step)
      rate = tf.scalar(spec.learningRate * correction)
    },
    update: (variable, gradient, { mean, meanSquare }) => {
      if (rate === undefined) throw new Error('A step of Adam was not begun.')
      const moved = tf.add(tf.mul(mean, constant(spec.beta1)), tf.mul(gradient, constant(1 - spec.beta1)))
      const square = tf.add(
        tf.mul(meanSquare, constant(spec.beta2)),
        tf.mul(tf.square(gradient), constant(1 - spec.beta2))
      )
      mean.assign(moved)
      meanSquare.assign(square)
      const change = tf.div(tf.mul(moved, rate), tf.add(tf.sqrt(square), constant(spec.epsilon)))
      variable.assign(tf.sub(variable, change))
    }
  }
}

const rules = { sgd, momentum, rmsprop, adagrad, adam }

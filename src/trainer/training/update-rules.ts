import type { OptimizerKind, OptimizerSpec } from '../../shared/training/training-spec.ts'
import { tf } from '../runtime/load-tensorflow.ts'

/** Which update it is, and at which learning rate. */
export interface UpdateMoment {
  /** From 1. */
  readonly count: number
  readonly learningRate: number
}

/** What an update rule keeps for one variable: slots such as momentum, by name. */
export type Slots<Name extends string> = Readonly<Record<Name, tf.Tensor>>

/** One optimiser's formula for one variable. */
export interface UpdateRule<Name extends string = string> {
  /** Start value of each slot. */
  readonly slots: Readonly<Record<Name, number>>
  /** The numbers of one update that change from step to step. */
  scalars(moment: UpdateMoment): readonly number[]
  /** The weight and the slots after an update. */
  update(now: Slots<Name | 'weight' | 'gradient'>, scalars: readonly tf.Scalar[]): Slots<Name | 'weight'>
}

/** A number as a tensor that outlives a step: made anew for each operation it would cost more than the operation. */
export type Constant = (value: number) => tf.Scalar

/**
 * The formula of an optimiser, computing what Keras 3 computes.
 *
 * tfjs's own Adam differs from Keras: it adds epsilon behind the bias correction, so that early steps are other
 * ones where gradients are small.
 *
 * Source  keras/src/optimizers/{sgd,rmsprop,adagrad,adam,adamw,adamax,nadam,adadelta,lion}.py, Keras 3.15
 */
export function ruleOf(spec: OptimizerSpec, constant: Constant): UpdateRule {
  const make = rules[spec.kind] as (spec: OptimizerSpec, constant: Constant) => UpdateRule
  return make(spec, constant)
}

type SpecOf<Kind extends OptimizerKind> = Extract<OptimizerSpec, { kind: Kind }>

const rateAlone = ({ learningRate }: UpdateMoment): readonly number[] => [learningRate]

function scalar(scalars: readonly tf.Scalar[], index = 0): tf.Scalar {
  const found = scalars[index]
  if (found === undefined) throw new Error('A number of the update is missing.')
  return found
}

/** share · mean + (1 - share) · value */
const movingMean = (mean: tf.Tensor, value: tf.Tensor, share: number, constant: Constant): tf.Tensor =>
  tf.tidy(() => tf.add(tf.mul(mean, constant(share)), tf.mul(value, constant(1 - share))))

/** w ← w - rate · g */
const sgd = (): UpdateRule<never> => ({
  slots: {},
  scalars: rateAlone,
  update: ({ weight, gradient }, scalars) => ({
    weight: tf.sub(weight, tf.mul(gradient, scalar(scalars)))
  })
})

/** m ← momentum · m - rate · g;  w ← w + m, or with Nesterov's look ahead w ← w + momentum · m - rate · g */
const momentum = (spec: SpecOf<'momentum'>, constant: Constant): UpdateRule<'velocity'> => ({
  slots: { velocity: 0 },
  scalars: rateAlone,
  update: ({ weight, gradient, velocity }, scalars) => {
    const change = tf.mul(gradient, scalar(scalars))
    const moved = tf.sub(tf.mul(velocity, constant(spec.momentum)), change)
    const step = spec.nesterov ? tf.sub(tf.mul(moved, constant(spec.momentum)), change) : moved
    return { weight: tf.add(weight, step), velocity: moved }
  }
})

/** v ← rho · v + (1 - rho) · g²;  m ← momentum · m + rate · g / √(v + epsilon);  w ← w - m */
const rmsprop = (spec: SpecOf<'rmsprop'>, constant: Constant): UpdateRule<'meanSquare' | 'velocity'> => ({
  slots: { meanSquare: 0, velocity: 0 },
  scalars: rateAlone,
  update: ({ weight, gradient, meanSquare, velocity }, scalars) => {
    const square = movingMean(meanSquare, tf.square(gradient), spec.rho, constant)
    const change = tf.div(tf.mul(gradient, scalar(scalars)), tf.sqrt(tf.add(square, constant(spec.epsilon))))
    const moved = spec.momentum === 0 ? change : tf.add(tf.mul(velocity, constant(spec.momentum)), change)
    return { weight: tf.sub(weight, moved), meanSquare: square, velocity: moved }
  }
})

/** Not in the form: Keras' default, kept out of a division by zero only. */
export const ADAGRAD_EPSILON = 1e-7

/** a ← a + g²;  w ← w - rate · g / √(a + epsilon) */
const adagrad = (spec: SpecOf<'adagrad'>, constant: Constant): UpdateRule<'sum'> => ({
  slots: { sum: spec.initialAccumulatorValue },
  scalars: rateAlone,
  update: ({ weight, gradient, sum }, scalars) => {
    const total = tf.add(sum, tf.square(gradient))
    const size = tf.sqrt(tf.add(total, constant(ADAGRAD_EPSILON)))
    return { weight: tf.sub(weight, tf.div(tf.mul(gradient, scalar(scalars)), size)), sum: total }
  }
})

type Moments = 'mean' | 'meanSquare'

/**
 * m ← m + (1 - beta1) · (g - m);  v ← v + (1 - beta2) · (g² - v);
 * w ← w - rate · √(1 - beta2^t) / (1 - beta1^t) · m / (√v + epsilon)
 */
const adam = (
  spec: Pick<SpecOf<'adam'>, 'beta1' | 'beta2' | 'epsilon'>,
  constant: Constant
): UpdateRule<Moments> => ({
  slots: { mean: 0, meanSquare: 0 },
  scalars: ({ count, learningRate }) => [
    (learningRate * Math.sqrt(1 - spec.beta2 ** count)) / (1 - spec.beta1 ** count)
  ],
  update: ({ weight, gradient, mean, meanSquare }, scalars) => {
    const moved = movingMean(mean, gradient, spec.beta1, constant)
    const square = movingMean(meanSquare, tf.square(gradient), spec.beta2, constant)
    const size = tf.add(tf.sqrt(square), constant(spec.epsilon))
    const change = tf.div(tf.mul(moved, scalar(scalars)), size)
    return { weight: tf.sub(weight, change), mean: moved, meanSquare: square }
  }
})

/** w ← w - rate · weightDecay · w, then as Adam. */
const adamw = (spec: SpecOf<'adamw'>, constant: Constant): UpdateRule<Moments> => {
  const plain = adam(spec, constant)
  return {
    slots: plain.slots,
    scalars: (moment) => [...plain.scalars(moment), moment.learningRate * spec.weightDecay],
    update: ({ weight, ...rest }, scalars) => {
      const decayed = tf.sub(weight, tf.mul(weight, scalar(scalars, 1)))
      return plain.update({ weight: decayed, ...rest }, scalars)
    }
  }
}

/** m as in Adam;  u ← max(beta2 · u, |g|);  w ← w - rate / (1 - beta1^t) · m / (u + epsilon) */
const adamax = (spec: SpecOf<'adamax'>, constant: Constant): UpdateRule<'mean' | 'largest'> => ({
  slots: { mean: 0, largest: 0 },
  scalars: ({ count, learningRate }) => [learningRate / (1 - spec.beta1 ** count)],
  update: ({ weight, gradient, mean, largest }, scalars) => {
    const moved = movingMean(mean, gradient, spec.beta1, constant)
    const size = tf.maximum(tf.mul(largest, constant(spec.beta2)), tf.abs(gradient))
    const change = tf.div(tf.mul(moved, scalar(scalars)), tf.add(size, constant(spec.epsilon)))
    return { weight: tf.sub(weight, change), mean: moved, largest: size }
  }
})

/**
 * With u(t) = beta1 · (1 - ½ · 0.96^t) and U(t) their product up to t, and m and v as in Adam:
 * w ← w - rate · (u(t+1) · m / (1 - U(t+1)) + (1 - u(t)) · g / (1 - U(t))) / (√(v / (1 - beta2^t)) + epsilon)
 */
const nadam = (spec: SpecOf<'nadam'>, constant: Constant): UpdateRule<Moments> => {
  const share = (count: number): number => spec.beta1 * (1 - 0.5 * 0.96 ** count)
  const products = [1]
  const product = (count: number): number => {
    for (let known = products.length; known <= count; known += 1) {
      products.push((products[known - 1] ?? 1) * share(known))
    }
    return products[count] ?? 1
  }
  return {
    slots: { mean: 0, meanSquare: 0 },
    scalars: ({ count, learningRate }) => [
      (learningRate * share(count + 1)) / (1 - product(count + 1)),
      (learningRate * (1 - share(count))) / (1 - product(count)),
      1 / (1 - spec.beta2 ** count)
    ],
    update: ({ weight, gradient, mean, meanSquare }, scalars) => {
      const moved = movingMean(mean, gradient, spec.beta1, constant)
      const square = movingMean(meanSquare, tf.square(gradient), spec.beta2, constant)
      const ahead = tf.add(tf.mul(moved, scalar(scalars)), tf.mul(gradient, scalar(scalars, 1)))
      const size = tf.add(tf.sqrt(tf.mul(square, scalar(scalars, 2))), constant(spec.epsilon))
      return { weight: tf.sub(weight, tf.div(ahead, size)), mean: moved, meanSquare: square }
    }
  }
}

/** a ← rho · a + (1 - rho) · g²;  d = g · √(b + epsilon) / √(a + epsilon);  b as a of d²;  w ← w - rate · d */
const adadelta = (spec: SpecOf<'adadelta'>, constant: Constant): UpdateRule<'meanSquare' | 'meanChange'> => ({
  slots: { meanSquare: 0, meanChange: 0 },
  scalars: rateAlone,
  update: ({ weight, gradient, meanSquare, meanChange }, scalars) => {
    const square = movingMean(meanSquare, tf.square(gradient), spec.rho, constant)
    const size = (mean: tf.Tensor): tf.Tensor => tf.sqrt(tf.add(mean, constant(spec.epsilon)))
    const change = tf.div(tf.mul(gradient, size(meanChange)), size(square))
    return {
      weight: tf.sub(weight, tf.mul(change, scalar(scalars))),
      meanSquare: square,
      meanChange: movingMean(meanChange, tf.square(change), spec.rho, constant)
    }
  }
})

/** w ← w - rate · sign(beta1 · m + (1 - beta1) · g);  m ← beta2 · m + (1 - beta2) · g */
const lion = (spec: SpecOf<'lion'>, constant: Constant): UpdateRule<'mean'> => ({
  slots: { mean: 0 },
  scalars: rateAlone,
  update: ({ weight, gradient, mean }, scalars) => ({
    weight: tf.sub(
      weight,
      tf.mul(tf.sign(movingMean(mean, gradient, spec.beta1, constant)), scalar(scalars))
    ),
    mean: movingMean(mean, gradient, spec.beta2, constant)
  })
})

const rules = { sgd, momentum, rmsprop, adagrad, adam, adamw, adamax, nadam, adadelta, lion }

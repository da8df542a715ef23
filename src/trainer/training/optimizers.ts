import type { GradientClipping, OptimizerSpec } from '../../shared/training/training-spec.ts'
import { tf } from '../runtime/load-tensorflow.ts'
import { clipGradients } from './clipping.ts'
import { ruleOf, type Constant, type UpdateRule } from './update-rules.ts'

/** Changes the model's variables by the gradients of one step. */
export interface Optimizer {
  /** What it keeps for each variable, in order; nothing else of it outlives a step. */
  readonly slots: readonly Slots<string>[]
  /**
   * Input  gradients: one for each variable, in order; undefined where the loss does not depend on it
   *        step: from 0, over all epochs
   */
  apply(gradients: readonly (tf.Tensor | undefined)[], moment: StepMoment): void
  dispose(): void
}

export interface StepMoment {
  readonly step: number
  readonly learningRate: number
}

/** What an optimiser keeps for one variable: slots such as momentum, by name. */
export type Slots<Name extends string> = Readonly<Record<Name, tf.Variable>>

/** What happens to gradients before they change the weights. */
export interface GradientPlan {
  readonly clipping: GradientClipping | null
  /** Batches whose gradients are averaged before one update. */
  readonly accumulation: number
}

export const plainGradients: GradientPlan = { clipping: null, accumulation: 1 }

/** The update that a step belongs to, from 1: one in `accumulation` steps makes it. */
export const updateOfStep = (step: number, accumulation: number): number =>
  Math.floor(step / accumulation) + 1

/** Whether a step is the last of those whose gradients are put together. */
export const isUpdateStep = (step: number, accumulation: number): boolean =>
  step % accumulation === accumulation - 1

/** The optimiser of a training spec, operation by operation. Its constants are kept, which halves the operations of a step. */
export function createOptimizer(
  spec: OptimizerSpec,
  variables: readonly tf.Variable[],
  { clipping, accumulation }: GradientPlan = plainGradients
): Optimizer {
  const constants = new Map<number, tf.Scalar>()
  const constant: Constant = (value) => {
    const known = constants.get(value) ?? tf.keep(tf.scalar(value))
    constants.set(value, known)
    return known
  }
  const rule = ruleOf(spec, constant)
  const starts = { ...rule.slots, ...(accumulation === 1 ? {} : { gathered: 0 }) }
  const slots = variables.map((variable) => createSlots(starts, variable))
  return {
    slots,
    apply: (given, { step, learningRate }) => {
      tf.tidy(() => {
        const isUpdate = isUpdateStep(step, accumulation)
        const gradients = accumulation === 1 ? given : gather(slots, given, isUpdate)
        if (!isUpdate) return
        const means = accumulation === 1 ? gradients : divide(gradients, constant(accumulation))
        const count = updateOfStep(step, accumulation)
        const scalars = rule.scalars({ count, learningRate }).map((value) => tf.scalar(value))
        for (const [index, gradient] of clipGradients(means, clipping, constant).entries()) {
          const [variable, kept] = [variables[index], slots[index]]
          if (gradient !== undefined && variable !== undefined && kept !== undefined)
            change(rule, { ...kept, weight: variable, gradient }, scalars)
        }
      })
    },
    dispose: () => {
      tf.dispose([...constants.values()])
      tf.dispose(slots.flatMap((kept) => Object.values(kept)))
    }
  }
}

const createSlots = (starts: Readonly<Record<string, number>>, variable: tf.Variable): Slots<string> =>
  Object.fromEntries(
    Object.entries(starts).map(([name, start]) => [
      name,
      tf.tidy(() => tf.variable(tf.fill(variable.shape, start), false))
    ])
  )

type Gradients = readonly (tf.Tensor | undefined)[]

/** All gradients since the last update; with it they are forgotten. */
function gather(slots: readonly Slots<string>[], gradients: Gradients, isUpdate: boolean): Gradients {
  return gradients.map((gradient, index) => {
    const gathered = slots[index]?.['gathered']
    if (gradient === undefined || gathered === undefined) return undefined
    const sum = tf.add(gathered, gradient)
    gathered.assign(isUpdate ? tf.zerosLike(sum) : sum)
    return sum
  })
}

const divide = (sums: Gradients, count: tf.Scalar): Gradients => sums.map((sum) => sum && tf.div(sum, count))

function change(
  rule: UpdateRule,
  now: Readonly<Record<string, tf.Tensor>> & { readonly weight: tf.Variable; readonly gradient: tf.Tensor },
  scalars: readonly tf.Scalar[]
): void {
  // One variable after the other gives its memory back, or all of them would be held several times over.
  tf.tidy(() => {
    for (const [name, value] of Object.entries(rule.update(now, scalars))) {
      const kept = now[name]
      if (kept instanceof tf.Variable) kept.assign(value)
    }
  })
}

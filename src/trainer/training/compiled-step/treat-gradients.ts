import { tf } from '../../runtime/load-tensorflow.ts'
import { clipGradients } from '../clipping.ts'
import { isUpdateStep, type GradientPlan, type StepMoment } from '../optimizers.ts'
import type { GraphBuilder } from './graph-builder.ts'
import { attribute, DTYPE } from './native-graph.ts'
import { createSlots, forgetReads, resetSlots, type GraphSlots, type UpdatePlace } from './updates.ts'
import { assignVariable, readVariable, type Variable } from './variables.ts'

const T = attribute.dtype('T', DTYPE.float32)

/** Accumulation and clipping in the graph, between the gradients of a step and the update. */
export interface GradientTreatment {
  /** What it gathers for each variable, in order. */
  readonly slots: readonly GraphSlots[]
  /** What a step is given beside the optimiser's numbers: whether it makes an update. */
  readonly settings: readonly ((moment: StepMoment) => number)[]
  /** Adds the operations that forget what was gathered. */
  addReset(): readonly number[]
  /** Adds the treatment; called while a step is recorded. */
  add(
    gradients: readonly (tf.Tensor | undefined)[],
    place: UpdatePlace
  ): { readonly gradients: readonly (number | undefined)[]; readonly changes: readonly number[] }
}

export function createGradientTreatment(
  builder: GraphBuilder,
  { clipping, accumulation }: GradientPlan,
  variables: readonly Variable[]
): GradientTreatment {
  if (accumulation === 1) {
    return {
      slots: variables.map(() => ({})),
      settings: [],
      addReset: () => [],
      add: (gradients, { recording: { outputOf } }) => ({
        gradients: clipGradients(gradients, clipping).map((gradient) => gradient && outputOf(gradient)),
        changes: []
      })
    }
  }
  const starts = { gathered: 0 }
  const slots = createSlots(builder, starts, variables)
  return {
    slots,
    settings: [({ step }) => (isUpdateStep(step, accumulation) ? 1 : 0)],
    addReset: () => resetSlots(builder, starts, slots),
    add: (given, { settings: [isUpdate = -1], recording: { tensor, outputOf } }) => {
      const gate = builder.output('Greater', [isUpdate, builder.scalar(0.5)], [T]).id
      const kept = builder.output('Sub', [builder.scalar(1), isUpdate], [T]).id
      const changes: number[] = []
      const means = given.map((gradient, index) => {
        const sum = slots[index]?.['gathered']
        if (gradient === undefined || sum === undefined) return undefined
        const total = builder.output('AddV2', [readVariable(builder, sum), outputOf(gradient)], [T]).id
        changes.push(assignVariable(builder, sum, builder.output('Mul', [total, kept], [T]).id))
        return tf.div(
          tensor({ id: openGate(builder, total, gate), dtype: DTYPE.float32, shape: sum.shape }),
          accumulation
        )
      })
      forgetReads(slots.flatMap((kept) => Object.values(kept)))
      const clipped = clipGradients(means, clipping)
      return { gradients: clipped.map((gradient) => gradient && outputOf(gradient)), changes }
    }
  }
}

/** The value in steps that make an update; in others nothing that needs it runs. */
function openGate(builder: GraphBuilder, value: number, gate: number): number {
  const [, whenTrue] = builder.add('Switch', [value, gate], [T]).outputs
  if (whenTrue === undefined) throw new Error('The operation has one output.')
  return whenTrue.id
}

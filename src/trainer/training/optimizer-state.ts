import type { BuiltModel, WeightArray } from '../network/build-model.ts'
import { tf } from '../runtime/load-tensorflow.ts'
import type { Slots } from './optimizers.ts'

/** Anything kept for each trained variable, in their order: by the name of its slot. */
type KeptByVariable<Kept> = readonly Readonly<Record<string, Kept>>[]

export interface NamedSlot<Kept> {
  readonly name: string
  readonly kept: Kept
}

/** Slots with the names under which a checkpoint holds them: `dense_1/kernel/mean`. */
export function nameSlots<Kept>(model: BuiltModel, slots: KeptByVariable<Kept>): NamedSlot<Kept>[] {
  return slots.flatMap((ofVariable, index) => {
    const weight = model.weights.find(({ variable }) => variable === model.variables[index])
    if (weight === undefined) throw new Error('A trained variable is not among the weights.')
    return Object.entries(ofVariable).map(([slot, kept]) => ({ name: `${weight.name}/${slot}`, kept }))
  })
}

/**
 * For each slot the array kept of it.
 *
 * Throws  Error  when the state has other names or shapes
 */
export function pairSlots<Kept extends { readonly shape: readonly number[] }>(
  slots: readonly NamedSlot<Kept>[],
  state: readonly WeightArray[]
): { readonly kept: Kept; readonly values: Float32Array }[] {
  if (slots.length !== state.length) throw new Error('The state is of another optimiser.')
  const byName = new Map(state.map((array) => [array.name, array]))
  return slots.map(({ name, kept }) => {
    const found = byName.get(name)
    if (found?.shape.join() !== kept.shape.join()) {
      throw new Error(`The state holds ${found?.shape.join(' × ') ?? 'nothing'} as ${name}.`)
    }
    return { kept, values: found.values }
  })
}

export const readSlots = (model: BuiltModel, slots: readonly Slots<string>[]): WeightArray[] =>
  nameSlots(model, slots).map(({ name, kept }) => ({
    name,
    shape: [...kept.shape],
    values: Float32Array.from(kept.dataSync())
  }))

export function writeSlots(
  model: BuiltModel,
  slots: readonly Slots<string>[],
  state: readonly WeightArray[]
): void {
  tf.tidy(() => {
    for (const { kept, values } of pairSlots(nameSlots(model, slots), state)) {
      kept.assign(tf.tensor(values, kept.shape))
    }
  })
}

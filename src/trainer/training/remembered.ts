import type { z } from 'zod'

/**
 * A part of training that carries something from step to step or from epoch to epoch: a callback, a schedule, a sum.
 * All of them together, with weights and optimiser, are what a checkpoint holds; see `createMemory`.
 */
export interface Remembered {
  /** Unique in a training, and never renamed: checkpoints hold the state under it. */
  readonly name: string
  /** What it carries now: JSON, so no NaN and no Infinity. Numbers come back with all their bits. */
  state(): unknown
  /** Throws  ZodError  when the state is not one of its own */
  restore(state: unknown): void
}

/** A part that carries what the schema says. */
export const remembered = <Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  part: { state(): z.input<Schema>; restore(state: z.output<Schema>): void }
): Remembered => ({
  name,
  state: () => part.state(),
  restore: (state) => {
    part.restore(schema.parse(state))
  }
})

/** Everything that parts of training carry, by name. */
export type MemoryState = Readonly<Record<string, unknown>>

export interface Memory {
  state(): MemoryState
  /**
   * Puts all parts to what they carried.
   *
   * Throws  Error  when a part is missing, unknown, or cannot read its state
   */
  restore(state: MemoryState): void
}

/** The parts whose states make up a training; giving one more to it is all that a new callback needs. */
export function createMemory(parts: readonly Remembered[]): Memory {
  const names = parts.map(({ name }) => name)
  if (new Set(names).size < names.length) throw new Error(`Two parts have one name: ${names.join(', ')}.`)
  return {
    state: () => Object.fromEntries(parts.map((part) => [part.name, part.state()])),
    restore: (state) => {
      const unknown = Object.keys(state).find((name) => !names.includes(name))
      if (unknown !== undefined) throw new Error(`Nothing in this training takes the state of ${unknown}.`)
      for (const part of parts) {
        if (!Object.hasOwn(state, part.name)) throw new Error(`The state of ${part.name} is missing.`)
        part.restore(state[part.name])
      }
    }
  }
}

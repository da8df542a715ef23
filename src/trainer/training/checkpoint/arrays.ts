import { z } from 'zod'
import type { WeightArray } from '../../network/build-model.ts'

/** What lies in a file of float32 values one after another, little-endian. */
export const arrayLayout = z.array(z.strictObject({ name: z.string(), shape: z.array(z.int().min(0)) }))
export type ArrayLayout = z.infer<typeof arrayLayout>

export const layoutOf = (arrays: readonly WeightArray[]): ArrayLayout =>
  arrays.map(({ name, shape }) => ({ name, shape: [...shape] }))

export const packArrays = (arrays: readonly WeightArray[]): Uint8Array =>
  Buffer.concat(
    arrays.map(({ values }) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  )

/** The arrays of a file; undefined where it holds more or less than its layout says. */
export function unpackArrays(layout: ArrayLayout, bytes: Uint8Array): WeightArray[] | undefined {
  const sizes = layout.map(({ shape }) => shape.reduce((size, length) => size * length, 1))
  if (bytes.length !== sizes.reduce((sum, size) => sum + size * 4, 0)) return undefined
  // Copied, so that the floats begin where floats may begin.
  const values = new Float32Array(new Uint8Array(bytes).buffer)
  let start = 0
  return layout.map(({ name, shape }, index) => {
    const end = start + (sizes[index] ?? 0)
    const taken = values.slice(start, end)
    start = end
    return { name, shape, values: taken }
  })
}

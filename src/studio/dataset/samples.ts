import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { task } from '../../shared/dataset/dataset-spec.ts'
import { sample } from '../../shared/rpc/project.ts'

/** A sample as it is shipped: what the start screen shows, and where its data lies in the samples folder. */
export const shippedSample = z.strictObject({
  ...sample.shape,
  /** File or folder below the samples folder. */
  path: z.string().min(1),
  target: z.string().nullable(),
  /** What to learn, where the data alone do not say. */
  task: task.optional(),
  /** Who made it, and under which licence. */
  source: z.string()
})
export type ShippedSample = z.infer<typeof shippedSample>

/** The samples shipped in a folder, in the order of the start screen. */
export async function readSamples(folder: string): Promise<readonly ShippedSample[]> {
  return z.array(shippedSample).parse(JSON.parse(await readFile(join(folder, 'samples.json'), 'utf8')))
}

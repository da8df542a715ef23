import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ProblemError } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { sample, type Sample } from '../../shared/rpc/project.ts'

/** A sample of `samples.json`: what the window shows, and where its data lie. */
const shippedSample = z.strictObject({
  ...sample.shape,
  path: z.string(),
  target: z.string().nullable(),
  source: z.string()
})
export type ShippedSample = z.infer<typeof shippedSample>

/** Throws when the shipped list does not fit its schema: a mistake of ours, not of the person's. */
export const readSamples = (sampleFolder: string): readonly ShippedSample[] =>
  z.array(shippedSample).parse(JSON.parse(readFileSync(join(sampleFolder, 'samples.json'), 'utf8')))

/** Throws  ProblemError  project/unknown-sample */
export function findSample(sampleFolder: string, key: string): ShippedSample {
  const found = readSamples(sampleFolder).find((one) => one.key === key)
  if (found === undefined) throw new ProblemError(problem('project/unknown-sample', { key }))
  return found
}

export const shownSample = ({
  path: _path,
  target: _target,
  source: _source,
  ...shown
}: ShippedSample): Sample => shown

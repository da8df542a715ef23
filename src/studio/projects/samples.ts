import { join } from 'node:path'
import { z } from 'zod'
import { ProblemError } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { sample, type Sample } from '../../shared/rpc/project.ts'
import { readJsonFile } from '../files/json-file.ts'

/** A sample of `samples.json`: what the window shows, and where its data lie. */
const shippedSample = z.strictObject({
  ...sample.shape,
  path: z.string(),
  target: z.string().optional(),
  source: z.string()
})
export type ShippedSample = z.infer<typeof shippedSample>

export const readSamples = (sampleFolder: string): readonly ShippedSample[] =>
  readJsonFile(join(sampleFolder, 'samples.json'), z.array(shippedSample)) ?? []

/** Throws  ProblemError  project/unknown-sample */
export function findSample(sampleFolder: string, key: string): ShippedSample {
  const found = readSamples(sampleFolder).find((one) => one.key === key)
  if (found === undefined) throw new ProblemError(problem('project/unknown-sample', { key }))
  return found
}

export const shownSample = ({ path: _path, target: _target, ...shown }: ShippedSample): Sample => shown

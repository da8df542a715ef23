import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { z } from 'zod'

/** A document in a file of its own; undefined when there is none, or none that the schema accepts. */
export function readJsonFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema
): z.output<Schema> | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

/** Replaces the file as a whole: after a power cut it holds the old document or the new one. */
export function writeJsonFile(file: string, document: unknown): void {
  mkdirSync(dirname(file), { recursive: true })
  const unfinished = `${file}.new`
  const descriptor = openSync(unfinished, 'w')
  try {
    writeSync(descriptor, `${JSON.stringify(document, null, 2)}\n`)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(unfinished, file)
}

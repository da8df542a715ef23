import { ProblemError } from '../shared/core/checked.ts'
import { problem } from '../shared/problems/catalogue.ts'
import type { RunSummary } from '../shared/training/trained-run.ts'
import type { OpenedProject } from '../studio/projects/projects.ts'
import { readSummaries } from '../studio/training/run-summary.ts'

/** A run by its number (`3` or `#3`), its id or the beginning of it, or `latest`. Throws  ProblemError  project/unknown-run */
export function findRun({ session }: OpenedProject, name: string): RunSummary {
  const runs = readSummaries(session.store)
  const byNumber = runs.find(({ number }) => String(number) === name.replace(/^#/u, ''))
  const byId = runs.filter(({ id }) => id === name || (name.length >= 4 && id.startsWith(name)))
  const found = name === 'latest' ? runs.at(-1) : (byNumber ?? (byId.length === 1 ? byId[0] : undefined))
  if (found === undefined) throw new ProblemError(problem('project/unknown-run', { run: name }))
  return found
}

import { findRun } from '../find-run.ts'
import { ask, openExisting, projectOption, withStudio } from '../open-studio.ts'
import type { Command } from './command.ts'

export const deleteRun: Command = {
  name: 'delete',
  usage: 'RUN',
  summary: 'Delete a run and its files.',
  minArguments: 1,
  maxArguments: 1,
  options: projectOption,
  run: ([name = ''], options, { env }) =>
    withStudio(env, async (studio) => {
      const run = findRun(await openExisting(studio, options), name)
      await ask(studio, 'runs.delete', { id: run.id })
      return {
        document: { deleted: run.id, number: run.number },
        lines: [`Run ${run.number} (${run.name}) is deleted.`]
      }
    })
}

import type { RunId } from '../../shared/core/ids.ts'
import type { RunSummary } from '../../shared/training/trained-run.ts'
import { studio } from '../studio.ts'
import { runActionWords } from '../text/run-words.ts'
import { t } from '../text/text.svelte.ts'
import { navigation } from './navigation.svelte.ts'
import { notices } from './notices.svelte.ts'
import { runs } from './runs.svelte.ts'

/** What a person does with a run, from whichever stage; what goes wrong is shown as a notice. */
async function attempt(what: string, ask: () => Promise<unknown>): Promise<void> {
  try {
    await ask()
  } catch (error) {
    notices.showError(error, what)
  }
}

export const stopRun = (id: RunId): Promise<void> =>
  attempt('stopping the run', () => studio().call('runs.stop', { id }))

export const pauseRun = (id: RunId): Promise<void> =>
  attempt('pausing the run', () => studio().call('runs.pause', { id }))

export const continueRun = (id: RunId): Promise<void> =>
  attempt('continuing the run', async () => {
    await studio().call('runs.continue', { id })
    navigation.runId = id
  })

/** A new run of the same settings, or with another batch size, that starts from the best weights of this one. */
export const branchRun = (run: RunSummary, batchSize?: number): Promise<void> =>
  attempt('starting the run', async () => {
    const number = (runs.list[0]?.number ?? 0) + 1
    const name = t(runActionWords.branchName)(number, run.number)
    const change = batchSize === undefined ? {} : { batchSize }
    const branch = await studio().call('runs.branch', { id: run.id, name, ...change })
    navigation.go('training', branch.id)
  })

import { canBranch, canContinue, ranOutOfMemory } from '../../shared/training/continue-run.ts'
import type { RunSummary } from '../../shared/training/trained-run.ts'
import { formatCount } from '../text/format.ts'
import { runActionWords, troubleOf } from '../text/run-words.ts'
import { t } from '../text/text.svelte.ts'
import { branchRun, continueRun } from './run-actions.ts'

export interface Offer {
  readonly label: string
  readonly run: () => void
}

/** What helps a run that came to rest, the most likely first: at most two. */
export function offersOf(run: RunSummary): readonly Offer[] {
  const goOn = { label: t(runActionWords.continue), run: () => void continueRun(run.id) }
  const branch = { label: t(runActionWords.branch), run: () => void branchRun(run) }
  const isRefused = run.status !== 'failed' && troubleOf(run) !== undefined
  const offers = [
    ...(ranOutOfMemory(run) ? smallerBatch(run) : []),
    ...(isRefused && canBranch(run) ? [branch] : []),
    ...(canContinue(run) ? [goOn] : []),
    ...(run.status === 'failed' && canBranch(run) && !ranOutOfMemory(run) ? [branch] : [])
  ]
  return offers.slice(0, 2)
}

/** Half the batch that did not fit. */
function smallerBatch(run: RunSummary): readonly Offer[] {
  const batchSize = Math.floor(Number(run.problem?.values?.['batchSize'] ?? 0) / 2)
  if (batchSize < 1) return []
  const label = t(runActionWords.smallerBatch)(formatCount(batchSize))
  return [{ label, run: () => void branchRun(run, batchSize) }]
}

import type { RunSummary } from './trained-run.ts'

/** A failure that would only happen again: the same steps are done with the same numbers. */
const wouldFailAgain = new Set([
  'training/loss-not-finite',
  'training/weights-not-finite',
  'evaluation/not-finite'
])

/** Whether a run is neither waiting nor at work, and may go on from where it is. */
export function canContinue({ status, checkpoint, problem }: RunSummary): boolean {
  if (status === 'paused' || status === 'interrupted') return true
  if (checkpoint === null) return false
  return status === 'stopped' || (status === 'failed' && !wouldFailAgain.has(problem?.code ?? ''))
}

/** Whether there are weights of it that a new run can start from. */
export const canBranch = ({ status, bestEpoch, checkpoint }: RunSummary): boolean =>
  ['completed', 'stopped', 'paused', 'interrupted', 'failed'].includes(status) &&
  (bestEpoch !== null || checkpoint !== null)

/** Whether it ended for want of memory, which a smaller batch would spare. */
export const ranOutOfMemory = ({ problem }: RunSummary): boolean =>
  problem !== null &&
  ['training/out-of-memory', 'system/out-of-memory', 'system/memory-ran-out'].includes(problem.code)

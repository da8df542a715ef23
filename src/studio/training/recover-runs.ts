import { z } from 'zod'
import { runId, type RunId } from '../../shared/core/ids.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { ProjectSession } from '../projects/project-session.ts'
import type { RunRow } from '../store/runs.ts'
import { findCheckpoint } from './find-checkpoint.ts'

export interface LeftRuns {
  /** At work when the last session ended, in order or not; they can be continued. */
  readonly unfinished: readonly RunId[]
  readonly queued: readonly RunId[]
}

const ids = z.array(runId)

/**
 * What the last session left: runs at work become interrupted, with the place from which they can go on.
 *
 * Output  those that were at work, also where they were paused because the program was closed; and those that wait
 */
export async function recoverRuns(session: ProjectSession): Promise<LeftRuns> {
  const { store } = session
  const rows = store.runs.list()
  const atWork = rows.filter(({ status }) => ['preparing', 'running', 'evaluating'].includes(status))
  for (const row of atWork) await interrupt(session, row)
  const left = new Set([...readLeft(session), ...atWork.map(({ id }) => id)])
  const isUnfinished = ({ id, status }: RunRow): boolean =>
    left.has(id) && (status === 'paused' || status === 'interrupted')
  const unfinished = store.runs.list().filter(isUnfinished)
  const result = {
    unfinished: unfinished.map(({ id }) => id),
    queued: rows.filter(({ status }) => status === 'queued').map(({ id }) => id)
  }
  keepLeft(session, result.unfinished)
  return result
}

async function interrupt({ store, folder }: ProjectSession, row: RunRow): Promise<void> {
  const place = (await findCheckpoint(folder.run(row.id))) ?? toldPlace(row)
  const epochs = store.epochs.list(row.id)
  const found = problem('project/run-left', {
    epoch: Math.min(row.planned_epochs, Math.max(epochs.length, (place?.epoch ?? 1) - 1) + 1),
    fromEpoch: place?.epoch ?? 0,
    fromStep: place?.step ?? 0
  })
  const durationMs = row.duration_ms ?? epochs.reduce((sum, epoch) => sum + epoch.durationMs, 0)
  store.atOnce(() => {
    store.runs.change(row.id, {
      status: 'interrupted',
      problem: found,
      duration_ms: durationMs,
      checkpoint_epoch: place?.epoch ?? null,
      checkpoint_step: place?.step ?? null
    })
    store.runEvents.add(row.id, { atMs: durationMs, type: 'interrupted', text: JSON.stringify(found) })
  })
}

const toldPlace = ({ checkpoint_epoch: epoch, checkpoint_step: step }: RunRow) =>
  epoch === null || step === null ? undefined : { epoch, step }

function readLeft({ store }: ProjectSession): readonly RunId[] {
  const kept = store.settings.get('leftAtWork')
  return kept === undefined ? [] : ids.parse(JSON.parse(kept))
}

/** Runs that were at work when the program was closed, until somebody says whether they go on. */
export const keepLeft = ({ store }: ProjectSession, left: readonly RunId[]): void =>
  store.settings.set('leftAtWork', JSON.stringify(left))

import type { RunId } from '../../shared/core/ids.ts'
import type { EpochRecord, RunEvent } from '../../shared/training/run-events.ts'
import type { RunDetail, RunSummary } from '../../shared/training/trained-run.ts'
import type { ProjectStore } from '../store/project-store.ts'
import type { RunRow } from '../store/runs.ts'

/** The loss that decides: of the validation part, or of the training part where there is none. */
export const decidingLoss = (record: EpochRecord): number =>
  record.validation['loss'] ?? record.train['loss'] ?? 0

/** A run as it is stored, with its epochs. */
export function summaryOf(row: RunRow, epochs: readonly EpochRecord[]): RunSummary {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    status: row.status,
    createdAt: row.created_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    durationMs: row.duration_ms,
    plannedEpochs: row.planned_epochs,
    epochCount: epochs.length,
    bestEpoch: row.best_epoch,
    device: row.device,
    engine: row.engine,
    weightCount: row.weight_count,
    datasetName: row.dataset_name,
    datasetFingerprint: row.dataset_fingerprint,
    networkTitle: row.network_title,
    task: row.task,
    metrics: row.metrics,
    problem: row.problem,
    tags: row.tags,
    note: row.note,
    parentId: row.parent_id,
    progress: null,
    lossCurve: epochs.map(decidingLoss)
  }
}

export function readSummary(store: ProjectStore, id: RunId): RunSummary | undefined {
  const row = store.runs.get(id)
  return row === undefined ? undefined : summaryOf(row, store.epochs.list(id))
}

export function readSummaries(store: ProjectStore): RunSummary[] {
  const epochs = store.epochs.listAll()
  return store.runs.list().map((row) => summaryOf(row, epochs.get(row.id) ?? []))
}

export function readDetail(store: ProjectStore, summary: RunSummary): RunDetail {
  return {
    ...summary,
    epochs: [...store.epochs.list(summary.id)],
    stepLosses: store.stepLosses.get(summary.id),
    versions: store.runs.versions(summary.id),
    events: store.runEvents.list(summary.id)
  }
}

/** The summary after one more event of the trainer. */
export function afterEvent(run: RunSummary, event: RunEvent): RunSummary {
  switch (event.type) {
    case 'preparing':
      return { ...run, status: 'preparing' }
    case 'started':
      return {
        ...run,
        status: 'running',
        device: event.device,
        engine: event.engine,
        weightCount: event.weightCount,
        progress: {
          epoch: 1,
          step: 0,
          stepsPerEpoch: event.stepsPerEpoch,
          samplesPerSecond: 0,
          remainingMs: null,
          memoryBytes: 0,
          elapsedMs: 0
        }
      }
    case 'progress': {
      const { epoch, step, samplesPerSecond, remainingMs, memoryBytes } = event
      const elapsedMs = run.startedAt === null ? 0 : Math.max(0, Date.now() - run.startedAt)
      if (run.progress === null) return run
      return {
        ...run,
        progress: { ...run.progress, epoch, step, samplesPerSecond, remainingMs, memoryBytes, elapsedMs }
      }
    }
    case 'epoch-ended':
      return {
        ...run,
        epochCount: run.epochCount + 1,
        bestEpoch: event.record.isBest ? event.record.epoch : run.bestEpoch,
        lossCurve: [...run.lossCurve, decidingLoss(event.record)],
        progress: run.progress === null ? null : { ...run.progress, elapsedMs: event.elapsedMs }
      }
    case 'evaluating':
      return { ...run, status: 'evaluating', progress: null }
    case 'finished':
      return { ...run, bestEpoch: event.bestEpoch, durationMs: event.durationMs }
    case 'warned':
    case 'failed':
      return run
  }
}

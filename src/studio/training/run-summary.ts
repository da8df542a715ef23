import type { RunId } from '../../shared/core/ids.ts'
import type { EpochRecord } from '../../shared/training/run-events.ts'
import type { RunState } from '../../shared/training/run-state.ts'
import type { RunDetail, RunSummary } from '../../shared/training/trained-run.ts'
import type { ProjectStore } from '../store/project-store.ts'
import type { RunRow } from '../store/runs.ts'

/** The loss that decides: of the validation part, or of the training part where there is none. */
const decidingLoss = (record: EpochRecord): number => record.validation['loss'] ?? record.train['loss'] ?? 0

const mostCurvePoints = 400

/** The deciding losses by epoch, thinned where there are many so that the lowest and the last stay. */
export function curveOf(epochs: readonly EpochRecord[]): number[] {
  if (epochs.length <= mostCurvePoints) return epochs.map(decidingLoss)
  const size = Math.ceil(epochs.length / (mostCurvePoints - 1))
  const lowest: number[] = []
  for (const [index, record] of epochs.slice(0, -1).entries()) {
    const group = Math.floor(index / size)
    lowest[group] = Math.min(lowest[group] ?? Infinity, decidingLoss(record))
  }
  return [...lowest, ...epochs.slice(-1).map(decidingLoss)]
}

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
    weightsFrom: row.weights_from,
    checkpoint: checkpointOf(row),
    progress: null,
    lossCurve: curveOf(epochs)
  }
}

const checkpointOf = ({
  checkpoint_epoch: epoch,
  checkpoint_step: step
}: RunRow): RunSummary['checkpoint'] => (epoch === null || step === null ? null : { epoch, step })

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

/**
 * The summary of a run at work, brought to what its events add up to, but for its curve, which is only worked out when it is told.
 * How it ended is for the queue to say.
 */
export function withState(run: RunSummary, state: RunState, elapsedMs: number): RunSummary {
  const { started, epochs, progress } = state
  const isAtWork = ['preparing', 'running', 'evaluating'].includes(state.status)
  return {
    ...run,
    status: isAtWork ? state.status : run.status,
    device: started?.device ?? run.device,
    engine: started?.engine ?? run.engine,
    weightCount: started?.weightCount ?? run.weightCount,
    epochCount: epochs.length,
    bestEpoch: state.bestEpoch ?? run.bestEpoch,
    checkpoint: state.checkpoint ?? run.checkpoint,
    durationMs: elapsedMs,
    progress: progress === null ? null : { ...progress, elapsedMs }
  }
}

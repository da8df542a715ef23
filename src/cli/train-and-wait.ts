import type { Problem } from '../shared/core/checked.ts'
import type { DatasetManifest } from '../shared/dataset/dataset-manifest.ts'
import type { Recipe } from '../shared/recipe.ts'
import type { RunSummary } from '../shared/training/trained-run.ts'
import type { Studio } from '../studio/studio.ts'
import type { CommandContext, CommandResult } from './commands/command.ts'
import { ask } from './open-studio.ts'
import { formatDuration, formatNumber, formatTable } from './table.ts'

const hasEnded = ({ status }: RunSummary): boolean =>
  ['completed', 'stopped', 'paused', 'interrupted', 'failed'].includes(status)

/** Queues a run, shows its progress, and waits for its end; Ctrl-C stops it at the next step and keeps the best. */
export async function trainAndWait(
  studio: Studio,
  request: { readonly recipe: Recipe; readonly manifest: DatasetManifest },
  { progress, signal }: CommandContext
): Promise<CommandResult> {
  const { manifest, recipe } = request
  const isStarted = { run: undefined as RunSummary | undefined }
  const ended = new Promise<RunSummary>((resolve) => {
    studio.onEvent((event) => {
      if (event.type === 'problem') progress.line(event.problem.message)
      if (event.type !== 'run-changed') return
      isStarted.run ??= event.run
      if (event.run.id !== isStarted.run.id) return
      progress.show(...progressOf(event.run))
      if (hasEnded(event.run)) resolve(event.run)
    })
  })
  const run = await ask(studio, 'runs.start', { datasetId: manifest.id, recipe, parentId: null })
  const stop = (): void => void studio.call('runs.stop', { id: run.id })
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()
  const last = await ended
  signal.removeEventListener('abort', stop)
  progress.clear()
  return resultOf(
    last,
    manifest.notes.map((note) => note.problem)
  )
}

function progressOf(run: RunSummary): [number | null, string] {
  const { progress, plannedEpochs } = run
  if (progress === null) return [null, `Run ${run.number}: ${run.status}`]
  const doneShare = (progress.epoch - 1 + progress.step / Math.max(1, progress.stepsPerEpoch)) / plannedEpochs
  const loss = run.lossCurve.at(-1)
  const parts = [
    `epoch ${progress.epoch} of ${plannedEpochs}`,
    ...(loss === undefined ? [] : [`loss ${formatNumber(loss)}`]),
    ...(progress.samplesPerSecond > 0 ? [`${Math.round(progress.samplesPerSecond)} samples/s`] : []),
    ...(progress.remainingMs === null ? [] : [`at most ${formatDuration(progress.remainingMs)} left`])
  ]
  return [Math.min(1, doneShare), parts.join(', ')]
}

/** What `train` and `quick` answer. */
function resultOf(run: RunSummary, notes: readonly Problem[]): CommandResult {
  const problems = [...(run.problem === null ? [] : [run.problem]), ...notes]
  const { status, epochCount: epochs, durationMs, metrics, device, engine } = run
  return {
    document: {
      run: run.id,
      number: run.number,
      status,
      epochs,
      durationMs,
      metrics,
      device,
      engine,
      problems
    },
    lines: [
      `Run ${run.number} (${run.networkTitle}) ${status} after ${epochs} epochs in ${formatDuration(durationMs ?? 0)}; best epoch ${run.bestEpoch ?? '–'}.`,
      ...(device === null ? [] : [`On ${device}, ${engine ?? ''}`]),
      ...metricLines(run.metrics),
      ...problems.flatMap(({ message, fix, code }) => [
        message,
        ...(fix === undefined ? [] : [`  → ${fix}`]),
        `  (${code})`
      ])
    ],
    status: run.status !== 'failed' ? 0 : run.problem?.code === 'system/fault' ? 3 : 1
  }
}

export function metricLines(metrics: RunSummary['metrics']): string[] {
  const names = [...new Set([metrics.train, metrics.validation, metrics.test].flatMap(Object.keys))]
  if (names.length === 0) return []
  const rows = names.map((name) => [
    name,
    metrics.train[name] ?? null,
    metrics.validation[name] ?? null,
    metrics.test[name] ?? null
  ])
  return ['', ...formatTable(['', 'train', 'validation', 'test'], rows)]
}

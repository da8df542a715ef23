import type { Problem } from '../shared/core/checked.ts'
import type { RunId } from '../shared/core/ids.ts'
import type { DatasetManifest } from '../shared/dataset/dataset-manifest.ts'
import type { Recipe } from '../shared/recipe.ts'
import type { StartPlan } from '../shared/training/start-plan.ts'
import type { RunSummary } from '../shared/training/trained-run.ts'
import type { Studio } from '../studio/studio.ts'
import type { CommandContext, CommandResult } from './commands/command.ts'
import { ask } from './open-studio.ts'
import { formatDuration, formatNumber, formatTable } from './table.ts'

const hasEnded = ({ status }: RunSummary): boolean =>
  ['completed', 'stopped', 'paused', 'interrupted', 'failed'].includes(status)

/** Queues a run of a recipe, and waits for its end. */
export async function trainAndWait(
  studio: Studio,
  {
    manifest,
    recipe,
    plan,
    name
  }: {
    readonly recipe: Recipe
    readonly manifest: DatasetManifest
    /** What it takes over from the run that it starts from. */
    readonly plan?: StartPlan | undefined
    readonly name?: string
  },
  context: CommandContext
): Promise<CommandResult> {
  const begin = () =>
    ask(studio, 'runs.start', { datasetId: manifest.id, recipe, name, parentId: plan?.run.id ?? null })
  const notes = manifest.notes.map((note) => note.problem)
  return waitForRun(studio, { begin, notes, plan }, context)
}

/** Queues a run that ended before its time, to go on from its newest checkpoint, and waits for its end. */
export const continueAndWait = (studio: Studio, id: RunId, context: CommandContext): Promise<CommandResult> =>
  waitForRun(studio, { begin: () => ask(studio, 'runs.continue', { id }), notes: [] }, context)

interface Waited {
  readonly begin: () => Promise<RunSummary>
  /** What is to be said beside how it ended. */
  readonly notes: readonly Problem[]
  readonly plan?: StartPlan | undefined
}

/** Shows a run's progress until its end; Ctrl-C stops it at the next step and keeps the best and where it was. */
async function waitForRun(
  studio: Studio,
  { begin, notes, plan }: Waited,
  { progress, signal }: CommandContext
): Promise<CommandResult> {
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
  const run = await begin()
  const stop = (): void => void studio.call('runs.stop', { id: run.id })
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()
  const last = await ended
  signal.removeEventListener('abort', stop)
  progress.clear()
  return resultOf(last, notes, plan)
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
function resultOf(run: RunSummary, notes: readonly Problem[], plan?: StartPlan): CommandResult {
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
      ...(plan === undefined ? {} : { startFrom: plan }),
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

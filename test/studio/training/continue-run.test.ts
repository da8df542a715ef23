/** Real trainers that are paused, killed, or lose their studio: the run ends as one that was never interrupted. */
import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import type { RunId } from '../../../src/shared/core/ids.ts'
import type { Recipe } from '../../../src/shared/recipe.ts'
import type { RunDetail } from '../../../src/shared/training/trained-run.ts'
import type { Studio } from '../../../src/studio/studio.ts'
import { ask, nextEvent, openIris, openStudio, runEnded } from '../open-studio.ts'
import { realTrainers } from './real-trainers.ts'

/** Far more than are trained while word of one goes from process to process. */
const epochs = 4000

/** Bits that do not depend on which engine was the fastest this time. */
const exact = (recipe: Recipe): Recipe => ({
  ...recipe,
  training: { ...recipe.training, epochs, device: 'cpu', engine: 'compiled' }
})

async function open() {
  const trainers = realTrainers()
  const studio = openStudio({ startTrainer: trainers.startTrainer, restartDelaysMs: [50, 50, 50] })
  const { manifest, recipe } = await openIris(studio, epochs)
  const start = async (): Promise<RunId> =>
    (await ask(studio, 'runs.start', { datasetId: manifest.id, recipe: exact(recipe), parentId: null })).id
  return { trainers, studio, start, recipe: exact(recipe) }
}

const reaches = (studio: Studio, id: RunId, epoch: number): Promise<number> =>
  nextEvent(studio, (event) =>
    event.type === 'run-changed' && event.run.id === id && event.run.epochCount >= epoch
      ? event.run.epochCount
      : undefined
  )

/** All that must be the same whether or not the run was interrupted. */
const essence = ({ epochs: records, stepLosses, bestEpoch, metrics, status }: RunDetail) => ({
  records: records.map(({ durationMs: _, ...record }) => record),
  stepLosses,
  bestEpoch,
  metrics,
  status
})

let whole: ReturnType<typeof trainWhole> | undefined
/** What a run that nobody interrupts ends with; trained once for both tests. */
const uninterrupted = (): ReturnType<typeof trainWhole> => (whole ??= trainWhole())

async function trainWhole() {
  const { studio, start } = await open()
  const id = await start()
  await runEnded(studio, id)
  return essence(await ask(studio, 'runs.get', { id }))
}

it('a run that was paused, and killed twice, ends with every figure of one that was not', async () => {
  const expected = await uninterrupted()
  const { trainers, studio, start } = await open()
  const id = await start()
  await reaches(studio, id, 100)
  await ask(studio, 'runs.pause', { id })
  const paused = await nextEvent(studio, (event) =>
    event.type === 'run-changed' && event.run.status === 'paused' ? event.run : undefined
  )
  expect(paused.checkpoint?.epoch).toBeGreaterThanOrEqual(100)
  await ask(studio, 'runs.continue', { id })
  const ended = runEnded(studio, id)
  await reaches(studio, id, 300)
  trainers.signal('SIGKILL')
  await reaches(studio, id, 600)
  trainers.signal('SIGSEGV')

  expect(await ended).toMatchObject({ status: 'completed', epochCount: epochs })
  expect(trainers.started).toHaveLength(4)
  expect(essence(await ask(studio, 'runs.get', { id }))).toEqual(expected)
}, 180_000)

it('a run whose studio is killed is left by its trainer with a checkpoint, and goes on when the project is open again', async () => {
  const expected = await uninterrupted()
  const { studio, recipe } = await open()
  const { path } = studio.services.projects.require().session.folder
  const { homeFolder } = studio.services
  const datasetId = (await ask(studio, 'datasets.list', {})).datasets[0]?.id
  await studio.dispose()

  const other = startStudioProcess(homeFolder)
  await other.ask('projects.pickUp', {})
  const { projects } = (await other.ask('projects.recent', {})) as { projects: { key: string }[] }
  await other.ask('projects.open', { key: projects[0]?.key })
  const run = (await other.ask('runs.start', { datasetId, recipe, parentId: null })) as { id: RunId }
  await other.heard(({ event }) => (event?.run?.epochCount ?? 0) >= 300)
  const trainer = await other.heard(({ event }) => event?.run?.status === 'running')
  expect(trainer).toBeDefined()
  other.child.kill('SIGKILL')
  await wait(6000)

  const later = openStudio({ homeFolder })
  await ask(later, 'projects.open', { folder: later.registerPath(path) })
  const left = await ask(later, 'runs.get', { id: run.id })
  expect(left).toMatchObject({ status: 'interrupted', problem: { code: 'project/run-left' } })
  expect(left.checkpoint?.epoch).toBeGreaterThanOrEqual(1)
  expect(await ask(later, 'runs.unfinished', {})).toEqual({ ids: [run.id] })
  const ended = runEnded(later, run.id)
  await ask(later, 'runs.settleUnfinished', { continues: true })
  await ended
  const { stepLosses: _, ...figures } = essence(await ask(later, 'runs.get', { id: run.id }))
  const { stepLosses: _losses, ...expectedFigures } = expected
  expect(figures).toEqual(expectedFigures)
}, 180_000)

interface Heard {
  readonly type: string
  readonly id?: number
  readonly output?: unknown
  readonly event?: { readonly run?: { readonly epochCount: number; readonly status: string } }
}

/** The studio as the shell starts it. */
function startStudioProcess(homeFolder: string) {
  const entry = join(import.meta.dirname, '../../../src/studio/process.ts')
  const child: ChildProcess = fork(entry, [], {
    env: { ...process.env, LAYERWRIGHT_HOME: homeFolder },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc']
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let lastId = 0
  const heard = (match: (message: Heard) => boolean): Promise<Heard> =>
    new Promise((resolve) => {
      const listen = (message: unknown): void => {
        if (!match(message as Heard)) return
        child.off('message', listen)
        resolve(message as Heard)
      }
      child.on('message', listen)
    })
  return {
    child,
    heard,
    ask: async (method: string, input: unknown): Promise<unknown> => {
      lastId += 1
      const id = lastId
      const answer = heard((message) => message.id === id)
      child.send({ id, method, input })
      const { type, output } = await answer
      if (type !== 'done') throw new Error(`${method} was refused.`)
      return output
    }
  }
}

import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { unwrap } from '../../src/shared/core/checked.ts'
import { taskId } from '../../src/shared/core/ids.ts'
import type { DatasetManifest } from '../../src/shared/dataset/dataset-manifest.ts'
import type { Recipe } from '../../src/shared/recipe.ts'
import type { StudioEvent, StudioInput, StudioMethod, StudioOutput } from '../../src/shared/rpc/studio-api.ts'
import type { RunSummary } from '../../src/shared/training/trained-run.ts'
import { suggestDraft } from '../../src/studio/projects/suggest-draft.ts'
import { createStudio, type Studio, type StudioOptions } from '../../src/studio/studio.ts'
import { silentLog } from '../../src/studio/system/log.ts'
import { temporaryFolder } from './temporary-folder.ts'

export const sampleFolder = join(import.meta.dirname, '../../resources/samples')

/** A studio of its own, ended with the test. */
export function openStudio(options: Partial<StudioOptions> = {}): Studio {
  const homeFolder = options.homeFolder ?? temporaryFolder()
  const studio = createStudio({
    host: 'window',
    sampleFolder,
    log: silentLog,
    closeGraceMs: 2000,
    ...options,
    homeFolder
  })
  onTestFinished(() => studio.dispose())
  return studio
}

/** A call that must succeed. */
export async function ask<Method extends StudioMethod>(
  studio: Studio,
  method: Method,
  input: StudioInput<Method>
): Promise<StudioOutput<Method>> {
  return unwrap(await studio.call(method, input))
}

/** The code of the problem that a call must end with. */
export async function refusal(studio: Studio, method: string, input: unknown): Promise<string> {
  const answered = await studio.answer(method, input)
  return answered.ok ? 'not refused' : answered.problem.code
}

/** The iris sample in a new project, with a recipe that trains on it. */
export async function openIris(
  studio: Studio,
  epochs = 2
): Promise<{ manifest: DatasetManifest; recipe: Recipe }> {
  await ask(studio, 'projects.create', { name: 'Iris' })
  const file = studio.registerPath(join(sampleFolder, 'iris.csv'))
  const manifest = await ask(studio, 'datasets.import', { file, taskId: taskId.parse('import') })
  const folder = studio.services.projects.require().session.folder.dataset(manifest.id)
  const draft = await suggestDraft(await studio.services.datasets(), folder, manifest, { target: 'species' })
  if (draft.dataset === null) throw new Error('Nothing was suggested.')
  const training = { ...draft.training, epochs, earlyStopping: null }
  return { manifest, recipe: { version: 1, dataset: draft.dataset, network: draft.network, training } }
}

/** Waits for the first event that is told after this call and matches. */
export function nextEvent<Found>(
  studio: Studio,
  match: (event: StudioEvent) => Found | undefined
): Promise<Found> {
  return new Promise((resolve) => {
    const unsubscribe = studio.onEvent((event) => {
      const found = match(event)
      if (found === undefined) return
      unsubscribe()
      resolve(found)
    })
  })
}

const ends = ['completed', 'stopped', 'failed']

export const runEnded = (studio: Studio, id: string): Promise<RunSummary> =>
  nextEvent(studio, (event) =>
    event.type === 'run-changed' && event.run.id === id && ends.includes(event.run.status)
      ? event.run
      : undefined
  )

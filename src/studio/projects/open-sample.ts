import { join } from 'node:path'
import type { OpenProject } from '../../shared/rpc/project.ts'
import type { Services } from '../services.ts'
import { importIntoProject } from './dataset-import.ts'
import { suggestDraft } from './suggest-draft.ts'
import { findSample } from './samples.ts'

/** A project of its own with the sample imported, and a draft that can be trained as it is. */
export async function openSample(key: string, services: Services): Promise<OpenProject> {
  const sample = findSample(services.sampleFolder, key)
  const { locale } = services.preferences.get()
  await services.projects.create(sample.title[locale])
  const { session } = services.projects.require()
  const datasets = await services.datasets()
  const manifest = await importIntoProject(session, datasets, {
    path: join(services.sampleFolder, sample.path),
    signal: new AbortController().signal,
    onProgress: () => {}
  })
  const draft = await suggestDraft(datasets, session.folder.dataset(manifest.id), manifest, {
    target: sample.target ?? undefined,
    task: sample.task
  })
  session.store.draft.save(draft, Date.now())
  await services.projects.refresh()
  const project = session.describe()
  services.emit({ type: 'project-changed', project })
  return project
}

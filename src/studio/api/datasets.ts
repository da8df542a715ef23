import { ProblemError, unwrap } from '../../shared/core/checked.ts'
import type { DatasetId } from '../../shared/core/ids.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { importIntoProject } from '../projects/dataset-import.ts'
import type { Services } from '../services.ts'
import type { Handlers, StageMethods } from './handler.ts'

/** Throws  ProblemError  project/unknown-dataset */
function folderOf(id: DatasetId, { projects }: Services): string {
  const { session } = projects.require()
  if (session.store.datasets.get(id) === undefined)
    throw new ProblemError(problem('project/unknown-dataset', { id }))
  return session.folder.dataset(id)
}

export const datasetHandlers: Handlers<StageMethods<'datasets'>> = {
  'datasets.inspect': async ({ file, format }, { handles, datasets }) =>
    unwrap(await (await datasets()).inspectSource(unwrap(handles.pathOf(file)), format)),
  'datasets.import': async ({ file, format, columns, taskId }, services) => {
    const { session } = services.projects.requireWritable()
    const path = unwrap(services.handles.pathOf(file))
    const datasets = await services.datasets()
    return services.tasks.run(taskId, (task) =>
      importIntoProject(session, datasets, { path, format, columns, ...task })
    )
  },
  'datasets.list': async (_input, services) => {
    const { session } = services.projects.require()
    const datasets = await services.datasets()
    const manifests = await Promise.all(
      session.store.datasets.list().map(({ id }) => datasets.readManifest(session.folder.dataset(id)))
    )
    return { datasets: manifests.flatMap((manifest) => (manifest.ok ? [manifest.value] : [])) }
  },
  'datasets.get': async ({ id }, services) =>
    unwrap(await (await services.datasets()).readManifest(folderOf(id, services))),
  'datasets.suggest': async ({ id, ...choice }, services) =>
    unwrap(await (await services.datasets()).suggestDataset(folderOf(id, services), choice)),
  'datasets.rows': async ({ id, ...query }, services) =>
    unwrap(await services.dataWorker.call('readRows', [folderOf(id, services), query])),
  'datasets.distribution': async ({ id, ...query }, services) =>
    unwrap(await services.dataWorker.call('readDistribution', [folderOf(id, services), query])),
  'datasets.images': async ({ id, ...query }, services) =>
    unwrap(await (await services.datasets()).listImages(folderOf(id, services), query)),
  'datasets.thumbnails': async ({ id, ...query }, services) =>
    unwrap(await (await services.datasets()).readThumbnails(folderOf(id, services), query)),
  // A person turning a knob asks again and again: only the last question is worth an answer.
  'datasets.preparation': async ({ id, dataset }, services) =>
    unwrap(
      await services.dataWorker.call('summarizePreparation', [folderOf(id, services), dataset], {
        newestOf: id
      })
    )
}

import { unwrap } from '../../shared/core/checked.ts'
import { readSamples, shownSample } from '../projects/samples.ts'
import { openSample } from '../projects/open-sample.ts'
import type { Handlers, StageMethods } from './handler.ts'

export const projectHandlers: Handlers<StageMethods<'projects'>> = {
  'projects.recent': async (_input, { projects }) => ({ projects: [...(await projects.recent())] }),
  'projects.current': (_input, { projects }) => ({ project: projects.opened?.session.describe() ?? null }),
  'projects.create': ({ name, folder }, { projects, handles }) =>
    projects.create(name, folder === undefined ? undefined : unwrap(handles.pathOf(folder))),
  'projects.open': (which, { projects, handles }) =>
    'key' in which ? projects.openByKey(which.key) : projects.open(unwrap(handles.pathOf(which.folder))),
  'projects.pickUp': async (_input, { projects }) => ({ project: (await projects.pickUp()) ?? null }),
  'projects.close': async (_input, { projects }) => {
    await projects.close()
    return {}
  },
  'projects.rename': ({ name }, { projects }) => projects.rename(name),
  'projects.forget': ({ key }, { projects }) => {
    projects.forget(key)
    return {}
  },
  'projects.samples': (_input, { sampleFolder }) => ({ samples: readSamples(sampleFolder).map(shownSample) }),
  'projects.openSample': ({ key }, services) => openSample(key, services)
}

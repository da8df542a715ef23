import { notices } from '../state/notices.svelte.ts'
import { project } from '../state/project.svelte.ts'
import { studio } from '../studio.ts'
import { frame } from './frame.svelte.ts'

/** Runs something a person asked for, and shows what went wrong. */
async function attempt(what: string, action: () => Promise<void>): Promise<void> {
  try {
    await action()
  } catch (error) {
    notices.showError(error, what)
  }
}

export const createProject = (name: string): Promise<void> =>
  attempt('creating a project', async () => {
    await project.flush()
    await frame.enter(await studio().call('projects.create', { name }))
  })

export const openProject = (key: string): Promise<void> =>
  attempt('opening a project', async () => {
    await project.flush()
    await frame.enter(await studio().call('projects.open', { key }))
  })

export const pickProject = (): Promise<void> =>
  attempt('opening a project', async () => {
    const folder = await studio().bridge.pick('project-folder')
    if (folder === undefined) return
    await project.flush()
    await frame.enter(await studio().call('projects.open', { folder }))
  })

export const renameProject = (name: string): Promise<void> =>
  attempt('renaming the project', async () => {
    project.show(await studio().call('projects.rename', { name }))
  })

export const closeProject = (): Promise<void> =>
  attempt('closing the project', async () => {
    await project.flush()
    await studio().call('projects.close', {})
    frame.leave()
  })

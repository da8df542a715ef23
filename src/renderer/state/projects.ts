import type { OpenProject } from '../../shared/rpc/project.ts'
import { studio } from '../studio.ts'
import { notices } from './notices.svelte.ts'
import { project } from './project.svelte.ts'

/** Shows the project that the studio answers with, once everything edited so far is kept; or what went wrong. */
async function change(what: string, ask: () => Promise<OpenProject | null | undefined>): Promise<void> {
  try {
    await project.flush()
    const answer = await ask()
    if (answer !== undefined) project.show(answer)
  } catch (error) {
    notices.showError(error, what)
  }
}

export const createProject = (name: string): Promise<void> =>
  change('creating a project', () => studio().call('projects.create', { name }))

export const openProject = (key: string): Promise<void> =>
  change('opening the project', () => studio().call('projects.open', { key }))

export const openSample = (key: string): Promise<void> =>
  change('opening the sample', () => studio().call('projects.openSample', { key }))

/** Asks for a project's folder and opens it; nothing when the person chose none. */
export const pickProject = (): Promise<void> =>
  change('opening the project', async () => {
    const folder = await studio().bridge.pick('project-folder')
    return folder === undefined ? undefined : studio().call('projects.open', { folder })
  })

export const renameProject = (name: string): Promise<void> =>
  change('renaming the project', () => studio().call('projects.rename', { name }))

export const closeProject = (): Promise<void> =>
  change('closing the project', async () => {
    await studio().call('projects.close', {})
    return null
  })

import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ProblemError, unwrap } from '../shared/core/checked.ts'
import { problem } from '../shared/problems/catalogue.ts'
import { defaultHomeFolder, shippedSampleFolder, stateFiles } from '../studio/files/home.ts'
import { isFolder } from '../studio/projects/project-folder.ts'
import type { OpenedProject } from '../studio/projects/projects.ts'
import { databaseName } from '../studio/store/open-store.ts'
import { createStudio, type Studio } from '../studio/studio.ts'
import { createLog } from '../studio/system/log.ts'

/** The project of commands that name none. */
const usualProject = 'Command line'

export const projectOption = {
  project: {
    type: 'string',
    value: 'DIR',
    help: `Project folder (default: "${usualProject}" in the Layerwright folder).`
  }
} as const

type Options = Readonly<Record<string, string | boolean | undefined>>

/** Runs something on a studio of this process, and lets go of everything afterwards. */
export async function withStudio<Result>(
  env: NodeJS.ProcessEnv,
  use: (studio: Studio) => Promise<Result>,
  whenInUse: 'refuse' | 'look' = 'refuse'
): Promise<Result> {
  const homeFolder = defaultHomeFolder(env)
  const studio = createStudio({
    host: 'window',
    homeFolder,
    sampleFolder: shippedSampleFolder(),
    log: createLog(stateFiles(homeFolder).log),
    whenInUse,
    whenRunsAreLeft: 'leave'
  })
  try {
    return await use(studio)
  } finally {
    await studio.dispose()
  }
}

const folderOf = (studio: Studio, { project }: Options): string =>
  typeof project === 'string' ? resolve(project) : join(studio.services.homeFolder, usualProject)

/** Opens the project to work in, and makes it where there is none. */
export async function openToWork(studio: Studio, options: Options): Promise<OpenedProject> {
  const folder = folderOf(studio, options)
  if (existsSync(join(folder, databaseName))) await studio.services.projects.open(folder)
  else {
    mkdirSync(folder, { recursive: true })
    const name =
      typeof options['project'] === 'string' ? (folder.split(/[\\/]/u).at(-1) ?? folder) : usualProject
    await studio.services.projects.create(name, folder)
  }
  return studio.services.projects.requireWritable()
}

/** Opens a project that is there. Throws  ProblemError  project/missing, project/not-a-project */
export async function openExisting(studio: Studio, options: Options): Promise<OpenedProject> {
  const folder = folderOf(studio, options)
  if (!isFolder(folder)) throw new ProblemError(problem('project/missing', { folder }))
  await studio.services.projects.open(folder)
  return studio.services.projects.require()
}

/** A call whose problem ends the command. */
export async function ask<Method extends Parameters<Studio['call']>[0]>(
  studio: Studio,
  method: Method,
  input: Parameters<typeof studio.call<Method>>[1]
) {
  return unwrap(await studio.call(method, input))
}

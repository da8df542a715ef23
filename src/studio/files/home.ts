import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** Where new projects lie; `LAYERWRIGHT_HOME` puts them elsewhere. */
export const defaultHomeFolder = (env: NodeJS.ProcessEnv = process.env): string =>
  env['LAYERWRIGHT_HOME'] === undefined || env['LAYERWRIGHT_HOME'] === ''
    ? join(homedir(), 'Layerwright')
    : resolve(env['LAYERWRIGHT_HOME'])

/** The samples that come with the program. */
export const shippedSampleFolder = (): string => resolve(import.meta.dirname, '../../../resources/samples')

/** What belongs to the program and not to a project: preferences, the list of projects, the log. */
export const stateFiles = (homeFolder: string) => ({
  preferences: join(homeFolder, '.studio', 'preferences.json'),
  recent: join(homeFolder, '.studio', 'projects.json'),
  atWork: join(homeFolder, '.studio', 'at-work.json'),
  log: join(homeFolder, '.studio', 'studio.log'),
  trainerLog: join(homeFolder, '.studio', 'trainer.log'),
  uploads: join(homeFolder, '.studio', 'uploads')
})

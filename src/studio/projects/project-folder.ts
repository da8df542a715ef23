import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { DatasetId, RunId } from '../../shared/core/ids.ts'

/** Where things lie in a project's folder. */
export class ProjectFolder {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }

  get datasets(): string {
    return join(this.path, 'datasets')
  }

  dataset(id: DatasetId): string {
    return join(this.datasets, id)
  }

  run(id: RunId): string {
    return join(this.path, 'runs', id)
  }

  get exports(): string {
    return join(this.path, 'exports')
  }

  /** What trainers say on their standard output and error. */
  get trainerLog(): string {
    mkdirSync(join(this.path, 'logs'), { recursive: true })
    return join(this.path, 'logs', 'trainer.log')
  }
}

/** Why nothing can be written in a folder; undefined when it can. */
export function whyNotWritable(folder: string): string | undefined {
  try {
    accessSync(folder, constants.W_OK | constants.R_OK)
    return undefined
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EROFS'
      ? 'its disk is mounted read-only.'
      : 'its folder does not allow writing.'
  }
}

/** A folder for a new project: the name as it is where possible, and never one that exists. */
export function newProjectFolder(homeFolder: string, name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{Cc}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/gu, '')
  const base =
    plain === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/iu.test(plain) ? 'Project' : plain.slice(0, 80)
  for (let count = 1; ; count += 1) {
    const folder = join(homeFolder, count === 1 ? base : `${base} ${count}`)
    if (!existsSync(folder)) return folder
  }
}

export const isFolder = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

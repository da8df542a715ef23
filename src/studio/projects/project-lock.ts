import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'

export interface ProjectLock {
  release(): void
}

const ownerFile = (folder: string): string => join(folder, 'project.owner')

/**
 * Makes this process the only one that may change the project.
 * The lock is SQLite's own on a file beside the database: the system lets go of it when the process ends, however it ends.
 *
 * Problems  project/in-use  another process holds it
 */
export function lockProject(folder: string): Checked<ProjectLock> {
  const holder = new Database(join(folder, 'project.lock'), { timeout: 0 })
  try {
    holder.pragma('journal_mode = MEMORY')
    holder.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    holder.close()
    if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) throw error
    return fail(problem('project/in-use', { pid: ownerOf(folder) }))
  }
  writeFileSync(ownerFile(folder), String(process.pid))
  return ok({
    release: () => {
      rmSync(ownerFile(folder), { force: true })
      holder.close()
    }
  })
}

function ownerOf(folder: string): number {
  try {
    return Number.parseInt(readFileSync(ownerFile(folder), 'utf8'), 10) || 0
  } catch {
    return 0
  }
}

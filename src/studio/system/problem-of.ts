import Database from 'better-sqlite3'
import { ProblemError, type Problem } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { isDamage } from '../store/open-store.ts'
import type { Log } from './log.ts'

/**
 * What to tell of anything thrown: its own problem, the words for a full disk or a locked file, or a fault of ours.
 * A fault goes to the log in full, and into the answer without paths or stacks.
 */
export function problemOf(error: unknown, what: string, log: Log): Problem {
  if (error instanceof ProblemError) return error.problem
  log.error(`${what} failed`, error)
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT' || code.startsWith('SQLITE_FULL'))
    return problem('system/disk-full', { name: 'the project' })
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code.startsWith('SQLITE_READONLY')) {
    return problem('system/not-writable', { name: 'The folder' })
  }
  if (isDamage(error)) return problem('project/damaged', { folder: 'this project', backup: '' })
  if (code.startsWith('SQLITE_BUSY')) return problem('project/in-use', { pid: 0 })
  return problem('system/fault', { what })
}

function codeOf(error: unknown): string {
  if (error instanceof Database.SqliteError) return error.code
  const code = error instanceof Error && 'code' in error ? error.code : ''
  return typeof code === 'string' ? code : ''
}

import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'

const keptCount = 3
const dayMs = 86_400_000

const backupFolder = (folder: string): string => join(folder, 'backups')

/** Names of a project's backups, oldest first. */
function backups(folder: string): readonly string[] {
  try {
    return readdirSync(backupFolder(folder))
      .filter((name) => name.endsWith('.db'))
      .map((name) => ({ name, atMs: statSync(join(backupFolder(folder), name)).mtimeMs }))
      .sort((a, b) => a.atMs - b.atMs)
      .map(({ name }) => name)
  } catch {
    return []
  }
}

export const newestBackup = (folder: string): string | undefined => backups(folder).at(-1)

/** Copies the database as it is now into `backups/`; the newest three are kept. */
export function backUp(database: Database.Database, folder: string, label: string): void {
  mkdirSync(backupFolder(folder), { recursive: true })
  const file = join(backupFolder(folder), `project-${label}.db`)
  rmSync(`${file}.new`, { force: true })
  database.prepare('VACUUM INTO ?').run(`${file}.new`)
  renameSync(`${file}.new`, file)
  for (const name of backups(folder).slice(0, -keptCount))
    rmSync(join(backupFolder(folder), name), { force: true })
}

/** A backup a day, made when a project is closed. */
export function backUpDaily(database: Database.Database, folder: string, nowMs: number): void {
  const newest = newestBackup(folder)
  const isRecent =
    newest !== undefined && nowMs - statSync(join(backupFolder(folder), newest)).mtimeMs < dayMs
  if (!isRecent) backUp(database, folder, new Date(nowMs).toISOString().slice(0, 10))
}

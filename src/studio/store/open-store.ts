import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { backUp, newestBackup } from './backup.ts'
import { applicationId, readDatabaseHeader } from './database-header.ts'
import { migrations } from './migrations/catalogue.ts'
import type { Migration } from './migrations/migration.ts'

export type StoreDatabase = Database.Database

/** A project's database, open and of the current form. */
export interface OpenStore {
  readonly database: StoreDatabase
  readonly close: () => void
}

export interface OpenStoreOptions {
  /** Works on a private copy, so that nothing in the folder is touched. */
  readonly isReadOnly?: boolean
  /** Replaced in tests of the migrations themselves. */
  readonly migrations?: readonly Migration[]
}

export const databaseName = 'project.db'

/**
 * Makes the database of a new project: complete under another name first, so that a half-made one is never found.
 *
 * Problems  project/folder-taken   the folder holds a database already
 */
export function createStore(folder: string): Checked<OpenStore> {
  const file = join(folder, databaseName)
  if (existsSync(file)) return fail(problem('project/folder-taken', { folder: basename(folder) }))
  const unfinished = `${file}.new`
  rmSync(unfinished, { force: true })
  const database = new Database(unfinished)
  database.pragma('synchronous = FULL')
  // Before the write-ahead log is on, so that the file's own header tells what it is from the first moment.
  database.pragma(`application_id = ${applicationId}`)
  migrate(database, migrations)
  database.close()
  renameSync(unfinished, file)
  syncFolder(folder)
  return openStore(folder)
}

/**
 * Opens a project's database, brought to the current form.
 *
 * Problems  project/not-a-project  no database of ours in the folder
 *           project/newer          made by a newer version; nothing was touched
 *           project/damaged        SQLite's own check fails; nothing was touched
 */
export function openStore(folder: string, options: OpenStoreOptions = {}): Checked<OpenStore> {
  const known = options.migrations ?? migrations
  const header = readDatabaseHeader(join(folder, databaseName))
  if (header.kind !== 'ours') return fail(problem('project/not-a-project', { folder: basename(folder) }))
  if (header.version > known.length)
    return fail(problem('project/newer', { found: header.version, known: known.length }))
  try {
    return options.isReadOnly === true ? openCopy(folder, known) : openInPlace(folder, known)
  } catch (error) {
    if (!isDamage(error)) throw error
    return fail(damaged(folder))
  }
}

function openInPlace(folder: string, known: readonly Migration[]): Checked<OpenStore> {
  const database = new Database(join(folder, databaseName), { timeout: 5000, fileMustExist: true })
  let isReady = false
  try {
    const checked = prepare(database, folder, known)
    isReady = checked.ok
    return checked.ok ? ok({ database, close: () => void database.close() }) : checked
  } finally {
    if (!isReady) database.close()
  }
}

/** SQLite needs to write beside the database even to read it; a copy keeps a read-only folder as it is. */
function openCopy(folder: string, known: readonly Migration[]): Checked<OpenStore> {
  const copyFolder = mkdtempSync(join(tmpdir(), 'layerwright-'))
  for (const name of [databaseName, `${databaseName}-wal`]) {
    if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(copyFolder, name))
  }
  const opened = openInPlace(copyFolder, known)
  if (!opened.ok) {
    rmSync(copyFolder, { recursive: true, force: true })
    return opened.problem.code === 'project/damaged' ? fail(damaged(folder)) : opened
  }
  opened.value.database.pragma('query_only = ON')
  return ok({
    database: opened.value.database,
    close: () => {
      opened.value.close()
      rmSync(copyFolder, { recursive: true, force: true })
    }
  })
}

/** Settings of the connection, then the checks, then the migrations. */
function prepare(database: StoreDatabase, folder: string, known: readonly Migration[]): Checked<null> {
  database.pragma('trusted_schema = OFF')
  database.pragma('cell_size_check = ON')
  database.pragma('mmap_size = 0')
  database.pragma('foreign_keys = ON')
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  if (process.platform === 'darwin') database.pragma('fullfsync = ON')

  // The header may lag behind what the write-ahead log holds.
  const version = versionOf(database)
  if (version > known.length) return fail(problem('project/newer', { found: version, known: known.length }))
  if (database.pragma('quick_check(1)', { simple: true }) !== 'ok') return fail(damaged(folder))
  if (version === known.length) return ok(null)

  backUp(database, folder, `before-form-${known.length}`)
  migrate(database, known)
  if (database.pragma('integrity_check(1)', { simple: true }) !== 'ok') return fail(damaged(folder))
  database.pragma('wal_checkpoint(TRUNCATE)')
  return ok(null)
}

/**
 * All missing migrations in one transaction: the database is of the old form or of the new one, never between.
 * References are checked at its end and not on the way: a table that is made anew is dropped while others refer to it.
 */
function migrate(database: StoreDatabase, known: readonly Migration[]): void {
  database.pragma('foreign_keys = OFF')
  database.transaction(() => {
    for (const [index, migration] of known.entries()) {
      if (migration.version !== index + 1) throw new Error(`Migration ${migration.name} is out of order.`)
      if (migration.version > versionOf(database)) {
        database.exec(migration.sql)
        database.pragma(`user_version = ${migration.version}`)
      }
    }
    const dangling = database.pragma('foreign_key_check') as unknown[]
    if (dangling.length > 0) throw new Error('A migration left references to rows that are gone.')
  })()
  database.pragma('foreign_keys = ON')
}

const versionOf = (database: StoreDatabase): number =>
  Number(database.pragma('user_version', { simple: true }))

const damaged = (folder: string) =>
  problem('project/damaged', { folder: basename(folder), backup: newestBackup(folder) ?? '' })

/** Whether SQLite says that the file itself is broken. */
export const isDamage = (error: unknown): boolean =>
  error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB|FORMAT)/u.test(error.code)

export function syncFolder(folder: string): void {
  // Windows cannot open a folder for syncing; NTFS keeps names in its own journal.
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

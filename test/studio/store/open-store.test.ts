import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/shared/core/checked.ts'
import { createRandom } from '../../../src/shared/core/random.ts'
import { migrations } from '../../../src/studio/store/migrations/catalogue.ts'
import { createStore, databaseName, openStore } from '../../../src/studio/store/open-store.ts'
import { createProjectStore } from '../../../src/studio/store/project-store.ts'
import { temporaryFolder } from '../temporary-folder.ts'

/** A closed database with some content. */
function filledFolder(): string {
  const folder = temporaryFolder()
  const store = createProjectStore(unwrap(createStore(folder)))
  store.atOnce(() => {
    for (let count = 0; count < 300; count += 1) store.settings.set('name', `Iris ${'x'.repeat(count)}`)
    for (let count = 0; count < 200; count += 1) {
      store.database
        .prepare('INSERT INTO datasets VALUES (?, ?, ?, ?)')
        .run(`dataset-${count}`, 'a'.repeat(100), 'f', count)
    }
  })
  store.close()
  return folder
}

const codeOf = (folder: string): string => {
  const opened = openStore(folder)
  if (opened.ok) opened.value.close()
  return opened.ok ? 'opened' : opened.problem.code
}

const writeHeader = (folder: string, change: (database: Database.Database) => void): void => {
  const database = new Database(join(folder, databaseName))
  database.pragma('journal_mode = DELETE')
  change(database)
  database.close()
}

describe('opening a project database', () => {
  it('finds what was kept, with the settings that keep it safe', () => {
    const { database, close } = unwrap(openStore(filledFolder()))
    const pragma = (name: string): unknown => database.pragma(name, { simple: true })

    expect(pragma('journal_mode')).toBe('wal')
    expect(pragma('synchronous')).toBe(2)
    expect(pragma('foreign_keys')).toBe(1)
    expect(pragma('trusted_schema')).toBe(0)
    expect(pragma('user_version')).toBe(migrations.length)
    const tables = database
      .prepare("SELECT strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%'")
      .pluck()
      .all()
    expect(tables).toHaveLength(8)
    expect(tables.every((isStrict) => isStrict === 1)).toBe(true)
    close()
  })

  it('refuses a database of a newer version before any query, and leaves it as it is', () => {
    const folder = filledFolder()
    writeHeader(folder, (database) => database.pragma('user_version = 99'))
    const before = readFileSync(join(folder, databaseName))

    expect(codeOf(folder)).toBe('project/newer')
    expect(readFileSync(join(folder, databaseName)).equals(before)).toBe(true)
    expect(readdirSync(folder)).toEqual([databaseName])
  })

  it.each([
    {
      what: 'another program',
      change: (folder: string) => writeHeader(folder, (database) => database.pragma('application_id = 1'))
    },
    {
      what: 'no database at all',
      change: (folder: string) =>
        writeFileSync(join(folder, databaseName), 'not a database, but long enough '.repeat(20))
    },
    { what: 'an empty file', change: (folder: string) => writeFileSync(join(folder, databaseName), '') }
  ])('refuses $what', ({ change }) => {
    const folder = filledFolder()
    change(folder)

    expect(codeOf(folder)).toBe('project/not-a-project')
  })

  it('says that a folder without a database is no project', () => {
    expect(codeOf(temporaryFolder())).toBe('project/not-a-project')
  })

  it('does not make a database where one lies', () => {
    expect(createStore(filledFolder())).toMatchObject({
      ok: false,
      problem: { code: 'project/folder-taken' }
    })
  })

  it('works on a copy for reading, and changes nothing in the folder', () => {
    const folder = filledFolder()
    const before = readFileSync(join(folder, databaseName))
    const opened = unwrap(openStore(folder, { isReadOnly: true }))

    expect(opened.database.prepare('SELECT count(*) FROM datasets').pluck().get()).toBe(200)
    expect(() => opened.database.exec('DELETE FROM datasets')).toThrow()
    opened.close()
    expect(readFileSync(join(folder, databaseName)).equals(before)).toBe(true)
    expect(readdirSync(folder)).toEqual([databaseName])
  })

  it('never crashes on flipped bytes: it opens and can be read, or says what is wrong', () => {
    const folder = filledFolder()
    const good = readFileSync(join(folder, databaseName))
    const random = createRandom(20_261_123)
    const codes = new Set<string>()
    for (let round = 0; round < 60; round += 1) {
      const bytes = Buffer.from(good)
      const flips = [1, 10, 100][round % 3] ?? 1
      for (let flip = 0; flip < flips; flip += 1) {
        const at = Math.floor(random() * bytes.length)
        bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << Math.floor(random() * 8)), at)
      }
      const place = join(folder, `round-${round}`)
      mkdirSync(place)
      writeFileSync(
        join(place, databaseName),
        round % 7 === 6 ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes
      )
      codes.add(codeOf(place))
    }
    expect(
      [...codes].every((code) =>
        ['opened', 'project/damaged', 'project/not-a-project', 'project/newer'].includes(code)
      )
    ).toBe(true)
    expect(codes).toContain('project/damaged')
  })
})

describe('migrations', () => {
  it('are numbered without a gap', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1))
  })

  it.each(migrations.map(({ version, name }) => ({ version, name })))(
    'bring the database of form $version to the current one',
    ({ version }) => {
      const folder = temporaryFolder()
      copyFileSync(
        join(import.meta.dirname, `../../fixtures/databases/form-${version}.db`),
        join(folder, databaseName)
      )
      const store = createProjectStore(unwrap(openStore(folder)))

      expect(store.settings.get('name')).toBe('Fixture')
      expect(store.runs.list()).toMatchObject([{ number: 1, name: 'First', status: 'completed' }])
      expect(store.epochs.list(store.runs.list()[0]?.id ?? ('' as never))).toHaveLength(2)
      store.close()
    }
  )

  it('make a backup first, and all happen or none', () => {
    const folder = filledFolder()
    const next = {
      version: migrations.length + 1,
      name: 'broken',
      sql: 'CREATE TABLE extra (id INTEGER) STRICT; CREATE TABLE runs (id INTEGER) STRICT;'
    }

    expect(() => openStore(folder, { migrations: [...migrations, next] })).toThrow()
    expect(existsSync(join(folder, 'backups', `project-before-form-${next.version}.db`))).toBe(true)
    const { database, close } = unwrap(openStore(folder))
    expect(database.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'").pluck().get()).toBe(0)
    close()
  })
})

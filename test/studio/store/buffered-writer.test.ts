import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, vi } from 'vitest'
import { unwrap } from '../../../src/shared/core/checked.ts'
import { createBufferedWriter } from '../../../src/studio/store/buffered-writer.ts'
import { createStore } from '../../../src/studio/store/open-store.ts'
import { createProjectStore } from '../../../src/studio/store/project-store.ts'
import { problemOf } from '../../../src/studio/system/problem-of.ts'
import { silentLog } from '../../../src/studio/system/log.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const full = (): Error => new Database.SqliteError('database or disk is full', 'SQLITE_FULL')

describe('the buffered writer', () => {
  it('keeps what a full disk refused, tells once, and writes it when there is room', () => {
    const store = createProjectStore(unwrap(createStore(temporaryFolder())))
    const onTrouble = vi.fn()
    const writer = createBufferedWriter(store, { onTrouble, delayMs: 60_000 })
    let isFull = true
    writer.write(() => {
      if (isFull) throw full()
      store.settings.set('name', 'kept')
    })

    expect([writer.flush(), writer.flush()]).toEqual([false, false])
    expect(onTrouble).toHaveBeenCalledTimes(1)
    isFull = false
    expect(writer.flush()).toBe(true)
    expect(store.settings.get('name')).toBe('kept')
    expect(onTrouble).toHaveBeenLastCalledWith(undefined)
    writer.close()
    store.close()
  })

  it('writes all that waits as one transaction', () => {
    const store = createProjectStore(unwrap(createStore(temporaryFolder())))
    const writer = createBufferedWriter(store, { onTrouble: () => {}, delayMs: 60_000 })
    writer.write(() => store.settings.set('name', 'half'))
    writer.write(() => {
      throw full()
    })

    expect(writer.flush()).toBe(false)
    expect(store.settings.get('name')).toBeUndefined()
    store.close()
  })

  it.each([
    [full(), 'system/disk-full'],
    [Object.assign(new Error('x'), { code: 'ENOSPC' }), 'system/disk-full'],
    [Object.assign(new Error('x'), { code: 'EROFS' }), 'system/not-writable'],
    [new Database.SqliteError('x', 'SQLITE_CORRUPT_INDEX'), 'project/damaged'],
    [new Error('x'), 'system/fault']
  ])('finds words for %s', (error, code) => {
    expect(problemOf(error, 'saving', silentLog).code).toBe(code)
  })
})

const script = join(import.meta.dirname, '../../fixtures/stores/fills-the-disk.ts')
const inNamespace = (command: string) =>
  spawnSync('unshare', ['-rm', 'sh', '-c', command], { encoding: 'utf8' })
const hasNamespaces = process.platform === 'linux' && inNamespace('true').status === 0

it.runIf(hasNamespaces)(
  'keeps all that was saved before the disk was full, and works again once there is room',
  () => {
    const folder = temporaryFolder()
    const node = `${process.execPath} --disable-warning=ExperimentalWarning`
    const ran = inNamespace(`mount -t tmpfs -o size=2m none ${folder} && ${node} ${script} ${folder}`)

    expect(ran.stderr).toBe('')
    expect(JSON.parse(ran.stdout)).toEqual({
      refused: 'system/disk-full',
      isWhole: true,
      isKept: true,
      isWritableAgain: true
    })
  }
)

import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { noteChild, withLock } from '../../scripts/setup/lock.mjs'

let path = ''
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'layerwright-lock-')), 'lock')
})

/** A process number that no process has any more. */
const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid

describe('the set-up lock', () => {
  it('lets one work at a time and is gone afterwards', async () => {
    const order: string[] = []
    const work = (name: string) => () => {
      order.push(`${name} begins`)
      return sleep(50).then(() => order.push(`${name} ends`))
    }

    await Promise.all(['a', 'b', 'c'].map((name) => withLock(path, {}, work(name))))

    for (let index = 0; index < order.length; index += 2) {
      expect(order[index + 1]).toBe(order[index]?.replace('begins', 'ends'))
    }
    expect(order).toHaveLength(6)
    expect(existsSync(path)).toBe(false)
  })

  it('is gone after work that failed', async () => {
    await expect(withLock(path, {}, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(existsSync(path)).toBe(false)
  })

  it('is taken over from a process that is dead, whose child is named', async () => {
    writeFileSync(path, JSON.stringify({ pid: deadPid(), child: 4_000_001 }))
    const children: (number | undefined)[] = []

    const result = await withLock(path, { onTakeOver: (child) => children.push(child) }, () =>
      Promise.resolve('done')
    )

    expect(result).toBe('done')
    expect(children).toEqual([4_000_001])
  })

  it('is taken over when nobody has touched it for minutes, though its number belongs to some process', async () => {
    writeFileSync(path, JSON.stringify({ pid: process.pid }))
    const then = new Date(Date.now() - 10 * 60_000)
    utimesSync(path, then, then)

    await expect(withLock(path, {}, () => Promise.resolve('done'))).resolves.toBe('done')
  })

  it('waits for a living holder and says whom it waits for', async () => {
    const holder = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'])
    writeFileSync(path, JSON.stringify({ pid: holder.pid }))
    const waitedFor: number[] = []

    const waiting = withLock(path, { onWait: (pid) => waitedFor.push(pid) }, () => Promise.resolve('done'))
    await sleep(300)
    expect(waitedFor).toEqual([holder.pid])
    holder.kill('SIGKILL')

    await expect(waiting).resolves.toBe('done')
  })

  it('names the child that is at work', async () => {
    await withLock(path, {}, () => {
      noteChild(path, 1234)
      expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid, child: 1234 })
      return Promise.resolve()
    })
  })
})

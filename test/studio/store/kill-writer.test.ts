import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { unwrap } from '../../../src/shared/core/checked.ts'
import { createRandom } from '../../../src/shared/core/random.ts'
import { createStore, openStore } from '../../../src/studio/store/open-store.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const script = join(import.meta.dirname, '../../fixtures/stores/writes-for-ever.ts')

/** Starts the writer, kills it at a random moment after its first write; answers the last write it acknowledged. */
async function killWriter(folder: string, afterMs: number): Promise<number> {
  const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  let acknowledged = ''
  const first = new Promise((resolve) => child.stdout.once('data', resolve))
  child.stdout.on('data', (text: Buffer) => {
    acknowledged += text.toString()
  })
  const ended = new Promise((resolve) => child.once('close', resolve))
  await first
  await wait(afterMs)
  child.kill('SIGKILL')
  await ended
  return Number(acknowledged.split('\n').at(-2))
}

it('loses nothing that was acknowledged, and keeps nothing half, when the writer is killed', async () => {
  const folder = temporaryFolder()
  unwrap(createStore(folder)).close()
  const random = createRandom(7)
  for (let round = 0; round < 8; round += 1) {
    const last = await killWriter(folder, random() * 120)
    const { database, close } = unwrap(openStore(folder))
    const ids = new Set(database.prepare('SELECT id FROM datasets').pluck().all())

    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    for (let pair = 0; pair <= last; pair += 1)
      expect(ids.has(`${pair}-a`) && ids.has(`${pair}-b`)).toBe(true)
    expect(ids.size % 2).toBe(0)
    close()
  }
})

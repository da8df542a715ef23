import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'

const ATTEMPTS = 50
const script = path.join(import.meta.dirname, 'fixtures/works-on-a-full-disk.ts')
const inNamespace = (command: string) =>
  spawnSync('unshare', ['-rm', 'sh', '-c', command], { encoding: 'utf8' })
const hasNamespaces = process.platform === 'linux' && inNamespace('true').status === 0

const told = z.strictObject({
  exported: z.record(z.string(), z.number()),
  leftBehind: z.array(z.string()),
  noted: z.record(z.string(), z.number()),
  lost: z.number(),
  isLastNoteThere: z.boolean(),
  integrity: z.string()
})

it.runIf(hasNamespaces)(
  'on a disk that is full at any place, exports leave nothing and notes are kept or refused',
  () => {
    const disk = mkdtempSync(path.join(os.tmpdir(), 'layerwright-full-'))
    const node = `${process.execPath} --disable-warning=ExperimentalWarning`
    try {
      const ran = inNamespace(
        `mount -t tmpfs -o size=24m none ${disk} && ${node} ${script} ${disk} ${ATTEMPTS}`
      )
      const { exported, noted, ...rest } = told.parse(JSON.parse(ran.stdout.trim().split('\n').at(-1) ?? ''))
      console.log(JSON.stringify({ exported, noted }))

      // Where nearly all fits, it is the record of the export that does not, or nothing is missing.
      const outcomes = ['export/folder-not-writable', 'system/disk-full', 'kept']
      expect(outcomes).toEqual(expect.arrayContaining(Object.keys(exported)))
      expect(exported['export/folder-not-writable']).toBeGreaterThan(ATTEMPTS / 2)
      expect(Object.keys(noted).sort()).toEqual(['kept', 'system/disk-full'])
      expect(rest).toEqual({ leftBehind: [], lost: 0, isLastNoteThere: true, integrity: 'ok' })
    } finally {
      rmSync(disk, { recursive: true, force: true })
    }
  }
)

import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../temporary-folder.ts'

const script = join(import.meta.dirname, '../../fixtures/imports-onto-a-full-disk.ts')
const inNamespace = (command: string) =>
  spawnSync('unshare', ['-rm', 'sh', '-c', command], { encoding: 'utf8' })
const hasNamespaces = process.platform === 'linux' && inNamespace('true').status === 0

it.runIf(hasNamespaces)(
  'says what an import needs and what is free when the disk is full, and leaves nothing',
  () => {
    const folder = temporaryFolder()
    const [source, into] = [join(folder, 'source'), join(folder, 'into')]
    for (const path of [source, into]) mkdirSync(path)
    const node = `${process.execPath} --disable-warning=ExperimentalWarning`

    const ran = inNamespace(`mount -t tmpfs -o size=2m none ${into} && ${node} ${script} ${source} ${into}`)

    expect(ran.stderr).toBe('')
    expect(JSON.parse(ran.stdout)).toEqual({
      problems: [
        expect.objectContaining({
          code: 'dataset/disk-full',
          values: { name: 'wide.csv', needed: 12, free: 2 }
        }),
        expect.objectContaining({ code: 'dataset/disk-full', values: { name: 'images', needed: 4, free: 2 } })
      ],
      left: []
    })
  }
)

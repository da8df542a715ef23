import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { unwrap } from '../../../src/shared/core/checked.ts'
import { datasetId } from '../../../src/shared/core/ids.ts'
import type { DatasetSpec } from '../../../src/shared/dataset/dataset-spec.ts'
import {
  importDataset,
  readRows,
  suggestDataset,
  summarizePreparation
} from '../../../src/studio/dataset/datasets.ts'
import { DataWorker } from '../../../src/studio/data-worker/data-worker.ts'
import { temporaryFolder } from '../temporary-folder.ts'

function openWorker(entry?: URL): DataWorker {
  const worker = new DataWorker(entry)
  onTestFinished(() => worker.dispose())
  return worker
}

const crashing = (): DataWorker =>
  openWorker(new URL('../../fixtures/crashing-data-thread.ts', import.meta.url))

async function importRows(rowCount = 60): Promise<{ folder: string; spec: DatasetSpec }> {
  const parent = temporaryFolder()
  const rows = Array.from({ length: rowCount }, (_, row) => `${row % 7},${row % 3 === 0 ? 'red' : 'blue'}`)
  await writeFile(join(parent, 'x.csv'), `size,y\n${rows.join('\n')}\n`)
  const folder = join(parent, 'd1')
  unwrap(await importDataset({ path: join(parent, 'x.csv'), intoFolder: folder, id: datasetId.parse('d1') }))
  return { folder, spec: unwrap(await suggestDataset(folder)) }
}

const withSeed = (spec: DatasetSpec, seed: number): DatasetSpec => ({
  ...spec,
  split: { ...spec.split, seed }
})

const page = { offset: 0, limit: 5, sort: null, filters: [], preparation: null }

describe('DataWorker', () => {
  it('gives what the same work gives in this thread', async () => {
    const { folder, spec } = await importRows()
    const worker = openWorker()
    const query = { ...page, sort: { column: 'size', isDescending: true } }

    expect(await worker.call('summarizePreparation', [folder, spec])).toEqual(
      await summarizePreparation(folder, spec)
    )
    expect(await worker.call('readRows', [folder, query])).toEqual(await readRows(folder, query))
  })

  it('hands on problems, and errors with their code', async () => {
    const { folder } = await importRows()
    const worker = openWorker()
    const query = { ...page, sort: { column: 'none', isDescending: false } }

    expect(await worker.call('readRows', [folder, query])).toMatchObject({
      ok: false,
      problem: { code: 'dataset/column-missing' }
    })
    await expect(
      worker.call('summarizePreparation', [folder, null as unknown as DatasetSpec])
    ).rejects.toThrow('null')
  })

  it('works out only the newest of the summaries that wait for one dataset', async () => {
    const { folder, spec } = await importRows()
    const worker = openWorker()
    const ask = (seed: number, newestOf = 'd1') =>
      worker.call('summarizePreparation', [folder, withSeed(spec, seed)], { newestOf })

    const answers = await Promise.allSettled([ask(1), ask(2), ask(3), ask(4, 'other'), ask(5)])

    // The first had begun; what waits for another dataset stays.
    expect(answers.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
      'fulfilled'
    ])
    expect(answers[1]).toMatchObject({ reason: { problem: { code: 'dataset/summary-outdated' } } })
  })

  it('fails the request that ended the thread, and goes on with the next ones', async () => {
    const { folder } = await importRows()
    const worker = crashing()

    const answers = await Promise.allSettled([
      worker.call('readRows', ['crash', page]),
      worker.call('readRows', ['throw', page]),
      worker.call('readRows', [folder, page])
    ])

    expect(answers).toMatchObject([
      { reason: { problem: { code: 'dataset/reader-ended', values: { reason: 'exit status 7' } } } },
      { reason: { problem: { code: 'dataset/reader-ended', values: { reason: 'out of reach' } } } },
      { status: 'fulfilled', value: { ok: true } }
    ])
  })

  it('refuses what was not answered when it is disposed of, and everything after', async () => {
    const { folder } = await importRows()
    const worker = openWorker()
    const open = worker.call('readRows', [folder, page])

    const [answered] = await Promise.all([Promise.allSettled([open]), worker.dispose()])

    expect(answered).toMatchObject([{ reason: { problem: { code: 'system/cancelled' } } }])
    await expect(worker.call('readRows', [folder, page])).rejects.toMatchObject({
      problem: { code: 'system/cancelled' }
    })
  })
})

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/shared/core/checked.ts'
import { datasetId } from '../../../src/shared/core/ids.ts'
import { importDataset, readSamples, suggestDataset } from '../../../src/studio/dataset/datasets.ts'
import { temporaryFolder } from './temporary-folder.ts'

const folder = new URL('../../../resources/samples', import.meta.url).pathname

describe('the samples that are shipped', () => {
  it('import without a note, with the size, classes and target that the start screen names', async () => {
    const samples = await readSamples(folder)
    expect(samples.map(({ key }) => key)).toEqual([
      'iris',
      'breast-cancer',
      'diabetes',
      'poems',
      'digits',
      'line',
      'study',
      'news',
      'reviews',
      'tang-poems',
      'electricity',
      'dialogue',
      'translation'
    ])
    for (const sample of samples) {
      const into = join(await temporaryFolder(), 'd1')
      const manifest = unwrap(
        await importDataset({ path: join(folder, sample.path), intoFolder: into, id: datasetId.parse('d1') })
      )
      expect(manifest.notes).toEqual([])
      // A text is read as a table of its passages.
      expect(manifest.kind).toBe(sample.kind === 'images' ? 'images' : 'table')
      expect(manifest.kind === 'table' ? manifest.rowCount : manifest.images.length).toBe(sample.rowCount)
      const { target: wanted, task } = sample
      const spec = unwrap(
        await suggestDataset(into, task === undefined ? {} : { task, target: wanted ?? undefined })
      )
      const target = spec.columns.find(({ role }) => role === 'target')?.name ?? null
      expect(target).toBe(sample.target)
      const ofValues = sample.kind === 'text' ? 'generation' : (task ?? 'regression')
      expect(spec.task).toBe(sample.classCount === null ? ofValues : 'classification')
      if (manifest.kind === 'images') expect(manifest.classes).toHaveLength(sample.classCount ?? 0)
      else {
        const distinct = manifest.columns.find(({ profile }) => profile.name === target)?.profile
          .distinctCount
        if (sample.classCount !== null) expect(distinct).toBe(sample.classCount)
      }
    }
  })
})

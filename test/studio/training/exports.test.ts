import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { taskId } from '../../../src/shared/core/ids.ts'
import { exportManifest } from '../../../src/shared/export/export-manifest.ts'
import { exactMcNemar } from '../../../src/studio/training/compare-predictions.ts'
import { ask, openIris, openStudio, refusal, runEnded } from '../open-studio.ts'

it('exports a run, keeps a record of it, and leaves nothing of one that fails', async () => {
  const shown: string[] = []
  const studio = openStudio({ showPath: (path) => shown.push(path) })
  const { manifest, recipe } = await openIris(studio, 5)
  const { id } = await ask(studio, 'runs.start', { datasetId: manifest.id, recipe, parentId: null })
  await runEnded(studio, id)
  const record = await ask(studio, 'exports.create', {
    runId: id,
    format: 'keras',
    taskId: taskId.parse('export-1')
  })

  expect(record).toMatchObject({ runId: id, runNumber: 1, format: 'keras', folderName: 'run-1-keras' })
  expect(record.proof.largestDeviation).toBeLessThan(1e-5)
  expect((await ask(studio, 'exports.list', {})).exports).toEqual([record])
  await ask(studio, 'exports.show', { id: record.id })
  const folder = shown[0] ?? ''
  const written = exportManifest.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')))
  expect(written.run.datasetFingerprint).toBe(manifest.fingerprint)
  expect(existsSync(join(folder, written.model))).toBe(true)

  const again = await ask(studio, 'exports.create', {
    runId: id,
    format: 'keras',
    taskId: taskId.parse('export-2')
  })
  expect(again.folderName).toBe('run-1-keras-2')
})

it('exports no run that has no model', async () => {
  const studio = openStudio({
    startTrainer: () => ({
      pid: 1,
      ended: Promise.resolve({ kind: 'cancelled' }),
      tell: () => {},
      stop: () => {},
      pause: () => {},
      cancel: () => {}
    })
  })
  const { manifest, recipe } = await openIris(studio)
  const { id } = await ask(studio, 'runs.start', { datasetId: manifest.id, recipe, parentId: null })
  await studio.services.projects.require().queue.idle()

  expect(await refusal(studio, 'exports.create', { runId: id, format: 'tfjs', taskId: 'export' })).toBe(
    'export/no-model'
  )
})

// By Python's whole numbers: min(1, 2 * sum(math.comb(b + c, i) for i in range(min(b, c) + 1)) / 2**(b + c))
it.each([
  { b: 0, c: 0, p: 1 },
  { b: 1, c: 0, p: 1 },
  { b: 5, c: 0, p: 0.0625 },
  { b: 10, c: 2, p: 0.03857421875 },
  { b: 6, c: 6, p: 1 },
  { b: 30, c: 12, p: 0.007915897334896727 },
  { b: 400, c: 350, p: 0.07350777405843545 }
])('finds p = $p where $b rows are right only with one model, and $c only with the other', ({ b, c, p }) => {
  expect(exactMcNemar(b, c)).toBeCloseTo(p, 6)
  expect(exactMcNemar(c, b)).toBeCloseTo(p, 6)
})

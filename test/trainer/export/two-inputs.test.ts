import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/shared/core/checked.ts'
import { datasetId } from '../../../src/shared/core/ids.ts'
import type { DatasetSpec } from '../../../src/shared/dataset/dataset-spec.ts'
import type { EvaluationReport } from '../../../src/shared/evaluation/evaluation-report.ts'
import { suggestNetwork } from '../../../src/shared/network/templates/catalogue.ts'
import { defaultTraining } from '../../../src/shared/training/training-spec.ts'
import { importDataset, suggestDataset, summarizePreparation } from '../../../src/studio/dataset/datasets.ts'
import { predictRows } from '../../../src/trainer/evaluation/predict-job.ts'
import { exportRun } from '../../../src/trainer/export/export-run.ts'
import { train } from '../../../src/trainer/training/train.ts'
import { exportJob, type FinishedRun } from './finished-run.ts'

const { signal } = new AbortController()
const onProgress = (): void => undefined
let run: FinishedRun

/** The class is in the text for half of the rows, and in the number for the others. */
const csv = [
  'note,size,label',
  ...Array.from({ length: 160 }, (_, row) => {
    const isGood = row % 2 === 0
    const isTold = row % 4 < 2
    const note = isTold ? (isGood ? 'a fine day' : 'a bad day') : 'a day'
    return `${note} ${row % 7},${isTold ? 0 : isGood ? 5 : -5},${isGood ? 'good' : 'poor'}`
  })
].join('\n')

const tokenSteps: DatasetSpec['steps'] = [
  { id: 'a', kind: 'segmentText', columns: ['note'], params: { by: 'spaces' } },
  { id: 'b', kind: 'vocabulary', columns: ['note'], params: {} },
  { id: 'c', kind: 'padSequence', columns: ['note'], params: { length: 5 } },
  { id: 'd', kind: 'standardize', columns: ['size'], params: {} }
]

beforeAll(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'layerwright-two-inputs-'))
  const [datasetFolder, runFolder] = [path.join(folder, 'dataset'), path.join(folder, 'run')]
  await mkdir(runFolder)
  const file = path.join(folder, 'notes.csv')
  await writeFile(file, csv)
  const request = { path: file, intoFolder: datasetFolder, id: datasetId.parse('one'), signal, onProgress }
  const manifest = unwrap(await importDataset(request))
  const suggested = unwrap(await suggestDataset(datasetFolder, { target: 'label' }))
  const columns = suggested.columns.map((column) =>
    column.name === 'note' ? { ...column, kind: 'text' as const, role: 'feature' as const } : column
  )
  const dataset = { ...suggested, columns, steps: tokenSteps }
  const summary = unwrap(await summarizePreparation(datasetFolder, dataset))
  expect(summary.problems).toEqual([])
  const suggestion = suggestNetwork({
    kind: 'table',
    task: 'classification',
    classCount: 2,
    sampleShape: summary.sampleShape ?? [1],
    inputParts: summary.inputParts,
    wordCount: summary.wordCount ?? null,
    rowCount: 160
  })
  if (suggestion === undefined) throw new Error('No template fits.')
  expect(suggestion.templateKey).toBe('text-and-numbers')
  const training = { ...defaultTraining, ...suggestion.training, epochs: 30, device: 'cpu' as const }
  const recipe = { version: 1 as const, dataset, network: suggestion.graph, training }
  const job = { kind: 'train' as const, runFolder, datasetFolder, recipe, threadCount: null }
  await train({ ...job, resume: false, initialWeightsFrom: null }, { signal, send: () => undefined })
  run = { folder, datasetFolder, runFolder, fingerprint: manifest.fingerprint }
}, 120_000)

afterAll(async () => {
  await rm(run.folder, { recursive: true, force: true })
})

describe('a text beside a number', () => {
  it('is learned from by a network of two inputs', async () => {
    const reports = JSON.parse(
      await readFile(path.join(run.runFolder, 'evaluation.json'), 'utf8')
    ) as EvaluationReport[]
    const test = reports.find(({ part }) => part === 'test')

    expect(test).toMatchObject({ kind: 'classification' })
    // Either of the two columns alone tells three rows of four at most.
    expect(test?.kind === 'classification' ? test.accuracy.value : 0).toBeGreaterThan(0.9)
  })

  it.each(['tfjs', 'keras', 'h5'] as const)(
    'is predicted from its raw row by the exported folder: %s',
    async (format) => {
      const job = exportJob(run, format)
      if (format === 'tfjs') {
        // TensorFlow.js averages masked steps otherwise, and is not given the model.
        await expect(exportRun(job, onProgress)).rejects.toThrow()
        return
      }
      const manifest = await exportRun(job, onProgress)
      const ask = (modelFolder: string) =>
        predictRows({ kind: 'predict', modelFolder, datasetFolder: run.datasetFolder, outFile: null }, {})

      expect(manifest.proof?.largestDeviation).toBeLessThan(1e-6)
      expect(manifest.inputParts).toEqual([
        { name: 'text', shape: [5] },
        { name: 'numbers', shape: [1] }
      ])
      expect((await ask(job.outFolder)).predictions).toEqual((await ask(run.runFolder)).predictions)
      expect(await readFile(path.join(job.outFolder, 'README.md'), 'utf8')).toContain(
        'parts = [["text",[5]],["numbers",[1]]]'
      )
    }
  )
})

import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EvaluationReport } from '../../../src/shared/evaluation/evaluation-report.ts'
import { goldenRows } from '../../../src/shared/export/golden-rows.ts'
import { evaluateOn } from '../../../src/trainer/evaluation/evaluate-job.ts'
import { predictRows } from '../../../src/trainer/evaluation/predict-job.ts'
import { exportRun } from '../../../src/trainer/export/export-run.ts'
import { tf } from '../../../src/trainer/runtime/load-tensorflow.ts'
import { exportJob, finishRun, type FinishedRun } from './finished-run.ts'

const onProgress = (): void => undefined
let run: FinishedRun

beforeAll(async () => {
  const auxiliaries = ['petal_width_cm', 'petal_length_cm']
  run = await finishRun('iris.csv', 40, { target: 'species', auxiliaries })
}, 120_000)

afterAll(async () => {
  await rm(run.folder, { recursive: true, force: true })
})

const read = async (folder: string, file: string): Promise<unknown> =>
  JSON.parse(await readFile(path.join(folder, file), 'utf8')) as unknown

describe('a class and two numbers beside it, predicted by one network', () => {
  it('are measured each by itself, the main target first', async () => {
    const reports = (await read(run.runFolder, 'evaluation.json')) as EvaluationReport[]
    const ofTest = reports.filter(({ part }) => part === 'test')

    expect(ofTest.map((one) => [one.kind, 'target' in one ? one.target : undefined])).toEqual([
      ['classification', undefined],
      ['regression', 'petal_length_cm'],
      ['regression', 'petal_width_cm']
    ])
    const [, length, width] = ofTest
    // From the sepals alone a class is hard to tell; how large a petal is, is not.
    expect(length?.kind === 'regression' ? length.r2 : 0).toBeGreaterThan(0.75)
    expect(width?.kind === 'regression' ? width.r2 : 0).toBeGreaterThan(0.7)
    // Lengths are told in centimetres, though they were learned on another scale.
    const lengths = length?.kind === 'regression' ? length.points.map(({ x }) => x) : []
    expect(Math.max(...lengths)).toBeGreaterThan(5)
  })

  it('are measured on other data alike', async () => {
    const { report, auxiliaries = [] } = await evaluateOn({
      kind: 'evaluate',
      modelFolder: run.runFolder,
      datasetFolder: run.datasetFolder
    })

    expect(report).toMatchObject({ kind: 'classification', part: 'all', rowCount: 150 })
    expect(auxiliaries).toMatchObject([
      { kind: 'regression', target: 'petal_length_cm', rowCount: 150 },
      { kind: 'regression', target: 'petal_width_cm', rowCount: 150 }
    ])
  })

  it('come as columns of their own', async () => {
    const outFile = path.join(run.folder, 'predicted.csv')
    const job = { kind: 'predict' as const, modelFolder: run.runFolder, datasetFolder: run.datasetFolder }
    const { predictions } = await predictRows({ ...job, outFile }, {})
    const [head, first] = (await readFile(outFile, 'utf8')).split('\r\n')

    expect(head).toBe(
      'predicted_species,probability_setosa,probability_versicolor,probability_virginica,predicted_petal_length_cm,predicted_petal_width_cm'
    )
    expect(first?.split(',').map(Number).slice(4)).toEqual(
      predictions[0]?.auxiliaries?.map(({ label }) => label)
    )
    expect(predictions[0]?.auxiliaries?.map(({ target }) => target)).toEqual([
      'petal_length_cm',
      'petal_width_cm'
    ])
  })

  it.each(['tfjs', 'keras', 'h5'] as const)('are given by the exported folder: %s', async (format) => {
    const job = exportJob(run, format)
    const manifest = await exportRun(job, onProgress)
    const ask = (modelFolder: string) =>
      predictRows({ kind: 'predict', modelFolder, datasetFolder: run.datasetFolder, outFile: null }, {})

    expect(manifest.proof?.largestDeviation).toBeLessThan(1e-6)
    expect(manifest.outputSizes).toEqual([3, 1, 1])
    expect((await ask(job.outFolder)).predictions).toEqual((await ask(run.runFolder)).predictions)
    const readme = await readFile(path.join(job.outFolder, 'README.md'), 'utf8')
    expect(readme).toContain('The model has 3 outputs')
    expect(readme).toContain('The value of `petal_width_cm` is output ×')
  })

  it('are three outputs of the model in plain TensorFlow.js', async () => {
    const job = exportJob(run, 'tfjs', 'plain')
    await exportRun(job, onProgress)
    const model = await tf.loadLayersModel(pathToFileURL(path.join(job.outFolder, 'model.json')).href)
    const golden = goldenRows.parse(await read(job.outFolder, 'golden-rows.json'))
    for (const { sample, output } of golden.rows) {
      const given = tf.tensor([...(sample as number[])], [1, ...golden.sampleShape])
      const predicted = (model.predict(given) as tf.Tensor[]).flatMap((one) => [...one.dataSync()])

      expect(predicted).toHaveLength(5)
      for (const [index, value] of predicted.entries())
        expect(Math.abs(value - (output[index] ?? NaN))).toBeLessThan(1e-5)
    }
  })
})

import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ProblemError, unwrap, type Problem } from '../../../src/shared/core/checked.ts'
import { exportFormat, exportManifest } from '../../../src/shared/export/export-manifest.ts'
import { goldenRowCount, goldenRows } from '../../../src/shared/export/golden-rows.ts'
import { predictRows } from '../../../src/trainer/evaluation/predict-job.ts'
import { sha256Of } from '../../../src/trainer/export/export-folder.ts'
import { exportRun, type ExportJob } from '../../../src/trainer/export/export-run.ts'
import { openExport } from '../../../src/trainer/export/open-export.ts'
import { readBestCheckpoint } from '../../../src/trainer/training/checkpoint/read-checkpoint.ts'
import { writeCheckpoint } from '../../../src/trainer/training/checkpoint/write-checkpoint.ts'
import { someFacts } from '../training/checkpoint-case.ts'
import { exportJob, finishRun, type FinishedRun } from './finished-run.ts'

let iris: FinishedRun
let diabetes: FinishedRun
let digits: FinishedRun

const onProgress = (): void => undefined
const readJson = async (...parts: string[]): Promise<unknown> =>
  JSON.parse(await readFile(path.join(...parts), 'utf8')) as unknown

/** The problem that a job ends in. */
async function problemOf(job: ExportJob): Promise<Problem | undefined> {
  try {
    await exportRun(job, onProgress)
    return undefined
  } catch (error) {
    if (error instanceof ProblemError) return error.problem
    throw error
  }
}

beforeAll(async () => {
  iris = await finishRun('iris.csv')
  diabetes = await finishRun('diabetes.csv')
  digits = await finishRun('digits', 1)
}, 180_000)

afterAll(async () => {
  for (const { folder } of [iris, diabetes, digits]) await rm(folder, { recursive: true, force: true })
})

describe('exporting a run', () => {
  it.each(exportFormat.options)('writes %s with every file listed, and proves it', async (format) => {
    const job = exportJob(iris, format)
    const manifest = await exportRun(job, onProgress)
    const names = await readdir(job.outFolder)

    expect(exportManifest.parse(await readJson(job.outFolder, 'manifest.json'))).toEqual(manifest)
    expect([...manifest.files.map((file) => file.path), 'manifest.json'].sort()).toEqual(names.sort())
    for (const file of manifest.files) {
      const bytes = await readFile(path.join(job.outFolder, file.path))
      expect([bytes.length, sha256Of(bytes)]).toEqual([file.sizeBytes, file.sha256])
    }
    expect(manifest.proof?.rowCount).toBe(goldenRowCount)
    expect(manifest.proof?.largestDeviation).toBeLessThan(1e-6)
    expect(await readdir(iris.folder)).not.toContainEqual(expect.stringMatching(/^\./u))
  })

  it('keeps raw row, prepared sample and answer of twenty test rows', async () => {
    const job = exportJob(iris, 'tfjs', 'golden')
    await exportRun(job, onProgress)
    const golden = goldenRows.parse(await readJson(job.outFolder, 'golden-rows.json'))
    const csv = (await readFile('resources/samples/iris.csv', 'utf8')).trim().split(/\r?\n/u).slice(1)

    expect(golden.rows).toHaveLength(goldenRowCount)
    for (const { row, input, sample, output } of golden.rows) {
      expect(Object.values(input).join()).toBe(csv[row])
      expect(sample).toHaveLength(4)
      expect(output.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5)
    }
  })

  it('keeps the path of each image, and its pixels as the network sees them', async () => {
    const job = exportJob(digits, 'keras', 'images')
    const manifest = await exportRun(job, onProgress)
    const golden = goldenRows.parse(await readJson(job.outFolder, 'golden-rows.json'))

    expect(manifest.proof?.largestDeviation).toBeLessThan(1e-6)
    expect(golden.sampleShape).toEqual([28, 28, 1])
    expect(golden.rows[0]?.input.path).toMatch(/^\d\/.+\.png$/u)
    const pixels = golden.rows.flatMap(({ sample }) => (typeof sample === 'string' ? [NaN] : sample))
    expect(Math.min(...pixels)).toBe(0)
    expect(Math.max(...pixels)).toBeLessThanOrEqual(1)
  })

  it('does not tell where the data lay on this machine', async () => {
    const job = exportJob(iris, 'h5', 'private')
    await exportRun(job, onProgress)

    for (const name of await readdir(job.outFolder)) {
      expect((await readFile(path.join(job.outFolder, name))).includes('resources/samples')).toBe(false)
    }
  })

  it('says in its README how to use it, with the real names and order', async () => {
    const table = exportJob(iris, 'keras', 'readme-table')
    const value = exportJob(diabetes, 'tfjs', 'readme-value')
    await exportRun(table, onProgress)
    await exportRun(value, onProgress)
    const ofTable = await readFile(path.join(table.outFolder, 'README.md'), 'utf8')
    const ofValue = await readFile(path.join(value.outFolder, 'README.md'), 'utf8')

    expect(ofTable).toContain('# Iris \\| first')
    expect(ofTable).toContain('| 2 | petal_length_cm |')
    expect(ofTable).toContain('| 1 | versicolor |')
    expect(ofTable).toMatch(/- `petal_width_cm`: mean 1\.\d+, standardDeviation 0\.\d+/u)
    expect(ofTable).toContain('keras.models.load_model("model.keras")')
    expect(ofTable).toContain('The largest difference'.toLowerCase())
    expect(ofValue).toMatch(/The value of `progression` is output × \d+\.\d+ \+ \d+\.\d+\./u)
    expect(ofValue).toContain("tf.loadLayersModel('file://./model.json')")
  })

  it.each(exportFormat.options)('answers raw rows from %s as the run itself does', async (format) => {
    const job = exportJob(diabetes, format, `predict-${format}`)
    await exportRun(job, onProgress)
    const ask = (modelFolder: string) =>
      predictRows({ kind: 'predict', modelFolder, datasetFolder: diabetes.datasetFolder, outFile: null }, {})

    expect(await ask(job.outFolder)).toEqual(await ask(diabetes.runFolder))
  })
})

describe('an export that cannot be made', () => {
  it('leaves a folder that holds something as it is', async () => {
    const job = exportJob(iris, 'tfjs', 'taken')
    await mkdir(job.outFolder)
    await writeFile(path.join(job.outFolder, 'mine.txt'), 'mine')

    expect(await problemOf(job)).toMatchObject({
      code: 'export/folder-not-empty',
      values: { folder: 'taken' }
    })
    expect(await readdir(job.outFolder)).toEqual(['mine.txt'])
  })

  it('says what the disk refuses', async () => {
    await writeFile(path.join(iris.folder, 'a-file'), '')

    expect(await problemOf(exportJob(iris, 'tfjs', 'a-file/below'))).toMatchObject({
      code: 'export/folder-not-writable'
    })
  })

  it('refuses weights that are not numbers, by name', async () => {
    const runFolder = path.join(iris.folder, 'broken')
    await cp(iris.runFolder, runFolder, { recursive: true })
    const weights = unwrap(await readBestCheckpoint(runFolder))
    weights[0]?.values.fill(NaN, 1, 2)
    const about = { kind: 'best', epoch: 99, step: 0, bestEpoch: 99, createdAt: 1, facts: someFacts } as const
    await writeCheckpoint(runFolder, { about, weights, optimizer: [], state: undefined })
    const job = { ...exportJob(iris, 'tfjs', 'broken-out'), runFolder }

    expect(await problemOf(job)).toMatchObject({
      code: 'export/weights-not-finite',
      values: { weight: 'dense_1/kernel' }
    })
    expect(await readdir(iris.folder)).not.toContain('broken-out')
  })

  it.each(['model.json', 'preparation.json', 'recipe.json'])(
    'names %s when the run lacks it',
    async (file) => {
      const runFolder = path.join(iris.folder, `without-${file}`)
      await cp(iris.runFolder, runFolder, { recursive: true })
      await writeFile(path.join(runFolder, file), '{')

      expect(await problemOf({ ...exportJob(iris, 'tfjs', 'without'), runFolder })).toMatchObject({
        code: 'export/run-damaged',
        values: { file }
      })
    }
  )
})

describe('an export that was changed', () => {
  const code = async (folder: string): Promise<string | undefined> => {
    const opened = await openExport(folder)
    return opened.ok ? undefined : opened.problem.code
  }

  it.each(['model.json', 'weights.bin', 'preparation.json'])(
    'is refused when one byte of %s differs',
    async (file) => {
      const job = exportJob(iris, 'tfjs', `changed-${file}`)
      await exportRun(job, onProgress)
      const place = path.join(job.outFolder, file)
      const bytes = await readFile(place)
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
      expect(await code(job.outFolder)).toBeUndefined()
      await writeFile(place, bytes)

      expect(await code(job.outFolder)).toBe('export/file-changed')
    }
  )

  it('is refused when a file is a link to the same content', async () => {
    const job = exportJob(iris, 'h5', 'linked')
    await exportRun(job, onProgress)
    const place = path.join(job.outFolder, 'model.h5')
    await cp(place, path.join(iris.folder, 'outside.h5'))
    await rm(place)
    await symlink(path.join(iris.folder, 'outside.h5'), place)

    expect(await code(job.outFolder)).toBe('export/file-changed')
  })

  it('is refused when its manifest is missing, no JSON, or another program’s', async () => {
    const job = exportJob(iris, 'h5', 'manifest')
    await exportRun(job, onProgress)
    const place = path.join(job.outFolder, 'manifest.json')
    const manifest = exportManifest.parse(await readJson(place))
    await writeFile(place, JSON.stringify({ ...manifest, model: '../run/model.json' }))
    expect(await code(job.outFolder)).toBeUndefined()
    await writeFile(place, '{')
    expect(await code(job.outFolder)).toBe('export/not-an-export')
    await writeFile(place, JSON.stringify({ ...manifest, product: 'Other' }))
    expect(await code(job.outFolder)).toBe('export/not-an-export')
    await rm(place)
    expect(await code(job.outFolder)).toBe('export/not-an-export')
  })
})

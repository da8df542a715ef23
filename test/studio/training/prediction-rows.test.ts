import { utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { RowPrediction } from '../../../src/shared/evaluation/evaluation-report.ts'
import { compareRuns } from '../../../src/studio/training/compare-predictions.ts'
import { readPredictionRows } from '../../../src/studio/training/prediction-rows.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const prediction = (row: number, actual: number, right: number): RowPrediction => ({
  row,
  part: row < 4 ? 'test' : 'train',
  actual,
  predicted: right > 0.5 ? actual : 1 - actual,
  probabilities: actual === 0 ? [right, 1 - right] : [1 - right, right]
})

async function writeRun(rights: readonly number[], folder = temporaryFolder()): Promise<string> {
  const rows = rights.map((right, row) => prediction(row, row % 2, right))
  await writeFile(join(folder, 'predictions.json'), JSON.stringify(rows))
  return folder
}

const any = {
  part: 'test',
  actual: null,
  predicted: null,
  onlyMistakes: false,
  offset: 0,
  limit: 10
} as const
const rowsOf = async (folder: string, query: Parameters<typeof readPredictionRows>[1] = any) =>
  (await readPredictionRows(folder, query))?.rows.map(({ row }) => row)

it('gives the rows of one part page by page, most confident first', async () => {
  const folder = await writeRun([0.6, 0.9, 0.2, 0.7, 0.99])

  expect(await rowsOf(folder)).toEqual([1, 2, 3, 0])
  expect(await readPredictionRows(folder, { ...any, offset: 2, limit: 1 })).toMatchObject({
    rowCount: 4,
    rows: [{ row: 3 }]
  })
  expect(await rowsOf(folder, { ...any, onlyMistakes: true })).toEqual([2])
  expect(await rowsOf(folder, { ...any, actual: 1 })).toEqual([1, 3])
  expect(await rowsOf(folder, { ...any, predicted: 0 })).toEqual([0])
})

it('reads the file again once it was written anew', async () => {
  const folder = await writeRun([0.6, 0.9])
  expect(await rowsOf(folder)).toEqual([1, 0])

  await writeRun([0.9, 0.6], folder)
  await utimes(join(folder, 'predictions.json'), 1, 1)

  expect(await rowsOf(folder)).toEqual([0, 1])
})

it('tells a run that was not evaluated', async () => {
  const [run, empty] = [await writeRun([0.6]), temporaryFolder()]

  expect(await readPredictionRows(empty, any)).toBeUndefined()
  expect(await compareRuns(run, empty, 'test')).toEqual({ missing: 'second' })
  expect(await compareRuns(empty, run, 'test')).toEqual({ missing: 'first' })
})

it('compares two runs row by row, and only on the same rows', async () => {
  const [first, second] = [await writeRun([0.9, 0.9, 0.2, 0.2]), await writeRun([0.9, 0.2, 0.2, 0.9])]
  const shorter = await writeRun([0.9])

  expect(await compareRuns(first, second, 'test')).toMatchObject({
    onlyFirstRight: 1,
    onlySecondRight: 1,
    rowCount: 4
  })
  expect(await compareRuns(first, shorter, 'test')).toBeUndefined()
})

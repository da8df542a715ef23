import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { rowPrediction, type RowPrediction } from '../../shared/evaluation/evaluation-report.ts'

/** Two runs are compared while a third is paged through; more are read again. */
const MAX_KEPT = 3
/** Files longer than this together are not kept, but for the last one. */
const MAX_KEPT_BYTES = 192e6

interface Kept {
  readonly writtenAtMs: number
  readonly sizeBytes: number
  readonly predictions: Promise<readonly RowPrediction[]>
}

const kept = new Map<string, Kept>()

/**
 * The predictions of all parts, from memory where the file has not changed since it was read.
 *
 * Output  undefined where the run was not evaluated
 */
export async function readPredictions(runFolder: string): Promise<readonly RowPrediction[] | undefined> {
  const file = join(runFolder, 'predictions.json')
  const found = await stat(file).catch(() => undefined)
  if (found === undefined) return undefined
  const known = kept.get(file)
  kept.delete(file)
  if (known?.writtenAtMs === found.mtimeMs && known.sizeBytes === found.size) {
    kept.set(file, known)
    return known.predictions
  }
  const predictions = parseFile(file)
  predictions.catch(() => kept.delete(file))
  kept.set(file, { writtenAtMs: found.mtimeMs, sizeBytes: found.size, predictions })
  forgetOldest(file)
  return predictions
}

const parseFile = async (file: string): Promise<readonly RowPrediction[]> =>
  z.array(rowPrediction).parse(JSON.parse(await readFile(file, 'utf8')))

function forgetOldest(newest: string): void {
  let sizeBytes = [...kept.values()].reduce((sum, one) => sum + one.sizeBytes, 0)
  for (const [file, one] of kept) {
    if (file === newest || (kept.size <= MAX_KEPT && sizeBytes <= MAX_KEPT_BYTES)) return
    kept.delete(file)
    sizeBytes -= one.sizeBytes
  }
}

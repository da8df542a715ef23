import { open, rename } from 'node:fs/promises'
import type { RowPrediction } from '../../shared/evaluation/evaluation-report.ts'
import { createBreather } from '../runtime/event-loop.ts'

/** Rows written at once: a million of them would not fit into one string. */
const CHUNK_ROWS = 5000

/** Writes a JSON array, one row a line, and waits until the disk holds it. */
export async function writePredictions(file: string, predictions: readonly RowPrediction[]): Promise<void> {
  const temporary = `${file}.new`
  const handle = await open(temporary, 'w')
  const breathe = createBreather()
  try {
    await handle.write('[\n')
    for (let start = 0; start < predictions.length; start += CHUNK_ROWS) {
      const lines = predictions
        .slice(start, start + CHUNK_ROWS)
        .map((prediction) => JSON.stringify(prediction))
      await handle.write(`${start === 0 ? '' : ',\n'}${lines.join(',\n')}`)
      await breathe()
    }
    await handle.write('\n]\n')
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(temporary, file)
}

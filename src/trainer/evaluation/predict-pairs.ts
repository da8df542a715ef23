import { open, rename } from 'node:fs/promises'
import { unwrap } from '../../shared/core/checked.ts'
import { applyPairs } from '../../shared/dataset/apply-pairs.ts'
import type { TrainerJob, TrainerResult } from '../../shared/rpc/trainer-protocol.ts'
import { answerPairs } from '../generation/answer-pairs.ts'
import type { OpenedModel } from './open-model.ts'
import type { PassOptions } from './predict.ts'
import { csvLine } from './prediction-csv.ts'
import { readRawTable } from './read-inputs.ts'

type PredictJob = Extract<TrainerJob, { kind: 'predict' }>
type Answer = Omit<Extract<TrainerResult, { kind: 'predict' }>, 'kind'>

/** Rows answered in the message itself; a file holds them all. */
const MESSAGE_ROWS = 10_000

/**
 * The answer to each row's question, the likeliest word after the other; a row without a question gets none.
 *
 * Problems  those of reading and of `applyPairs`; evaluation/not-finite
 */
export async function predictPairs(
  { datasetFolder, outFile }: PredictJob,
  { model, preparation }: Pick<OpenedModel, 'model' | 'preparation'>,
  options: Omit<PassOptions, 'batchSize'>
): Promise<Answer> {
  const table = unwrap(await readRawTable(datasetFolder))
  const asked = unwrap(applyPairs(preparation, table, { needsAnswers: false }))
  const answers = await answerPairs(model, preparation, asked.samples, options)
  const sampleOf = new Map(Array.from(asked.rows, (row, sample) => [row, sample]))
  const labelOf = (row: number): string => answers[sampleOf.get(row) ?? -1]?.text ?? ''
  if (outFile !== null) {
    const questionOf = (row: number): string => asked.pairs[sampleOf.get(row) ?? -1]?.question ?? ''
    const rows = Array.from({ length: table.rowCount }, (_, row) => csvLine([questionOf(row), labelOf(row)]))
    const head = csvLine([preparation.inputs[0]?.name ?? '', `predicted_${preparation.target.name}`])
    await writeWhole(outFile, [head, ...rows].join(''))
  }
  const shownCount = outFile === null ? table.rowCount : Math.min(table.rowCount, MESSAGE_ROWS)
  const predictions = Array.from({ length: shownCount }, (_, row) => ({
    row,
    label: labelOf(row),
    probabilities: null
  }))
  return { rowCount: table.rowCount, predictions }
}

/** The file appears once it is whole. */
async function writeWhole(file: string, text: string): Promise<void> {
  const temporary = `${file}.new`
  const handle = await open(temporary, 'w')
  try {
    await handle.write(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(temporary, file)
}

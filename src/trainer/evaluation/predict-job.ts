import { open, rename } from 'node:fs/promises'
import { ProblemError, unwrap } from '../../shared/core/checked.ts'
import type { DatasetManifest } from '../../shared/dataset/dataset-manifest.ts'
import type { PreparedTarget } from '../../shared/dataset/prepared-data.ts'
import { targetsOf } from '../../shared/dataset/target-labels.ts'
import { likeliestClasses } from '../../shared/evaluation/evaluate-classification.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { TrainerJob, TrainerResult } from '../../shared/rpc/trainer-protocol.ts'
import { createBatchReader } from '../dataset/batch-reader.ts'
import { readDatasetManifest } from '../dataset/read-dataset.ts'
import type { BuiltModel } from '../network/build-model.ts'
import { shorten } from './evaluate.ts'
import { openModel } from './open-model.ts'
import { csvLine } from './prediction-csv.ts'
import {
  predictionBatchSize,
  probabilitiesOf,
  readOutputs,
  splitOutputs,
  valuesOf,
  type PassOptions,
  type TargetOutputs
} from './predict.ts'
import { predictPairs } from './predict-pairs.ts'
import { predictSeries } from './predict-series.ts'
import { readInputs } from './read-inputs.ts'

type PredictJob = Extract<TrainerJob, { kind: 'predict' }>
type Answer = Omit<Extract<TrainerResult, { kind: 'predict' }>, 'kind'>
type Prediction = Answer['predictions'][number]

/** Rows answered in the message itself; a file holds them all. */
const MESSAGE_ROWS = 10_000
const CHUNK_ROWS = 5000

/**
 * Labels with probabilities, or values, for raw rows; written as CSV where a file is named.
 *
 * Output    with a file, the message carries the first 10,000 rows; without, all
 * Problems  those of `openModel` and `readInputs`; evaluation/not-finite
 */
export async function predictRows(job: PredictJob, options: Omit<PassOptions, 'batchSize'>): Promise<Answer> {
  const { model, preparation } = unwrap(await openModel(job.modelFolder))
  const manifest = unwrap(await readDatasetManifest(job.datasetFolder))
  if (preparation.task === 'forecast') return predictSeries(job, { model, preparation }, options)
  if (preparation.task === 'pairs') return predictPairs(job, { model, preparation }, options)
  const { samples, rowCount } = unwrap(await readInputs(job.datasetFolder, manifest, preparation))
  const { target, sampleShape } = preparation
  const reader = createBatchReader({ samples, labels: undefined, sampleShape, target })
  const rows = Uint32Array.from({ length: rowCount }, (_, row) => row)
  const batchSize = predictionBatchSize(samples.sampleSize)
  const outputs = await readOutputs(model, reader, rows, { ...options, batchSize })
  if (!outputs.every(Number.isFinite)) throw new ProblemError(problem('evaluation/not-finite', {}))
  const predictionOf = answerRows(outputs, { model, target, rowCount })
  const shownCount = job.outFile === null ? rowCount : Math.min(rowCount, MESSAGE_ROWS)
  if (job.outFile !== null) await writeCsv(job.outFile, { manifest, target, rowCount, predictionOf })
  return { rowCount, predictions: Array.from({ length: shownCount }, (_, row) => predictionOf(row)) }
}

interface Answered {
  readonly model: BuiltModel
  readonly target: PreparedTarget
  readonly rowCount: number
}

function answerRows(
  outputs: Float32Array,
  { model, target, rowCount }: Answered
): (row: number) => Prediction {
  const [main, ...others] = splitOutputs(outputs, model, target, rowCount)
  const ofMain = answerTarget(main, rowCount)
  if (others.length === 0) return (row) => ({ row, ...ofMain(row) })
  const beside = others.map((one) => ({ name: one.target.name, answerOf: answerTarget(one, rowCount) }))
  return (row) => ({
    row,
    ...ofMain(row),
    auxiliaries: beside.map(({ name, answerOf }) => ({ target: name, ...answerOf(row) }))
  })
}

/** What the model gives for one target, row by row. */
function answerTarget(
  { outputs, target, head }: TargetOutputs,
  rowCount: number
): (row: number) => Pick<Prediction, 'label' | 'probabilities'> {
  const { classes } = target
  if (classes === null) {
    const values = valuesOf(outputs, target)
    return (row) => ({ label: Number((values[row] ?? 0).toPrecision(7)), probabilities: null })
  }
  const classCount = classes.length
  const probabilities = probabilitiesOf(outputs, head, { rowCount, classCount })
  const likeliest = likeliestClasses(probabilities, classCount)
  return (row) => {
    const given = shorten(probabilities.subarray(row * classCount, (row + 1) * classCount))
    return {
      label: classes[likeliest[row] ?? 0] ?? '',
      probabilities: Object.fromEntries(classes.map((name, index) => [name, given[index] ?? 0]))
    }
  }
}

interface CsvContent {
  readonly manifest: DatasetManifest
  readonly target: PreparedTarget
  readonly rowCount: number
  readonly predictionOf: (row: number) => Prediction
}

/** One line a row in the order of the data, images with their path; the file appears once it is whole. */
async function writeCsv(
  file: string,
  { manifest, target, rowCount, predictionOf }: CsvContent
): Promise<void> {
  const targets = targetsOf(target)
  const images = manifest.kind === 'images' ? manifest.images : undefined
  const temporary = `${file}.new`
  const handle = await open(temporary, 'w')
  try {
    const names = targets.flatMap(({ name, classes }, place) => [
      `predicted_${name}`,
      // Classes of different targets may have the same names.
      ...(classes ?? []).map((one) => `probability_${place === 0 ? '' : `${name}_`}${one}`)
    ])
    await handle.write(csvLine([...(images === undefined ? [] : ['image']), ...names]))
    for (let start = 0; start < rowCount; start += CHUNK_ROWS) {
      let chunk = ''
      for (let row = start; row < Math.min(start + CHUNK_ROWS, rowCount); row += 1) {
        const { auxiliaries = [], ...main } = predictionOf(row)
        const cells = [main, ...auxiliaries].flatMap(({ label, probabilities }, place) => [
          label,
          ...(targets[place]?.classes ?? []).map((name) => probabilities?.[name] ?? 0)
        ])
        chunk += csvLine([...(images === undefined ? [] : [images[row]?.path ?? '']), ...cells])
      }
      await handle.write(chunk)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(temporary, file)
}

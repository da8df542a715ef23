import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import { applyForecast, type AppliedForecast } from '../../shared/dataset/apply-forecast.ts'
import type { FittedPreparation, SampleSource, SeriesLayout } from '../../shared/dataset/prepared-data.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { readRawTable } from './read-inputs.ts'

/** Other rows of known series as windows with their answers. */
export interface ReadSeries {
  readonly samples: SampleSource
  readonly labels: Float32Array
  readonly series: SeriesLayout
}

/**
 * Other rows of the series of a model, prepared as the training rows were.
 *
 * Problems  evaluation/other-kind; those of reading and of applyForecast
 */
export async function readApplied(
  folder: string,
  preparation: FittedPreparation
): Promise<Checked<AppliedForecast>> {
  const table = await readRawTable(folder)
  return table.ok ? applyForecast(preparation, table.value) : table
}

/**
 * All windows of other rows, one after each row.
 *
 * Problems  those of readApplied; dataset/series-too-short   no series has a whole window and its answer
 */
export async function readSeries(
  folder: string,
  preparation: FittedPreparation
): Promise<Checked<ReadSeries>> {
  const applied = await readApplied(folder, preparation)
  if (!applied.ok) return applied
  const { series, values, width, times } = applied.value
  const [steps = 1] = preparation.sampleShape
  const horizon = preparation.target.horizon ?? 1
  const answers: number[] = []
  const ofSample: number[] = []
  series.forEach(({ offset, rows }, index) => {
    for (let answer = offset + steps; answer + horizon <= offset + rows.length; answer += 1) {
      answers.push(answer)
      ofSample.push(index)
    }
  })
  if (answers.length === 0) {
    const found = Math.max(0, ...series.map(({ rows }) => rows.length))
    const words = { part: 'all', found, needed: steps + horizon, series: '' }
    return fail(problem('dataset/series-too-short', words))
  }
  const rowCount = values.length / width
  return ok({
    samples: {
      kind: 'windows',
      values,
      starts: Uint32Array.from(answers, (answer) => (answer - steps) * width),
      labelStarts: Uint32Array.from(answers),
      sampleSize: steps * width
    },
    labels: Float32Array.from({ length: rowCount }, (_, row) => values[row * width] ?? 0),
    series: {
      ofSample: Uint32Array.from(ofSample),
      starts: Uint32Array.of(...series.map(({ offset }) => offset), rowCount),
      scaleOf: Uint32Array.from(series, ({ scaleIndex }) => scaleIndex),
      times: Float64Array.from(
        series.flatMap(({ rows }) => [...rows]),
        (row) => times[row] ?? NaN
      )
    }
  })
}

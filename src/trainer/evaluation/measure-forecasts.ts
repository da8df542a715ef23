import { ProblemError } from '../../shared/core/checked.ts'
import type { FittedPreparation, PreparedData } from '../../shared/dataset/prepared-data.ts'
import { evaluateForecast } from '../../shared/evaluation/evaluate-forecast.ts'
import type { ForecastReport } from '../../shared/evaluation/evaluation-report.ts'
import { fitBand } from '../../shared/evaluation/forecast-band.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { copyLabels, createBatchReader } from '../dataset/batch-reader.ts'
import { figuresOf, type Measurable } from './evaluate.ts'
import { readOutputs } from './predict.ts'

/** Windows over series with their answers. */
export type ForecastData = Pick<PreparedData, 'samples' | 'labels' | 'series'> & {
  readonly preparation: FittedPreparation
}

/** A forecast's reports, and its preparation with the band that they were measured with. */
export interface MeasuredForecasts {
  readonly reports: readonly ForecastReport[]
  readonly preparation: FittedPreparation
}

/**
 * The reports of all parts that have windows, with a band fitted on validation's errors.
 *
 * Problems  evaluation/not-finite   the model answers with no number
 * Throws    the signal's reason, when it is aborted
 */
export async function evaluateForecasts(
  measurable: Measurable,
  data: ForecastData & Pick<PreparedData, 'parts'>,
  signal?: AbortSignal
): Promise<MeasuredForecasts> {
  const preparation = await withBand(measurable, data, signal)
  const reports: ForecastReport[] = []
  for (const part of ['train', 'validation', 'test'] as const) {
    const rows = data.parts[part]
    if (rows.length > 0)
      reports.push(await measureForecasts(measurable, { ...data, preparation }, { part, rows, signal }))
  }
  return { reports, preparation }
}

interface MeasuredWindows {
  readonly part: ForecastReport['part']
  readonly rows: Uint32Array
  readonly signal?: AbortSignal | undefined
}

/** Every figure of some windows. */
export async function measureForecasts(
  measurable: Measurable,
  data: ForecastData,
  { part, rows, signal }: MeasuredWindows
): Promise<ForecastReport> {
  const { samples, labels, series: layout, preparation } = data
  const { series, target } = preparation
  if (samples.kind !== 'windows' || !layout || !series) throw new Error('These are no windows over series.')
  const outputs = await outputsOf(measurable, rows, signal)
  const { labelStarts } = samples
  return evaluateForecast({
    part,
    loss: figuresOf(measurable, rows, outputs).loss,
    horizon: target.horizon ?? 1,
    series,
    layout,
    labels,
    starts: Uint32Array.from(rows, (row) => labelStarts?.[row] ?? 0),
    seriesOf: Uint32Array.from(rows, (row) => layout.ofSample[row] ?? 0),
    outputs,
    future: await foretellNext(measurable, data, signal)
  })
}

async function outputsOf(
  measurable: Measurable,
  rows: Uint32Array,
  signal: AbortSignal | undefined
): Promise<Float32Array> {
  const outputs = await readOutputs(measurable.model, measurable.reader, rows, { ...measurable, signal })
  if (!outputs.every(Number.isFinite)) throw new ProblemError(problem('evaluation/not-finite', {}))
  return outputs
}

async function withBand(
  measurable: Measurable,
  data: ForecastData & Pick<PreparedData, 'parts'>,
  signal: AbortSignal | undefined
): Promise<FittedPreparation> {
  const { preparation } = data
  const { series, target } = preparation
  const rows = data.parts.validation
  if (!series || rows.length === 0) return preparation
  const outputs = await outputsOf(measurable, rows, signal)
  const labels = copyLabels({ ...data, target }, rows)
  const residuals = outputs.map((value, at) => (labels[at] ?? NaN) - value)
  const reach = fitBand(residuals, target.horizon ?? 1)
  return reach ? { ...preparation, series: { ...series, reach: [...reach] } } : preparation
}

/** From the last window of each series what comes next. */
async function foretellNext(
  measurable: Measurable,
  { samples, series: layout, preparation }: ForecastData,
  signal: AbortSignal | undefined
): Promise<Float32Array> {
  const { sampleShape, target } = preparation
  const width = sampleShape[1] ?? 1
  const ends = layout?.starts.subarray(1) ?? new Uint32Array()
  const starts = ends.map((end) => end * width - samples.sampleSize)
  const { values, sampleSize } = samples
  if (samples.kind !== 'windows' || !(values instanceof Float32Array)) return new Float32Array(0)
  const source = { kind: 'windows', values, starts, sampleSize } as const
  const reader = createBatchReader({ samples: source, labels: undefined, sampleShape, target })
  return outputsOf({ ...measurable, reader }, Uint32Array.from(ends.keys()), signal)
}

import { createRandom, deriveSeed, permutation } from '../../shared/core/random.ts'
import type { Column, Table } from '../../shared/dataset/column.ts'
import type { FittedPreparation, PreparedData } from '../../shared/dataset/prepared-data.ts'
import { targetsOf } from '../../shared/dataset/target-labels.ts'
import { goldenRowCount, type GoldenRow, type GoldenRows } from '../../shared/export/golden-rows.ts'
import { littleEndianBytes } from './weight-array.ts'

/** More numbers than this in one sample are kept as base64: a picture as digits would be four times as long. */
const maxWrittenNumbers = 1024

/** Indices of the samples that show what a model gives: test rows where there are any, spread by the seed. */
export function chooseGolden({ parts }: PreparedData, seed: number): Uint32Array {
  const part =
    [parts.test, parts.validation, parts.train].find((rows) => rows.length > 0) ?? new Uint32Array()
  const order = permutation(part.length, createRandom(deriveSeed(seed, 'golden-rows')))
  return Uint32Array.from(order.subarray(0, goldenRowCount), (place) => part[place] ?? 0).sort()
}

/** Raw cells of a row by column. */
export type RawRow = (row: number) => GoldenRow['input']

function readCell(column: Column, row: number): string | number | null {
  if ('codes' in column) return column.categories[column.codes[row] ?? -1] ?? null
  const value = column.values[row] ?? NaN
  if (!Number.isFinite(value)) return null
  return column.kind === 'date' ? new Date(value).toISOString() : value
}

/** Reads the columns that the preparation needs, and all that is predicted. */
export function tableRows(table: Table, { inputs, target }: FittedPreparation): RawRow {
  const names = new Set([...inputs, ...targetsOf(target)].map(({ name }) => name))
  const columns = table.columns.filter(({ name }) => names.has(name))
  return (row) => Object.fromEntries(columns.map((column) => [column.name, readCell(column, row)]))
}

const writeSample = (values: Float32Array): GoldenRow['sample'] =>
  values.length <= maxWrittenNumbers ? [...values] : Buffer.from(littleEndianBytes(values)).toString('base64')

interface GoldenData {
  readonly data: PreparedData
  /** Of `chooseGolden`. */
  readonly indices: Uint32Array
  /** Samples of those, and what the trained model gives for them, one after another. */
  readonly samples: Float32Array
  readonly outputs: Float32Array
  readonly rawRow: RawRow
}

/** The document that every export carries. */
export function makeGoldenRows({ data, indices, samples, outputs, rawRow }: GoldenData): GoldenRows {
  const sampleSize = samples.length / indices.length
  const outputSize = outputs.length / indices.length
  return {
    version: 1,
    sampleShape: data.preparation.sampleShape,
    rows: [...indices].map((index, place) => {
      const row = data.rowIndices[index] ?? 0
      return {
        row,
        input: rawRow(row),
        sample: writeSample(samples.subarray(place * sampleSize, (place + 1) * sampleSize)),
        output: [...outputs.subarray(place * outputSize, (place + 1) * outputSize)]
      }
    })
  }
}

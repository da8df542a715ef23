import '../dataset/open-word-cutter.ts'
import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import type { Table } from '../../shared/dataset/column.ts'
import type { DatasetManifest } from '../../shared/dataset/dataset-manifest.ts'
import { applyPreparation, imageSizeOf, pixelScaleOf } from '../../shared/dataset/prepare.ts'
import type { FittedPreparation, SampleSource } from '../../shared/dataset/prepared-data.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { readDatasetManifest, readPixels, readTable } from '../dataset/read-dataset.ts'

/** Other data as a trained model's input; the raw table where there is one. */
export interface Inputs {
  readonly samples: SampleSource
  readonly rowCount: number
  readonly table: Table | undefined
}

/**
 * The raw columns of other data.
 *
 * Problems  evaluation/other-kind; those of reading
 */
export async function readRawTable(folder: string): Promise<Checked<Table>> {
  const manifest = await readDatasetManifest(folder)
  if (!manifest.ok) return manifest
  return manifest.value.kind === 'table'
    ? readTable(folder, manifest.value)
    : fail(problem('evaluation/other-kind', { expected: 'a table', expectedZh: '表格' }))
}

/**
 * Prepares other data as the training data was prepared, with what was learned then.
 *
 * Problems  evaluation/other-kind   a table for a model of images, or the other way round
 *           those of reading and of `applyPreparation`
 */
export async function readInputs(
  folder: string,
  manifest: DatasetManifest,
  preparation: FittedPreparation
): Promise<Checked<Inputs>> {
  if (preparation.task === 'generation') return fail(problem('evaluation/generator-rows', {}))
  if (preparation.task === 'masked') return fail(problem('evaluation/masked-rows', {}))
  if (manifest.kind !== preparation.kind) {
    const words =
      preparation.kind === 'images'
        ? { expected: 'a folder of images', expectedZh: '图像文件夹' }
        : { expected: 'a table', expectedZh: '表格' }
    return fail(problem('evaluation/other-kind', words))
  }
  const sampleSize = preparation.sampleShape.reduce((size, length) => size * length, 1)
  if (manifest.kind === 'table') {
    const table = await readTable(folder, manifest)
    if (!table.ok) return table
    const values = applyPreparation(preparation, table.value)
    if (!values.ok) return values
    const { rowCount } = table.value
    return ok({
      samples: { kind: 'float32', values: values.value, sampleSize },
      rowCount,
      table: table.value
    })
  }
  const steps = { steps: preparation.steps.map(({ step }) => step) }
  const size = imageSizeOf(steps)
  if (!size.ok) return size
  const pixels = await readPixels(folder, manifest, size.value)
  if (!pixels.ok) return pixels
  const scale = pixelScaleOf(steps)
  if (!scale.ok) return scale
  return ok({
    samples: { kind: 'uint8', values: pixels.value, sampleSize, ...scale.value },
    rowCount: manifest.images.length,
    table: undefined
  })
}

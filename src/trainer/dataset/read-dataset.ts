import { open, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import { z } from 'zod'
import type { Column, Table } from '../../shared/dataset/column.ts'
import {
  datasetManifest,
  pixelsFileName,
  type DatasetManifest,
  type ImageManifest,
  type TableManifest
} from '../../shared/dataset/dataset-manifest.ts'
import { problem } from '../../shared/problems/catalogue.ts'

export type PixelSize = { readonly height: number; readonly width: number; readonly channels: number }

/**
 * What is known of an imported dataset.
 *
 * Problems  training/dataset-damaged   `dataset.json` is missing or is not what the import writes
 */
export async function readDatasetManifest(folder: string): Promise<Checked<DatasetManifest>> {
  const file = 'dataset.json'
  try {
    const parsed = datasetManifest.safeParse(JSON.parse(await readFile(path.join(folder, file), 'utf8')))
    return parsed.success ? ok(parsed.data) : damaged(file)
  } catch {
    return damaged(file)
  }
}

/**
 * All columns of an imported table.
 *
 * Problems  training/dataset-damaged   a file is missing, or is not as long as the manifest says
 */
export async function readTable(folder: string, manifest: TableManifest): Promise<Checked<Table>> {
  const columns: Column[] = []
  for (const cached of manifest.columns) {
    const column = await readColumn(folder, cached, manifest.rowCount)
    if (!column.ok) return column
    columns.push(column.value)
  }
  return ok({ rowCount: manifest.rowCount, columns })
}

async function readColumn(
  folder: string,
  { profile: { name, kind }, file, valuesFile }: TableManifest['columns'][number],
  rowCount: number
): Promise<Checked<Column>> {
  if (kind === 'number' || kind === 'date') {
    const values = new Float64Array(rowCount)
    return (await readExactly(folder, file, values)) ? ok({ kind, name, values }) : damaged(file)
  }
  const codes = new Int32Array(rowCount)
  if (!(await readExactly(folder, file, codes))) return damaged(file)
  const categories = await readValues(folder, valuesFile)
  if (categories === undefined || codes.some((code) => code < -1 || code >= categories.length)) {
    return damaged(valuesFile ?? file)
  }
  return ok({ kind, name, codes, categories })
}

/**
 * Bytes of all images at one size: [image, row, column, channel].
 *
 * Problems  training/dataset-damaged   the file is missing, or does not hold that many images
 */
export async function readPixels(
  folder: string,
  manifest: ImageManifest,
  { height, width, channels }: PixelSize
): Promise<Checked<Uint8Array>> {
  const file = pixelsFileName(height, width, channels)
  const pixels = new Uint8Array(manifest.images.length * height * width * channels)
  return (await readExactly(folder, file, pixels)) ? ok(pixels) : damaged(file)
}

/** Fills the array from a file below the folder that has exactly its length. */
async function readExactly(folder: string, file: string, target: ArrayBufferView): Promise<boolean> {
  const inside = placeInside(folder, file)
  if (inside === undefined) return false
  const handle = await open(inside, 'r').catch(() => undefined)
  if (handle === undefined) return false
  try {
    if ((await handle.stat()).size !== target.byteLength) return false
    const bytes = new Uint8Array(target.buffer, target.byteOffset, target.byteLength)
    let filled = 0
    while (filled < bytes.length) {
      // Two GiB are the most that one read of the operating system gives.
      const { bytesRead } = await handle.read(bytes, filled, Math.min(bytes.length - filled, 1 << 30), filled)
      if (bytesRead === 0) return false
      filled += bytesRead
    }
    return true
  } finally {
    await handle.close()
  }
}

async function readValues(folder: string, file: string | null): Promise<string[] | undefined> {
  const inside = file === null ? undefined : placeInside(folder, file)
  if (inside === undefined) return undefined
  try {
    const parsed = z.array(z.string()).safeParse(JSON.parse(await readFile(inside, 'utf8')))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

/** A manifest may come from another machine: names in it must not lead out of its folder. */
function placeInside(folder: string, file: string): string | undefined {
  const place = path.resolve(folder, file)
  return place.startsWith(path.resolve(folder) + path.sep) ? place : undefined
}

const damaged = (file: string): Checked<never> => fail(problem('training/dataset-damaged', { file }))

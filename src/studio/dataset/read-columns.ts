import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Column, Table } from '../../shared/dataset/column.ts'
import type { TableManifest } from '../../shared/dataset/dataset-manifest.ts'

/** Columns kept in memory, over all datasets: a quarter of what the studio may take. */
const MAX_KEPT_BYTES = 256 << 20
const kept = new Map<string, { readonly column: Promise<Column>; readonly sizeBytes: number }>()
let keptBytes = 0

/** One column of a dataset's cache; the ones used last are kept in memory. */
export function readColumn(folder: string, manifest: TableManifest, index: number): Promise<Column> {
  const key = `${folder}\0${manifest.importedAt}\0${index}`
  const known = kept.get(key)
  if (known) {
    kept.delete(key)
    kept.set(key, known)
    return known.column
  }
  const sizeBytes = manifest.rowCount * 8
  const column = readFromDisk(folder, manifest, index)
  column.catch(() => forget(key))
  kept.set(key, { column, sizeBytes })
  keptBytes += sizeBytes
  for (const oldest of kept.keys()) {
    if (keptBytes <= MAX_KEPT_BYTES || oldest === key) break
    forget(oldest)
  }
  return column
}

function forget(key: string): void {
  keptBytes -= kept.get(key)?.sizeBytes ?? 0
  kept.delete(key)
}

/** The whole table, column by column. */
export async function readTable(folder: string, manifest: TableManifest): Promise<Table> {
  const columns: Column[] = []
  for (const index of manifest.columns.keys()) columns.push(await readColumn(folder, manifest, index))
  return { rowCount: manifest.rowCount, columns }
}

async function readFromDisk(folder: string, manifest: TableManifest, index: number): Promise<Column> {
  const cached = manifest.columns[index]
  if (!cached) throw new RangeError(`no column ${index}`)
  const { name, kind } = cached.profile
  if (kind === 'number' || kind === 'date') {
    const values = new Float64Array(manifest.rowCount)
    await readInto(join(folder, cached.file), values)
    return { kind, name, values }
  }
  const codes = new Int32Array(manifest.rowCount)
  await readInto(join(folder, cached.file), codes)
  const text = await readFile(join(folder, cached.valuesFile ?? ''), 'utf8')
  return { kind, name, codes, categories: z.array(z.string()).parse(JSON.parse(text)) }
}

/** Throws  RangeError   the file is shorter than the column */
async function readInto(path: string, target: Float64Array | Int32Array): Promise<void> {
  const bytes = new Uint8Array(target.buffer, target.byteOffset, target.byteLength)
  const handle = await open(path)
  try {
    let done = 0
    while (done < bytes.length) {
      const { bytesRead } = await handle.read(bytes, done, bytes.length - done, done)
      if (bytesRead === 0) throw new RangeError(`${path} ends after ${done} of ${bytes.length} bytes`)
      done += bytesRead
    }
  } finally {
    await handle.close()
  }
}

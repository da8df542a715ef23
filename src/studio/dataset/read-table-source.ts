import { basename, join } from 'node:path'
import { ok, type Checked } from '../../shared/core/checked.ts'
import type { TableFormat } from '../../shared/dataset/dataset-spec.ts'
import { fail } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { ImportDatabase } from './duckdb.ts'
import { decodeHead, detectEncoding, labelOf, rewriteAsUtf8 } from './encoding.ts'
import { importTexts, type ImportProgress } from './import-progress.ts'
import { HEAD_BYTES, readHead, scanSource, type SourceScan } from './source-file.ts'
import { readDialect, type TableDialect } from './table-dialect.ts'

export interface TableSourceRequest {
  readonly path: string
  readonly sizeBytes: number
  readonly format: Partial<TableFormat>
  /** Takes the file as UTF-8 where it is not. */
  readonly temporary: string
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ImportProgress | undefined
}

/** A text file that DuckDB can read, with all that is known of it before the full read. */
export interface TableSource {
  readonly path: string
  readonly scan: SourceScan
  readonly dialect: TableDialect
}

/** Shares of an import's time, measured on a 210 MB file. */
const SCAN_SHARE = 0.1
const DECODE_SHARE = 0.15

/**
 * Finds encoding, delimiter, header, names and types of a text file.
 *
 * Problems  those of readHead, decodeHead, rewriteAsUtf8 and readDialect
 */
export async function readTableSource(
  database: ImportDatabase,
  request: TableSourceRequest
): Promise<Checked<TableSource>> {
  const { path, sizeBytes, format, signal, onProgress } = request
  const head = await readHead(path, sizeBytes)
  if (!head.ok) return head
  const scan = await scanSource(path, {
    signal,
    onProgress: (done) => onProgress?.((done / sizeBytes) * SCAN_SHARE, importTexts.reading)
  })
  const encoding = labelOf(format.encoding ?? detectEncoding(head.value, scan)) ?? format.encoding ?? 'utf-8'
  if (encoding === 'utf-8' && !scan.isUtf8)
    return fail(problem('dataset/wrong-encoding', { file: basename(path), encoding }))
  const text = decodeHead(head.value, encoding)
  if (!text.ok) return text
  const readable = encoding === 'utf-8' ? path : join(request.temporary, 'source.csv')
  if (readable !== path) {
    const rewritten = await rewriteAsUtf8({
      from: path,
      to: readable,
      encoding,
      signal,
      onProgress: (done) =>
        onProgress?.(SCAN_SHARE + (done / sizeBytes) * (DECODE_SHARE - SCAN_SHARE), importTexts.decoding)
    })
    if (!rewritten.ok) return rewritten
  }
  const isWhole = sizeBytes <= HEAD_BYTES
  const dialect = await readDialect(database, {
    path: readable,
    name: path,
    head: text.value,
    isWhole,
    format,
    encoding
  })
  return dialect.ok ? ok({ path: readable, scan, dialect: dialect.value }) : dialect
}

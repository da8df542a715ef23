import { basename, join } from 'node:path'
import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import type { TableFormat } from '../../shared/dataset/dataset-spec.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { ImportDatabase } from './duckdb.ts'
import { decodeHead, detectEncoding, labelOf, rewriteAsUtf8 } from './encoding.ts'
import { importTexts, type ImportProgress } from './import-progress.ts'
import { factsOfHead, HEAD_BYTES, readHead, type ByteFacts } from './source-file.ts'
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
  /** What was taken for granted of the file's bytes. */
  readonly facts: ByteFacts
  readonly dialect: TableDialect
}

/** Share of an import's time that a change of encoding takes. */
const DECODE_SHARE = 0.15

/**
 * Finds encoding, delimiter, header, names and types of a text file.
 *
 * Input     what is known of its bytes; without it, what the first megabyte lets expect
 * Problems  those of readHead, decodeHead, rewriteAsUtf8 and readDialect
 */
export async function readTableSource(
  database: ImportDatabase,
  request: TableSourceRequest,
  known?: ByteFacts
): Promise<Checked<TableSource>> {
  const { path, sizeBytes, format } = request
  const head = await readHead(path, sizeBytes)
  if (!head.ok) return head
  const facts = known ?? factsOfHead(head.value)
  const encoding = labelOf(format.encoding ?? detectEncoding(head.value, facts)) ?? format.encoding ?? 'utf-8'
  if (encoding === 'utf-8' && !facts.isUtf8) {
    return fail(problem('dataset/wrong-encoding', { file: basename(path), encoding }))
  }
  const text = decodeHead(head.value, encoding)
  if (!text.ok) return text
  const readable = encoding === 'utf-8' ? ok(path) : await decodeFile(request, encoding)
  if (!readable.ok) return readable
  const dialect = await readDialect(database, {
    path: readable.value,
    name: path,
    head: text.value,
    isWhole: sizeBytes <= HEAD_BYTES,
    format,
    encoding
  })
  return dialect.ok ? ok({ path: readable.value, facts, dialect: dialect.value }) : dialect
}

/** A copy of the file as UTF-8, in the temporary folder. */
async function decodeFile(request: TableSourceRequest, encoding: string): Promise<Checked<string>> {
  const { path, sizeBytes, temporary, signal, onProgress } = request
  const to = join(temporary, 'source.csv')
  const tell = (done: number): void => onProgress?.((done / sizeBytes) * DECODE_SHARE, importTexts.decoding)
  const rewritten = await rewriteAsUtf8({ from: path, to, encoding, signal, onProgress: tell })
  return rewritten.ok ? ok(to) : rewritten
}

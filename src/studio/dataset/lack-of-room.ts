import type { Stats } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { Problem } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { folderSize } from '../files/folder-size.ts'
import type { ImportRequest } from './import-table.ts'

/** A table's cache is about as large as its text, and so is what does not fit in memory meanwhile. */
const TABLE_FACTOR = 2

/** A problem that says what an import needs and what there is, where it failed for want of disk or memory. */
export async function findLackOfRoom(
  error: unknown,
  { path, intoFolder }: ImportRequest,
  source: Stats
): Promise<Problem | undefined> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const name = basename(path)
  if (code === 'ENOMEM') return problem('dataset/needs-more-memory', { file: name })
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return undefined
  const neededBytes = source.isDirectory() ? await folderSize(path) : source.size * TABLE_FACTOR
  // What was written is removed by now, so this is what a second attempt would find.
  const { bavail, bsize } = await statfs(dirname(intoFolder))
  return problem('dataset/disk-full', {
    name,
    needed: Math.ceil(neededBytes / 1e6),
    free: Math.floor((bavail * bsize) / 1e6)
  })
}

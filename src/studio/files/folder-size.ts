import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Bytes of all files below a folder; links are not followed, and what vanishes meanwhile counts as nothing. */
export async function folderSize(folder: string): Promise<number> {
  let sizeBytes = 0
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) sizeBytes += await folderSize(path)
    else if (entry.isFile())
      sizeBytes += await lstat(path).then(
        (info) => info.size,
        () => 0
      )
  }
  return sizeBytes
}

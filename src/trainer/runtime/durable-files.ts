import { mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'

/** Writes a file and waits until the disk holds it. */
export async function writeSynced(file: string, content: Uint8Array | string): Promise<void> {
  const handle = await open(file, 'w')
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes new and renamed entries of a folder last; Windows does so by itself and cannot open folders. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Replaces a file so that at every instant either the old or the new content is there, whole. */
export async function replaceFile(file: string, content: Uint8Array | string): Promise<void> {
  const temporary = `${file}.new`
  await writeSynced(temporary, content)
  await rename(temporary, file)
  await syncFolder(path.dirname(file))
}

/** Makes a folder with all its files appear at once, whole. */
export async function writeFolder(
  folder: string,
  files: Readonly<Record<string, Uint8Array | string>>
): Promise<void> {
  const temporary = `${folder}.new`
  await rm(temporary, { recursive: true, force: true })
  await mkdir(temporary, { recursive: true })
  for (const [name, content] of Object.entries(files)) await writeSynced(path.join(temporary, name), content)
  await syncFolder(temporary)
  await rename(temporary, folder)
  await syncFolder(path.dirname(folder))
}

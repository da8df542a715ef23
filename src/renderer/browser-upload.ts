import { z } from 'zod'
import { ProblemError } from '../shared/core/checked.ts'
import { fileHandle, type FileHandle } from '../shared/core/ids.ts'
import { problemSchema } from '../shared/core/schema.ts'

const answer = z.union([z.strictObject({ handle: fileHandle }), z.strictObject({ problem: problemSchema })])

/** One file of what was dropped, with its path below it: `iris.csv`, or `digits/3/0012.png`. */
interface DroppedFile {
  readonly path: string
  readonly file: File
}

/**
 * Sends what was dropped on a browser tab to the studio, file by file: the first file or folder of the drop.
 *
 * Throws  ProblemError  the studio refused a file
 */
export async function uploadDropped(dropped: DataTransfer): Promise<FileHandle | undefined> {
  const [entry] = [...dropped.items].map((item) => item.webkitGetAsEntry()).filter((found) => found !== null)
  if (entry === undefined) return undefined
  const batch = crypto.randomUUID()
  let handle: FileHandle | undefined
  for await (const { path, file } of filesOf(entry, entry.name)) handle = await upload(batch, path, file)
  return handle
}

async function* filesOf(entry: FileSystemEntry, path: string): AsyncGenerator<DroppedFile> {
  if (isFile(entry)) {
    yield { path, file: await new Promise<File>((resolve, reject) => entry.file(resolve, reject)) }
    return
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  // A reader gives at most 100 entries at a time, and none when it is through.
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject)
    )
    if (entries.length === 0) return
    for (const child of entries) yield* filesOf(child, `${path}/${child.name}`)
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile

async function upload(batch: string, path: string, file: File): Promise<FileHandle> {
  const query = new URLSearchParams({ batch, path })
  const response = await fetch(`/upload?${query.toString()}`, { method: 'POST', body: file })
  const found = answer.parse(await response.json())
  if ('problem' in found) throw new ProblemError(found.problem)
  return found.handle
}

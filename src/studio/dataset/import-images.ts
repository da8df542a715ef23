import { createHash, type Hash } from 'node:crypto'
import { open, readFile, stat, type FileHandle } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fail, ok, type Checked, type Problem } from '../../shared/core/checked.ts'
import { imageManifest, type ImageManifest } from '../../shared/dataset/dataset-manifest.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { MANIFEST_FILE, writeDurably, writeFolder } from './dataset-folder.ts'
import { checkImage, IMAGES_IN_FLIGHT, type ImageHeader } from './decode-image.ts'
import { listImageFiles, type ImageFile } from './image-files.ts'
import { importTexts } from './import-progress.ts'
import type { ImportRequest } from './import-table.ts'
import { inOrder } from './in-order.ts'

export const PACK_FILE = 'images.pack'

const MAX_FILE_MB = 200
/** Files left out are listed one by one up to here for each reason, then counted. */
const MAX_LISTED = 20

interface Packed {
  readonly file: ImageFile
  readonly header: ImageHeader
  readonly bytes: Buffer
}

/**
 * Imports a folder with one sub-folder of images for each class: the files' own bytes, one after the other.
 *
 * Output    the manifest; what was left out stands in its notes, each with the reason
 * Problems  those of listImageFiles; dataset/no-class-folders where no image is left
 * Throws    the signal's reason when it is aborted
 */
export async function importImages(request: ImportRequest): Promise<Checked<ImageManifest>> {
  const listed = await listImageFiles(request.path)
  if (!listed.ok) return listed
  const { files, classes, skipped } = listed.value
  if (files.length === 0) return fail(problem('dataset/no-class-folders', { folder: basename(request.path) }))
  return writeFolder(request.intoFolder, async (folder) => {
    const pack = await open(join(folder, PACK_FILE), 'w')
    const packing = createPacking(pack)
    try {
      await inOrder(
        files,
        { inFlight: IMAGES_IN_FLIGHT * 2, signal: request.signal },
        {
          work: (file) => readImage(request.path, file),
          take: async (read, index) => {
            await packing.take(read)
            request.onProgress?.((index + 1) / files.length, importTexts.images)
          }
        }
      )
      await pack.sync()
    } finally {
      await pack.close()
    }
    const { images, sizeBytes, fingerprint, isGrey, problems } = packing.result()
    const names = classes.filter((name) => images.some(({ file }) => file.className === name))
    if (names.length === 0)
      return fail(problem('dataset/no-class-folders', { folder: basename(request.path) }))
    const empty = classes
      .filter((name) => !names.includes(name))
      .map((name) => problem('dataset/empty-class', { class: name }))
    const indexOf = new Map(names.map((name, index) => [name, index]))
    const manifest: ImageManifest = imageManifest.parse({
      version: 1,
      kind: 'images',
      id: request.id,
      name: basename(request.path),
      source: { kind: 'images', path: request.path, fingerprint },
      fingerprint,
      importedAt: Date.now(),
      sizeBytes,
      notes: collectNotes([...empty, ...skipped, ...problems]),
      classes: names,
      isGrey,
      images: images.map(({ file, header: { width, height, format }, offset, sizeBytes: size }) => ({
        path: file.path,
        classIndex: indexOf.get(file.className) ?? 0,
        offset,
        sizeBytes: size,
        width,
        height,
        format
      }))
    })
    await writeDurably(join(folder, MANIFEST_FILE), JSON.stringify(manifest))
    return ok(manifest)
  })
}

async function readImage(folder: string, file: ImageFile): Promise<Checked<Packed>> {
  const read = await readImageFile(join(folder, file.path), file.path)
  return read.ok ? ok({ file, ...read.value }) : read
}

/**
 * The bytes of an image file, proved to decode.
 *
 * Problems  dataset/image-file-too-large, dataset/file-unreadable, those of checkImage
 */
export async function readImageFile(
  path: string,
  name: string
): Promise<Checked<{ readonly header: ImageHeader; readonly bytes: Buffer }>> {
  try {
    if ((await stat(path)).size > MAX_FILE_MB * 1e6) {
      return fail(problem('dataset/image-file-too-large', { file: name, limit: MAX_FILE_MB }))
    }
    const bytes = await readFile(path)
    if (bytes.length === 0) return fail(problem('dataset/image-corrupt', { file: name }))
    const header = await checkImage(bytes, name)
    return header.ok ? ok({ header: header.value, bytes }) : header
  } catch {
    return fail(problem('dataset/file-unreadable', { file: name }))
  }
}

interface PackedEntry extends Omit<Packed, 'bytes'> {
  readonly offset: number
  readonly sizeBytes: number
}

function createPacking(pack: FileHandle) {
  const hash: Hash = createHash('sha256')
  const images: PackedEntry[] = []
  const problems: Problem[] = []
  let offset = 0
  let isGrey = true
  return {
    async take(read: Checked<Packed>): Promise<void> {
      if (!read.ok) {
        problems.push(read.problem)
        return
      }
      const { file, header, bytes } = read.value
      hash.update(`${file.path}\0${bytes.length}\0`).update(bytes)
      await pack.writeFile(bytes)
      images.push({ file, header, offset, sizeBytes: bytes.length })
      offset += bytes.length
      isGrey &&= header.isGrey
    },
    result: () => ({ images, problems, sizeBytes: offset, isGrey, fingerprint: hash.digest('hex') })
  }
}

/** The first files of each reason by name; the rest of them as a number. */
function collectNotes(problems: readonly Problem[]): ImageManifest['notes'] {
  const byCode = Map.groupBy(problems, ({ code }) => code)
  return [...byCode.values()].flatMap((alike) => [
    ...alike.slice(0, MAX_LISTED).map((one) => ({ problem: one, count: 1 })),
    ...(alike.length > MAX_LISTED
      ? [
          {
            problem: problem('dataset/more-left-out', { count: alike.length - MAX_LISTED }),
            count: alike.length - MAX_LISTED
          }
        ]
      : [])
  ])
}

import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { ok, type Checked } from '../../shared/core/checked.ts'
import type { StudioInput, StudioOutput } from '../../shared/rpc/studio-api.ts'
import { encodeThumbnail } from './decode-image.ts'
import { PACK_FILE } from './import-images.ts'
import { openImages } from './open-dataset.ts'

type ImagesQuery = Omit<StudioInput<'datasets.images'>, 'id'>
type ThumbnailsQuery = Omit<StudioInput<'datasets.thumbnails'>, 'id'>
type Thumbnail = StudioOutput<'datasets.thumbnails'>['images'][number]

/** One page of a dataset's images, of one class or of all. */
export async function listImages(
  folder: string,
  query: ImagesQuery
): Promise<Checked<StudioOutput<'datasets.images'>>> {
  const opened = await openImages(folder)
  if (!opened.ok) return opened
  const all = opened.value.images.map((image, index) => ({ image, index }))
  const { classIndex, offset, limit } = query
  const found = classIndex === null ? all : all.filter(({ image }) => image.classIndex === classIndex)
  const images = found.slice(offset, offset + limit).map(({ image, index }) => ({
    index,
    path: image.path,
    classIndex: image.classIndex,
    width: image.width,
    height: image.height,
    sizeBytes: image.sizeBytes
  }))
  return ok({ imageCount: found.length, images })
}

/**
 * One image of a dataset as it was imported.
 *
 * Problems  dataset/not-readable, dataset/not-images
 */
export async function readPackedImage(
  folder: string,
  index: number
): Promise<Checked<{ readonly path: string; readonly bytes: Buffer }>> {
  const opened = await openImages(folder)
  if (!opened.ok) return opened
  const image = opened.value.images[index]
  if (!image) throw new RangeError(`no image ${index}`)
  const pack = await open(join(folder, PACK_FILE))
  try {
    const bytes = Buffer.alloc(image.sizeBytes)
    await pack.read(bytes, 0, bytes.length, image.offset)
    return ok({ path: image.path, bytes })
  } finally {
    await pack.close()
  }
}

const MAX_KEPT_BYTES = 32 << 20
const kept = new Map<string, Thumbnail>()
let keptBytes = 0

/** Thumbnails as WebP in base64; an index past the end is left out. */
export async function readThumbnails(
  folder: string,
  { indices, size }: ThumbnailsQuery
): Promise<Checked<StudioOutput<'datasets.thumbnails'>>> {
  const opened = await openImages(folder)
  if (!opened.ok) return opened
  const { images, fingerprint } = opened.value
  const pack = await open(join(folder, PACK_FILE))
  try {
    const made = indices.map(async (index) => {
      const image = images[index]
      if (!image) return []
      const key = `${fingerprint}/${index}/${size}`
      const known = kept.get(key)
      if (known) return [known]
      const bytes = Buffer.alloc(image.sizeBytes)
      await pack.read(bytes, 0, bytes.length, image.offset)
      const thumbnail = {
        index,
        mime: 'image/webp',
        base64: (await encodeThumbnail(bytes, size)).toString('base64')
      }
      keep(key, thumbnail)
      return [thumbnail]
    })
    return ok({ images: (await Promise.all(made)).flat() })
  } finally {
    await pack.close()
  }
}

/** The oldest go first once there is no more room. */
function keep(key: string, thumbnail: Thumbnail): void {
  if (!kept.has(key)) keptBytes += thumbnail.base64.length
  kept.set(key, thumbnail)
  for (const [oldest, { base64 }] of kept) {
    if (keptBytes <= MAX_KEPT_BYTES) return
    kept.delete(oldest)
    keptBytes -= base64.length
  }
}

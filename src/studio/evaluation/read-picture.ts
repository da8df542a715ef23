import { basename } from 'node:path'
import { ok, type Checked } from '../../shared/core/checked.ts'
import { checkImage, decodePixels, encodePixels, encodeThumbnail } from '../dataset/decode-image.ts'
import type { PixelLayout } from '../dataset/decode-image.ts'
import { readPackedImage } from '../dataset/image-pages.ts'
import { readImageFile } from '../dataset/import-images.ts'

const SHOWN_PX = 512

/** Where a picture lies: a file, or an image of a dataset. */
export type PicturePlace =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'dataset'; readonly folder: string; readonly index: number }

export interface ReadPicture {
  readonly name: string
  readonly width: number
  readonly height: number
  readonly bytes: Buffer
}

/**
 * A picture of any size, proved to decode.
 *
 * Problems  those of `readImageFile`, `readPackedImage` and `checkImage`
 */
export async function readPicture(place: PicturePlace): Promise<Checked<ReadPicture>> {
  if (place.kind === 'file') {
    const name = basename(place.path)
    const read = await readImageFile(place.path, name)
    return read.ok ? ok({ ...sizeOf(read.value.header), name, bytes: read.value.bytes }) : read
  }
  const packed = await readPackedImage(place.folder, place.index)
  if (!packed.ok) return packed
  const { path, bytes } = packed.value
  const header = await checkImage(bytes, path)
  return header.ok ? ok({ ...sizeOf(header.value), name: path, bytes }) : header
}

const sizeOf = ({ width, height }: { readonly width: number; readonly height: number }) => ({ width, height })

/** The picture as it is, small enough to be shown, and as the network sees it. */
export async function showPicture({ bytes, name, width, height }: ReadPicture, layout: PixelLayout) {
  const [original, seen] = await Promise.all([
    encodeThumbnail(bytes, SHOWN_PX),
    decodePixels(bytes, layout).then((pixels) => encodePixels(pixels, layout))
  ])
  return {
    name,
    width,
    height,
    original: { mime: 'image/webp', base64: original.toString('base64') },
    seen: { mime: 'image/png', base64: seen.toString('base64') }
  }
}

/** The picture's bytes as the network reads them, made in the same way as for training. */
export const pixelsOfPicture = async (bytes: Buffer, layout: PixelLayout): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await decodePixels(bytes, layout))

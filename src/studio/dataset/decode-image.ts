import { availableParallelism } from 'node:os'
import sharp from 'sharp'
import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'

// Every image is read once: libvips' own cache would only hold memory.
sharp.cache(false)

/** Images larger than this in memory (a quarter of a gigabyte) are left out before they are decoded. */
export const MAX_PIXELS = 64_000_000
export const IMAGES_IN_FLIGHT = Math.max(2, availableParallelism())

const FORMATS = new Set(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif', 'heif'])
const PROBE_SIDE = 16

export interface ImageHeader {
  /** As seen: turned the way the camera was held. */
  readonly width: number
  readonly height: number
  readonly format: string
  readonly isGrey: boolean
}

/**
 * Size and format of an image, proved to decode: the header first, then the pixels.
 *
 * Problems  dataset/not-an-image, dataset/image-too-large, dataset/image-corrupt
 */
export async function checkImage(bytes: Buffer, file: string): Promise<Checked<ImageHeader>> {
  const found = await readHeader(bytes)
  if (!found || !FORMATS.has(found.format)) {
    return fail(problem(looksLikeImage(bytes) ? 'dataset/image-corrupt' : 'dataset/not-an-image', { file }))
  }
  const { width, height } = found
  if (width * height > MAX_PIXELS) {
    return fail(problem('dataset/image-too-large', { file, width, height, limit: MAX_PIXELS / 1e6 }))
  }
  try {
    await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
      .resize(PROBE_SIDE, PROBE_SIDE, { fit: 'fill' })
      .raw()
      .toBuffer()
    return ok(found)
  } catch {
    return fail(problem('dataset/image-corrupt', { file }))
  }
}

async function readHeader(bytes: Buffer): Promise<ImageHeader | undefined> {
  try {
    const { width, height, format, space, channels, autoOrient } = await sharp(bytes, {
      limitInputPixels: false
    }).metadata()
    const isGrey = channels <= 2 || space === 'b-w' || space === 'grey16'
    return { width: autoOrient.width ?? width, height: autoOrient.height ?? height, format, isGrey }
  } catch {
    return undefined
  }
}

/** First bytes of JPEG, PNG, GIF, RIFF (WebP) and TIFF: such a file was meant to be an image. */
const looksLikeImage = (bytes: Buffer): boolean =>
  ['ffd8ff', '89504e47', '47494638', '52494646', '49492a00', '4d4d002a'].some((start) =>
    bytes.toString('hex', 0, 4).startsWith(start)
  )

const isJpeg = (bytes: Buffer): boolean => bytes[0] === 0xff && bytes[1] === 0xd8

export interface PixelLayout {
  readonly height: number
  readonly width: number
  readonly channels: 1 | 3
}

/**
 * An image's bytes as the network sees it: uint8, [row, column, channel].
 *
 * Output    the whole image, turned as its EXIF says, stretched to the size; transparent parts over white
 * Throws    where the bytes are not those of an image that checkImage accepted
 */
export async function decodePixels(bytes: Buffer, { height, width, channels }: PixelLayout): Promise<Buffer> {
  const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', autoOrient: true })
  // JPEG has no transparency, and asking for its removal costs half as much again as decoding.
  if (!isJpeg(bytes)) image.flatten({ background: '#ffffff' })
  image.resize(width, height, { fit: 'fill' }).toColourspace(channels === 1 ? 'b-w' : 'srgb')
  const pixels = await image.raw({ depth: 'uchar' }).toBuffer()
  if (pixels.length === height * width * channels) return pixels
  throw new RangeError(`decoded ${pixels.length} bytes instead of ${height * width * channels}`)
}

/** An image no larger than `size` on its longer side, as WebP. */
export const encodeThumbnail = (bytes: Buffer, size: number): Promise<Buffer> =>
  sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'none', autoOrient: true })
    .resize(size, size, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80 })
    .toBuffer()

/** Pixels as the network sees them, as a PNG that shows each of them. */
export const encodePixels = (pixels: Uint8Array, { height, width, channels }: PixelLayout): Promise<Buffer> =>
  sharp(pixels, { raw: { width, height, channels } }).png().toBuffer()

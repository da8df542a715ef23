import { open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import { pixelsFileName, type ImageManifest } from '../../shared/dataset/dataset-manifest.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { decodePixels, IMAGES_IN_FLIGHT, type PixelLayout } from './decode-image.ts'
import { PACK_FILE } from './import-images.ts'
import { importTexts, type ImportProgress } from './import-progress.ts'
import { inOrder } from './in-order.ts'
import { openImages } from './open-dataset.ts'

interface Options {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ImportProgress | undefined
}

/**
 * Makes sure that all images of a dataset lie beside its manifest as pixels of one size.
 *
 * Output    the file pixelsFileName(…), written once and used by every run at that size
 * Problems  dataset/not-readable, dataset/not-images
 * Throws    the signal's reason when it is aborted; nothing is left behind
 */
export async function ensurePixels(
  folder: string,
  layout: PixelLayout,
  options: Options = {}
): Promise<Checked<void>> {
  const opened = await openImages(folder)
  if (!opened.ok) return opened
  const manifest = opened.value
  const path = join(folder, pixelsFileName(layout.height, layout.width, layout.channels))
  const sampleBytes = layout.height * layout.width * layout.channels
  const found = await stat(path).catch(() => undefined)
  if (found?.size === sampleBytes * manifest.images.length) return ok(undefined)
  const temporary = `${path}.partial`
  try {
    await writePixels(folder, manifest, { temporary, layout, options })
    await rename(temporary, path)
    return ok(undefined)
  } catch (error) {
    options.signal?.throwIfAborted()
    // The pack was checked when it was made: one that no longer decodes has been damaged since.
    if (error instanceof RangeError) return fail(problem('dataset/not-readable', { folder: manifest.name }))
    throw error
  } finally {
    await rm(temporary, { force: true })
  }
}

async function writePixels(
  folder: string,
  { images }: ImageManifest,
  { temporary, layout, options }: { temporary: string; layout: PixelLayout; options: Options }
): Promise<void> {
  const pack = await open(join(folder, PACK_FILE))
  const out = await open(temporary, 'w')
  try {
    await inOrder(
      images,
      { inFlight: IMAGES_IN_FLIGHT, signal: options.signal },
      {
        work: async ({ offset, sizeBytes }) => {
          const bytes = Buffer.alloc(sizeBytes)
          await pack.read(bytes, 0, sizeBytes, offset)
          return decodePixels(bytes, layout)
        },
        take: async (pixels, index) => {
          await out.writeFile(pixels)
          options.onProgress?.((index + 1) / images.length, importTexts.pixels)
        }
      }
    )
    await out.sync()
  } finally {
    await pack.close()
    await out.close()
  }
}

import { mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises'
import { execFileSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/shared/core/checked.ts'
import { datasetId } from '../../../src/shared/core/ids.ts'
import { pixelsFileName, type ImageManifest } from '../../../src/shared/dataset/dataset-manifest.ts'
import { imageSizeOf, prepareImages } from '../../../src/shared/dataset/prepare.ts'
import {
  ensurePixels,
  importDataset,
  inspectSource,
  listImages,
  readThumbnails,
  suggestDataset,
  summarizePreparation
} from '../../../src/studio/dataset/datasets.ts'
import { temporaryFolder } from './temporary-folder.ts'

const picture = (width: number, height: number, colour: string) =>
  sharp({ create: { width, height, channels: 3, background: colour } })

async function folderOf(files: Readonly<Record<string, Uint8Array | string>>): Promise<string> {
  const folder = await temporaryFolder()
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, 'images', path)), { recursive: true })
    await writeFile(join(folder, 'images', path), content)
  }
  return folder
}

const importFrom = (folder: string, signal?: AbortSignal) =>
  importDataset({
    path: join(folder, 'images'),
    intoFolder: join(folder, 'd1'),
    id: datasetId.parse('d1'),
    signal
  })

const red = await picture(8, 6, '#ff0000').png().toBuffer()
const blue = await picture(6, 8, '#0000ff').jpeg().toBuffer()
const sampleDigits = new URL('../../../resources/samples/digits', import.meta.url).pathname

describe('a folder of images', () => {
  it('becomes classes by sub-folder, with the files’ own bytes in one pack', async () => {
    const folder = await folderOf({ 'a/1.png': red, 'a/deep/2.jpg': blue, 'b/1.jpg': blue })
    const manifest = unwrap(await importFrom(folder)) as ImageManifest
    expect(manifest.classes).toEqual(['a', 'b'])
    expect(manifest.images).toMatchObject([
      { path: 'a/1.png', classIndex: 0, width: 8, height: 6, format: 'png' },
      { path: 'a/deep/2.jpg', classIndex: 0, width: 6, height: 8, format: 'jpeg' },
      { path: 'b/1.jpg', classIndex: 1 }
    ])
    expect(manifest).toMatchObject({ isGrey: false, notes: [] })
    const pack = await readFile(join(folder, 'd1', 'images.pack'))
    const second = manifest.images[1]
    expect(pack.subarray(second?.offset, (second?.offset ?? 0) + (second?.sizeBytes ?? 0))).toEqual(blue)
    expect(pack.length).toBe(manifest.sizeBytes)
  })

  it('leaves out what is no usable image, and says each with its reason', async () => {
    const big = await picture(9000, 9000, '#ffffff').png().toBuffer()
    const folder = await folderOf({
      'a/1.png': red,
      'a/cut.jpg': (await picture(400, 400, '#12ab34').jpeg().toBuffer()).subarray(0, 900),
      'a/notes.txt': 'hello',
      'a/nothing.png': '',
      'a/huge.png': big,
      'b/1.png': red,
      'empty/only.txt': 'x',
      'loose.png': red
    })
    await symlink('/etc/passwd', join(folder, 'images', 'a', 'link.png'))
    await symlink('/etc', join(folder, 'images', 'linked-class'))
    execFileSync('mkfifo', [join(folder, 'images', 'b', 'pipe.png')])
    const manifest = unwrap(await importFrom(folder)) as ImageManifest
    expect(manifest.classes).toEqual(['a', 'b'])
    expect(manifest.images.map(({ path }) => path)).toEqual(['a/1.png', 'b/1.png'])
    const notes = manifest.notes.map(
      ({ problem: { code, values } }) => `${code} ${values?.['file'] ?? values?.['class'] ?? ''}`
    )
    expect(notes.sort()).toEqual([
      'dataset/empty-class empty',
      'dataset/file-outside-classes loose.png',
      'dataset/image-corrupt a/cut.jpg',
      'dataset/image-corrupt a/nothing.png',
      'dataset/image-too-large a/huge.png',
      'dataset/link-skipped a/link.png',
      'dataset/link-skipped b/pipe.png',
      'dataset/link-skipped linked-class',
      'dataset/not-an-image a/notes.txt',
      'dataset/not-an-image empty/only.txt'
    ])
  })

  it('is refused without class folders, and cancelled without a trace', async () => {
    const loose = await folderOf({ '1.png': red })
    expect(await importFrom(loose)).toMatchObject({
      ok: false,
      problem: { code: 'dataset/no-class-folders' }
    })
    const folder = await folderOf({ 'a/1.png': red, 'b/1.png': red })
    await expect(importFrom(folder, AbortSignal.abort(new Error('cancelled')))).rejects.toThrow('cancelled')
    expect(await readdir(folder)).toEqual(['images'])
  })

  it('is shown by inspectSource with its classes', async () => {
    const folder = await folderOf({ 'a/1.png': red, 'a/2.png': red, 'b/1.png': red })
    expect(unwrap(await inspectSource(join(folder, 'images')))).toMatchObject({
      kind: 'images',
      classes: [
        { name: 'a', imageCount: 2 },
        { name: 'b', imageCount: 1 }
      ]
    })
  })
})

describe('pixels', () => {
  it('are the image at the size asked for, turned as the camera was held', async () => {
    // Left half red, right half blue, stored lying on its side.
    const sides = Buffer.alloc(4 * 2 * 3)
    for (let row = 0; row < 2; row += 1) {
      for (let column = 0; column < 4; column += 1) sides[(row * 4 + column) * 3 + (column < 2 ? 0 : 2)] = 255
    }
    const turned = await sharp(sides, { raw: { width: 4, height: 2, channels: 3 } })
      .withMetadata({ orientation: 6 })
      .png()
      .toBuffer()
    const folder = await folderOf({ 'a/1.png': turned, 'b/1.png': red })
    const manifest = unwrap(await importFrom(folder)) as ImageManifest
    expect(manifest.images[0]).toMatchObject({ width: 2, height: 4 })
    unwrap(await ensurePixels(join(folder, 'd1'), { height: 4, width: 2, channels: 3 }))
    const pixels = await readFile(join(folder, 'd1', pixelsFileName(4, 2, 3)))
    expect(pixels.length).toBe(2 * 4 * 2 * 3)
    expect([...pixels.subarray(0, 3)]).toEqual([255, 0, 0])
    expect([...pixels.subarray(4 * 2 * 3 - 3, 4 * 2 * 3)]).toEqual([0, 0, 255])
  })

  it('of images already at that size are their own bytes', async () => {
    const folder = await temporaryFolder()
    const grey = Buffer.from(Array.from({ length: 28 * 28 }, (_, index) => (index * 37) % 256))
    const png = await sharp(grey, { raw: { width: 28, height: 28, channels: 1 } })
      .toColourspace('b-w')
      .png()
      .toBuffer()
    for (const name of ['a', 'b']) {
      await mkdir(join(folder, 'images', name), { recursive: true })
      await writeFile(join(folder, 'images', name, '1.png'), png)
    }
    const manifest = unwrap(await importFrom(folder)) as ImageManifest
    expect(manifest.isGrey).toBe(true)
    unwrap(await ensurePixels(join(folder, 'd1'), { height: 28, width: 28, channels: 1 }))
    const pixels = await readFile(join(folder, 'd1', pixelsFileName(28, 28, 1)))
    expect(pixels.subarray(0, 784)).toEqual(grey)
    expect(pixels.subarray(784)).toEqual(grey)
  })

  it('make the digits ready to train on', async () => {
    const folder = await temporaryFolder()
    const into = join(folder, 'd1')
    const manifest = unwrap(
      await importDataset({ path: sampleDigits, intoFolder: into, id: datasetId.parse('d1') })
    ) as ImageManifest
    const spec = unwrap(await suggestDataset(into))
    expect(spec.steps.map(({ params }) => params)).toEqual([
      { width: 28, height: 28, channels: 'grey' },
      { range: '0to1' }
    ])
    const size = unwrap(imageSizeOf(spec))
    unwrap(await ensurePixels(into, size))
    const pixels = await readFile(join(into, pixelsFileName(size.height, size.width, size.channels)))
    const data = unwrap(prepareImages(manifest, pixels, spec))
    expect(data.samples).toMatchObject({ kind: 'uint8', sampleSize: 784, offset: 0 })
    expect([data.parts.train.length, data.parts.validation.length, data.parts.test.length]).toEqual([
      1258, 270, 269
    ])
    expect(unwrap(await summarizePreparation(into, spec))).toMatchObject({
      sampleShape: [28, 28, 1],
      problems: []
    })
  })
})

describe('pages and thumbnails', () => {
  it('list the images of a class and draw them no larger than asked', async () => {
    const large = await picture(300, 200, '#00ff00').png().toBuffer()
    const folder = await folderOf({ 'a/1.png': red, 'b/1.png': large, 'b/2.png': red })
    unwrap(await importFrom(folder))
    const page = unwrap(await listImages(join(folder, 'd1'), { classIndex: 1, offset: 1, limit: 10 }))
    expect(page).toMatchObject({ imageCount: 2, images: [{ index: 2, path: 'b/2.png' }] })
    const { images } = unwrap(await readThumbnails(join(folder, 'd1'), { indices: [1, 2, 99], size: 60 }))
    expect(images.map(({ index }) => index)).toEqual([1, 2])
    const { width, height, format } = await sharp(Buffer.from(images[0]?.base64 ?? '', 'base64')).metadata()
    expect({ width, height, format }).toEqual({ width: 60, height: 40, format: 'webp' })
  })
})

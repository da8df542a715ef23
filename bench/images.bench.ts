/**
 * 2,000 photographs of 640 × 480 pixels, JPEG and PNG, to pixels of 28 × 28 and 224 × 224, beside bare sharp doing the
 * same with as many in flight. Each measurement is a process of its own; the two take turns.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { open, readFile, readdir, writeFile } from 'node:fs/promises'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { datasetId } from '../src/shared/core/ids.ts'
import { createRandom } from '../src/shared/core/random.ts'
import { IMAGES_IN_FLIGHT } from '../src/studio/dataset/decode-image.ts'
import { ensurePixels, importDataset } from '../src/studio/dataset/datasets.ts'

const COUNT = Number(process.env['BENCH_IMAGES'] ?? 2000)
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3)
const SIDES = [28, 224] as const

/** Smooth colours with some noise: they compress about as photographs do. */
async function writeImages(folder: string): Promise<void> {
  const random = createRandom(1)
  for (const name of ['a', 'b']) mkdirSync(join(folder, name), { recursive: true })
  const pixels = Buffer.alloc(640 * 480 * 3)
  for (let index = 0; index < COUNT; index += 1) {
    const [phase, slope] = [random() * 6, 0.005 + random() * 0.03]
    for (let at = 0; at < pixels.length; at += 1) {
      const pixel = Math.floor(at / 3)
      const wave =
        Math.sin(phase + (at % 3) + slope * (pixel % 640)) + Math.cos(phase + slope * Math.floor(pixel / 640))
      pixels[at] = 128 + 50 * wave + ((at * 2654435761) >>> 29)
    }
    const image = sharp(pixels, { raw: { width: 640, height: 480, channels: 3 } })
    const isPng = index % 2 === 1
    const bytes = await (isPng ? image.png({ compressionLevel: 3 }) : image.jpeg({ quality: 85 })).toBuffer()
    await writeFile(join(folder, index % 4 < 2 ? 'a' : 'b', `${index}.${isPng ? 'png' : 'jpg'}`), bytes)
  }
}

/** Bare sharp: the same files, the same number in flight, the same bytes written. */
async function bare(folder: string, side: number, out: string): Promise<void> {
  const files = (
    await Promise.all(
      ['a', 'b'].map(async (name) =>
        (await readdir(join(folder, name))).map((file) => join(folder, name, file))
      )
    )
  ).flat()
  const handle = await open(out, 'w')
  let next = 0
  const work = async (): Promise<void> => {
    for (let index = next++; index < files.length; index = next++) {
      const pixels = await sharp(await readFile(files[index] ?? ''))
        .resize(side, side, { fit: 'fill' })
        .toColourspace('srgb')
        .raw()
        .toBuffer()
      await handle.write(pixels, 0, pixels.length, index * side * side * 3)
    }
  }
  await Promise.all(Array.from({ length: IMAGES_IN_FLIGHT }, work))
  await handle.close()
}

function measure(
  kind: string,
  folder: string,
  side: number
): { ms: number; peakMb: number; cpuSeconds: number } {
  const run = spawnSync(process.execPath, [fileURLToPath(import.meta.url), kind, folder, String(side)], {
    encoding: 'utf8'
  })
  if (run.status !== 0) throw new Error(run.stderr)
  const [ms = NaN, peakMb = NaN, cpuSeconds = NaN] = (run.stdout.trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number)
  return { ms, peakMb, cpuSeconds }
}

const median = (values: readonly number[]): number =>
  [...values].sort((first, second) => first - second)[values.length >> 1] ?? NaN

async function compare(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'layerwright-bench-'))
  try {
    await writeImages(join(folder, 'images'))
    const started = performance.now()
    const imported = await importDataset({
      path: join(folder, 'images'),
      intoFolder: join(folder, 'd1'),
      id: datasetId.parse('d1')
    })
    if (!imported.ok) throw new Error(imported.problem.message)
    console.log(`${COUNT} images of 640 × 480, ${IMAGES_IN_FLIGHT} in flight; median of ${ROUNDS}`)
    console.log(
      `${cpus().length} × ${cpus()[0]?.model ?? ''}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB; import once: ${((performance.now() - started) / 1000).toFixed(1)} s\n`
    )
    console.log(
      '| size | Layerwright (s) | bare sharp (s) | ratio (at most 1.3) | processor time ratio | peak memory (MB) |\n|---|---|---|---|---|---|'
    )
    for (const side of SIDES) {
      const rounds = Array.from({ length: ROUNDS }, () => ({
        ours: measure('ours', join(folder, 'd1'), side),
        bare: measure('bare', join(folder, 'images'), side)
      }))
      const figure = (who: 'ours' | 'bare', what: 'ms' | 'peakMb' | 'cpuSeconds'): number =>
        median(rounds.map((round) => round[who][what]))
      const ratio = (what: 'ms' | 'cpuSeconds'): string =>
        (figure('ours', what) / figure('bare', what)).toFixed(2)
      const seconds = (who: 'ours' | 'bare'): string => (figure(who, 'ms') / 1000).toFixed(1)
      console.log(
        `| ${side} × ${side} | ${seconds('ours')} | ${seconds('bare')} | ${ratio('ms')} | ${ratio('cpuSeconds')} | ${figure('ours', 'peakMb').toFixed(0)} |`
      )
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const [kind, folder, size] = process.argv.slice(2)
if (kind === undefined || folder === undefined) await compare()
else {
  const side = Number(size)
  const started = performance.now()
  if (kind === 'bare') await bare(folder, side, join(tmpdir(), `layerwright-bench-${process.pid}.u8`))
  else await ensurePixels(folder, { height: side, width: side, channels: 3 })
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  console.log(`${performance.now() - started} ${maxRSS / 1024} ${(userCPUTime + systemCPUTime) / 1e6}`)
  rmSync(
    kind === 'bare'
      ? join(tmpdir(), `layerwright-bench-${process.pid}.u8`)
      : join(folder, `pixels-${side}x${side}x3.u8`),
    { force: true }
  )
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { z } from 'zod'

/** 20 minutes each night; 120 before a release. */
const MINUTES = Number(process.env.LAYERWRIGHT_SOAK_MINUTES ?? 20)
/** 50 runs in two hours, each begun once and gone on with ten times. */
const RUNS = Math.max(5, Math.round((MINUTES * 50) / 120))
/** Until V8 has made machine code of nearly all that runs at each start; at least a quarter of the soak. */
const WARM_UP_STARTS = Math.max(33, Math.floor((RUNS * 11) / 4))
/** What may be gained: 0.05 MB a minute for two hours. A shorter soak is too noisy for that bound, and may gain as much. */
const MOST_GAINED_MB = 0.05 * 120
const MOST_MB_PER_EPOCH = 0.1
/** The young generation has one size: otherwise V8 chooses by how busy the machine is, between 3 and 48 MB. */
const FLAGS = ['--expose-gc', '--min-semi-space-size=16', '--max-semi-space-size=16']
const program = fileURLToPath(new URL('fixtures/soaks.ts', import.meta.url))

const sample = z.strictObject({
  minute: z.number(),
  starts: z.int(),
  epochs: z.int(),
  tensors: z.int(),
  rssMb: z.number(),
  heapMb: z.number(),
  files: z.int()
})
type Sample = z.infer<typeof sample>
type Figure = (one: Sample) => number

/** Slope of the least-squares line through the memory of the process over minutes or epochs. */
function slopeOver(samples: readonly Sample[], along: Figure): number {
  const meanOf = (figure: Figure) => samples.reduce((sum, one) => sum + figure(one), 0) / samples.length
  const [middle, level] = [meanOf(along), meanOf(({ rssMb }) => rssMb)]
  const products = meanOf((one) => (along(one) - middle) * (one.rssMb - level))
  return products / meanOf((one) => (along(one) - middle) ** 2)
}

async function soak(folder: string): Promise<Sample[]> {
  const child = spawn(process.execPath, [...FLAGS, program, folder, String(MINUTES), String(RUNS)], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  let said = ''
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString()
    process.stdout.write(text)
  })
  const [status] = (await once(child, 'close')) as [number | null]
  expect(status).toBe(0)
  return said
    .trim()
    .split('\n')
    .map((text) => sample.parse(JSON.parse(text)))
}

it('trains for hours in one process without growing', { timeout: (MINUTES + 10) * 60_000 }, async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'layerwright-soak-'))
  try {
    const samples = await soak(folder)
    const warm = samples.slice(WARM_UP_STARTS)
    const perMinute = slopeOver(warm, ({ minute }) => minute)
    const perEpoch = slopeOver(warm, ({ epochs }) => epochs)
    console.log(
      `${samples.at(-1)?.starts} starts, ${samples.at(-1)?.epochs} epochs; after warm-up ` +
        `${perMinute.toFixed(4)} MB a minute, ${perEpoch.toFixed(6)} MB an epoch`
    )
    expect(new Set(samples.map(({ tensors }) => tensors)).size).toBe(1)
    const files = samples.map((one) => one.files)
    expect(Math.max(...files) - Math.min(...files)).toBeLessThanOrEqual(5)
    expect(perMinute).toBeLessThanOrEqual(MOST_GAINED_MB / MINUTES)
    expect(perEpoch).toBeLessThanOrEqual(MOST_MB_PER_EPOCH)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

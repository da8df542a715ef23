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
const SAMPLE_COUNT = 40
const program = fileURLToPath(new URL('fixtures/soaks.ts', import.meta.url))

const sample = z.strictObject({
  minute: z.number(),
  runs: z.int(),
  tensors: z.int(),
  rssMb: z.number(),
  heapMb: z.number(),
  files: z.int()
})
type Sample = z.infer<typeof sample>

/** Slope of the least-squares line through a figure over the epochs trained (each run has 40, every third 20). */
function slopePerEpoch(samples: readonly Sample[], figure: (one: Sample) => number): number {
  const epochs = samples.map(({ runs }) => (runs * 100) / 3)
  const values = samples.map(figure)
  const meanOf = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length
  const [middle, level] = [meanOf(epochs), meanOf(values)]
  const products = epochs.reduce((sum, x, index) => sum + (x - middle) * ((values[index] ?? 0) - level), 0)
  return products / epochs.reduce((sum, x) => sum + (x - middle) ** 2, 0)
}

async function soak(folder: string): Promise<Sample[]> {
  const child = spawn(
    process.execPath,
    ['--expose-gc', program, folder, String(MINUTES), String(SAMPLE_COUNT)],
    {
      stdio: ['ignore', 'pipe', 'inherit']
    }
  )
  let said = ''
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString()
    process.stdout.write(text)
  })
  const [status] = (await once(child, 'close')) as [number | null]
  expect(status).toBe(0)
  const samples = said
    .trim()
    .split('\n')
    .map((text) => sample.parse(JSON.parse(text)))
  return samples
}

it('trains run after run in one process without growing', { timeout: (MINUTES + 5) * 60_000 }, async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'layerwright-soak-'))
  try {
    const samples = await soak(folder)
    const warm = samples.slice(Math.floor(samples.length / 4))
    const slope = slopePerEpoch(warm, ({ rssMb }) => rssMb)
    console.log(`${samples.at(-1)?.runs} runs; ${slope.toFixed(5)} MB an epoch after warm-up`)
    expect(new Set(samples.map(({ tensors }) => tensors)).size).toBe(1)
    const files = samples.map((one) => one.files)
    expect(Math.max(...files) - Math.min(...files)).toBeLessThanOrEqual(5)
    expect(slope).toBeLessThanOrEqual(0.1)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { InputPart } from '../../src/shared/dataset/prepared-data.ts'

const run = promisify(execFile)
const script = fileURLToPath(new URL('../fixtures/predict_with_keras.py', import.meta.url))

const kerasAnswer = z.strictObject({
  keras: z.string(),
  models: z.array(
    z.strictObject({ layers: z.array(z.string()), weights: z.int(), output: z.array(z.number()) })
  )
})
export type KerasAnswer = z.infer<typeof kerasAnswer>

/** What real Keras, in a Python of its own, gives for samples from model files. */
export async function askKeras(
  python: string,
  samples: {
    readonly shape: readonly number[]
    readonly values: Float32Array
    /** Where a sample is several inputs: each of them. */
    readonly parts?: readonly InputPart[] | undefined
  },
  models: readonly string[]
): Promise<KerasAnswer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'layerwright-keras-'))
  try {
    const request = path.join(folder, 'request.json')
    await writeFile(request, JSON.stringify({ ...samples, values: [...samples.values], models }))
    const { stdout } = await run(python, [script, request], { maxBuffer: 2 ** 28 })
    return kerasAnswer.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

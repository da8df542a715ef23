import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import { cacheFolder, findProgram } from '../scripts/setup/paths.mjs'

const run = promisify(execFile)
const script = fileURLToPath(new URL('./keras_training.py', import.meta.url))

/** The same TensorFlow as the trainer's. */
const PACKAGES = ['tensorflow-cpu==2.21.0', 'keras']

const answer = z.strictObject({ ms: z.number(), keras: z.string() })

/** Python with Keras in an environment of its own, made once; or why there is none. */
export async function findKeras(): Promise<
  { readonly python: string } | { readonly python: undefined; readonly reason: string }
> {
  const folder = path.join(cacheFolder(), 'bench-keras')
  const python = path.join(folder, 'bin/python')
  const ready = path.join(folder, 'ready')
  if (existsSync(ready)) return { python }
  const base = findProgram(['python3', 'python'])
  if (base === undefined) return { python: undefined, reason: 'there is no Python' }
  try {
    await rm(folder, { recursive: true, force: true })
    await run(base, ['-m', 'venv', folder])
    await run(python, ['-m', 'pip', 'install', '--quiet', ...PACKAGES], { maxBuffer: 2 ** 26 })
    await run(python, ['-c', `import keras; open(${JSON.stringify(ready)}, 'w').write(keras.__version__)`])
    return { python }
  } catch (error) {
    const said = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error)
    return { python: undefined, reason: `pip could not install ${PACKAGES.join(' and ')}: ${said}` }
  }
}

export interface KerasPeer {
  /** Milliseconds of one epoch, over some of them at a stretch. */
  readonly train: (epochs: number) => Promise<number>
  readonly close: () => void
}

export function openKeras(python: string, workload: string): KerasPeer {
  const child = spawn(python, [script, workload], { stdio: ['pipe', 'pipe', 'ignore'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    train: async (epochs) => {
      child.stdin.write(`${JSON.stringify({ epochs })}\n`)
      const { value, done } = await lines.next()
      if (done === true) throw new Error('Keras ended before it answered.')
      return answer.parse(JSON.parse(value)).ms
    },
    close: () => {
      child.stdin.end()
    }
  }
}

import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { findEnvironment, type Environment } from './environments.ts'

/** One side of a comparison: a process that trains when it is told to. */
export interface Contestant {
  readonly name: string
  /**
   * Trains some epochs.
   *
   * Throws  Error  when the process has ended, or takes longer than `TIME_LIMIT_MS`, after which it is ended
   */
  readonly train: (epochs: number) => Promise<Answer>
  readonly close: () => void
}

/** A side that takes longer than this for one round is left out, so that the whole bench ends. */
const TIME_LIMIT_MS = 4 * 60_000

const answer = z.strictObject({
  ms: z.number(),
  processorMs: z.number(),
  peakKb: z.number(),
  version: z.string()
})

/** Milliseconds of one epoch, by the clock and of the processor, the most memory that the process has held so far, and what it is. */
export type Answer = z.infer<typeof answer>

export interface Side {
  readonly name: string
  readonly script: string
  /** Undefined for a script of ours, which Node runs. */
  readonly environment?: Environment
  readonly options?: readonly string[]
  readonly variables?: Readonly<Record<string, string>>
}

export const sides = {
  ours: { name: 'Layerwright', script: 'ours.ts' },
  eager: { name: 'Layerwright, one by one', script: 'ours.ts', options: ['eager'] },
  'keras-tensorflow': {
    name: 'Keras/TensorFlow',
    script: 'keras_peer.py',
    environment: 'keras',
    variables: { KERAS_BACKEND: 'tensorflow' }
  },
  'keras-jax': {
    name: 'Keras/JAX',
    script: 'keras_peer.py',
    environment: 'keras',
    variables: { KERAS_BACKEND: 'jax' }
  },
  torch: { name: 'PyTorch', script: 'torch_peer.py', environment: 'torch' },
  'torch-compile': {
    name: 'PyTorch, compiled',
    script: 'torch_peer.py',
    environment: 'torch',
    options: ['compile']
  }
} as const satisfies Readonly<Record<string, Side>>

export type SideName = keyof typeof sides

/**
 * Brings what a side needs, which is not to count as its start.
 *
 * Throws  Error  with the reason, where the side's program could not be installed
 */
export async function findProgramOf({ environment }: Side): Promise<string> {
  const found = environment === undefined ? { python: process.execPath } : await findEnvironment(environment)
  if (found.python === undefined) throw new Error(found.reason)
  return found.python
}

/** Starts one side of a workload by the program that was found for it. */
export function openContestant(
  side: Side,
  program: string,
  { workload, rowCount }: { readonly workload: string; readonly rowCount: number }
): Contestant {
  const { name, script, environment, options = [], variables = {} } = side
  const file = fileURLToPath(new URL(script, import.meta.url))
  const flags = environment === undefined ? ['--disable-warning=ExperimentalWarning'] : []
  const child = spawn(program, [...flags, file, workload, String(rowCount), ...options], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, CUDA_VISIBLE_DEVICES: '-1', ...variables }
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said = `${said}${chunk.toString()}`.slice(-2000)
  })
  // A side that could not start, or has ended, is told by the answer that does not come.
  child.on('error', (error) => (said = error.message))
  child.stdin.on('error', () => {})
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    name,
    train: async (epochs) => {
      child.stdin.write(`${JSON.stringify({ epochs })}\n`)
      let isLate = false
      const timer = setTimeout(() => {
        isLate = true
        child.kill('SIGKILL')
      }, TIME_LIMIT_MS)
      const { value, done } = await lines.next()
      clearTimeout(timer)
      if (isLate) throw new Error(`it took longer than ${TIME_LIMIT_MS / 60_000} minutes`)
      if (done === true) throw new Error(`it ended before it answered: ${said.trim().split('\n').at(-1)}`)
      return answer.parse(JSON.parse(value))
    },
    close: () => {
      child.stdin.end()
    }
  }
}

import { spawn } from 'node:child_process'
import { join } from 'node:path'

const entry = join(import.meta.dirname, '../../src/cli/index.ts')

interface Ran {
  readonly status: number | null
  readonly out: string
  readonly error: string
}

/** Runs the command line as a person does; `interrupt` presses Ctrl-C once its standard error matches. */
export function layerwright(home: string, words: readonly string[], interrupt?: RegExp): Promise<Ran> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, ...words], {
    env: { ...process.env, LAYERWRIGHT_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let [out, error, isInterrupted] = ['', '', false]
  child.stdout.on('data', (text: Buffer) => {
    out += text.toString()
  })
  child.stderr.on('data', (text: Buffer) => {
    error += text.toString()
    if (isInterrupted || interrupt?.test(error) !== true) return
    isInterrupted = true
    child.kill('SIGINT')
  })
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, out, error })))
}

export const json = ({ out }: Ran) => JSON.parse(out) as Record<string, unknown>

import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { Trained } from './keras.ts'

const execute = promisify(execFile)
const commandLine = fileURLToPath(new URL('../../src/cli/index.ts', import.meta.url))

const shown = z.object({
  metrics: z.object({ test: z.object({ accuracy: z.number() }) }),
  epochs: z.array(z.object({ durationMs: z.number() })),
  engine: z.string(),
  reports: z.array(z.object({ part: z.string(), rowCount: z.number() }))
})

/** Trains a recipe as a person would in a terminal, and reads the run. */
export async function trainByCommand(
  recipeFile: string,
  home: string
): Promise<Trained & { readonly datasetFolder: string }> {
  const project = path.join(home, 'project')
  const ask = async (...args: readonly string[]): Promise<unknown> => {
    const all = [
      '--disable-warning=ExperimentalWarning',
      commandLine,
      ...args,
      '--project',
      project,
      '--json'
    ]
    const options = { env: { ...process.env, LAYERWRIGHT_HOME: home }, maxBuffer: 2 ** 26 }
    const { stdout } = await execute(process.execPath, all, options)
    return JSON.parse(stdout)
  }
  await ask('train', recipeFile)
  const { metrics, epochs, engine, reports } = shown.parse(await ask('show', '1'))
  const rowCount = reports.find(({ part }) => part === 'train')?.rowCount ?? NaN
  const [dataset = ''] = await readdir(path.join(project, 'datasets'))
  return {
    accuracy: metrics.test.accuracy,
    microseconds: (Math.min(...epochs.map(({ durationMs }) => durationMs)) * 1000) / rowCount,
    version: engine,
    datasetFolder: path.join(project, 'datasets', dataset)
  }
}

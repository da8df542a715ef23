import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Example } from '../examples/example.ts'
import { trainExample } from '../examples/train-example.ts'
import { withStudio } from '../src/cli/open-studio.ts'
import { exportManifest } from '../src/shared/export/export-manifest.ts'
import { goldenRows } from '../src/shared/export/golden-rows.ts'
import { modelFile } from '../src/trainer/export/model-formats.ts'
import { floatsFrom } from '../src/trainer/export/weight-array.ts'
import { json, layerwright } from '../test/cli/layerwright.ts'
import { askKeras } from '../test/parity/ask-keras.ts'
import { largestDifference } from '../test/parity/every-layer-answers.ts'
import { temporaryFolder } from '../test/studio/temporary-folder.ts'
import { findPython } from './find-python.ts'

/** An example trained for two epochs, in a project that the command line can open. */
export async function trainShortly(example: Example) {
  const home = temporaryFolder()
  const projectFolder = join(home, example.key)
  const env = { ...process.env, LAYERWRIGHT_HOME: home }
  const progress = { show: () => {}, line: () => {}, clear: () => {} }
  const context = { progress, env, signal: new AbortController().signal, projectFolder }
  const short = { ...example, training: { ...example.training, epochs: 2 } }
  await withStudio(env, (studio) => trainExample(studio, short, context))
  const ask = async (...words: string[]) => {
    const ran = await layerwright(home, [...words, '--project', projectFolder, '--json'])
    expect(ran.status, ran.error).toBe(0)
    return json(ran)
  }
  const write = async (format: 'keras' | 'h5' | 'tfjs'): Promise<string> => {
    const folder = join(home, format)
    await ask('export', '1', '--format', format, '--out', folder)
    return folder
  }
  return { home, ask, write }
}

/** The largest deviation of Keras from what the run itself answers on the golden rows of its exports. */
export async function deviationOfKeras(folders: {
  readonly keras: string
  readonly h5: string
}): Promise<number> {
  const read = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(join(folders.keras, name), 'utf8'))
  const golden = goldenRows.parse(await read('golden-rows.json'))
  const { inputParts: parts } = exportManifest.parse(await read('manifest.json'))
  const values = golden.rows.flatMap((row) =>
    typeof row.sample === 'string' ? [...floatsFrom(Buffer.from(row.sample, 'base64'))] : row.sample
  )
  const models = [join(folders.keras, modelFile.keras), join(folders.h5, modelFile.h5)]
  const samples = { shape: golden.sampleShape, values: Float32Array.from(values), parts }
  const answer = await askKeras(findPython(), samples, models)
  const ours = golden.rows.flatMap((row) => row.output)
  return Math.max(...answer.models.map(({ output }) => largestDifference(ours, output)))
}

/**
 * The documents' CNN for digits: `layerwright train` from the pictures to the test figure, beside Keras on TensorFlow
 * with the same pictures in the same parts, the same layers, batches and learning rates, taking turns over several seeds.
 * Printed for each seed: accuracy on the test part, and microseconds for each picture learned from, of the best epoch
 * with its validation.
 *
 *     npm run bench -- digits            three seeds
 *     npm run bench -- digits:7,8        others
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { mean, trainByKeras, type Trained } from './digits/keras.ts'
import { trainByCommand } from './digits/layerwright.ts'
import { recipeOf } from './digits/recipe.ts'

const named = process.argv.slice(2).map(Number)
const seeds = named.length > 0 ? named : [11, 12, 13]
const WANTED = 0.98

const folder = await mkdtemp(path.join(os.tmpdir(), 'layerwright-digits-'))
try {
  const rows: { readonly seed: number; readonly ours: Trained; readonly keras: Trained }[] = []
  for (const seed of seeds) {
    const home = path.join(folder, String(seed))
    const recipe = recipeOf(seed)
    const recipeFile = path.join(folder, `digits-${seed}.json`)
    await writeFile(recipeFile, JSON.stringify(recipe))
    const ours = await trainByCommand(recipeFile, home)
    rows.push({ seed, ours, keras: await trainByKeras(recipe, ours.datasetFolder, home) })
  }
  console.log(
    '| seed | Layerwright: test accuracy | µs a picture | Keras: test accuracy | µs a picture | ratio of the times |'
  )
  console.log('| --- | --- | --- | --- | --- | --- |')
  for (const { seed, ours, keras } of rows) {
    const times = [ours, keras].map(({ microseconds }) => microseconds)
    const [first = NaN, second = NaN] = times
    console.log(
      `| ${seed} | ${ours.accuracy.toFixed(4)} | ${first.toFixed(0)} | ${keras.accuracy.toFixed(4)} | ${second.toFixed(0)} | ${(first / second).toFixed(2)} |`
    )
  }
  const accuracy = mean(rows.map(({ ours }) => ours.accuracy))
  const peer = mean(rows.map(({ keras }) => keras.accuracy))
  console.log(
    `\nMean accuracy ${accuracy.toFixed(4)} (wanted: at least ${WANTED}), of Keras ${peer.toFixed(4)}`
  )
  if (accuracy < WANTED) process.exitCode = 1
} finally {
  await rm(folder, { recursive: true, force: true })
}

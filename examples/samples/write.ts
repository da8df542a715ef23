/** Writes the made files of resources/samples again. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { madeSamples } from './catalogue.ts'

const folder = join(import.meta.dirname, '../../resources/samples')
for (const [name, make] of Object.entries(madeSamples)) {
  const text = make()
  writeFileSync(join(folder, name), text)
  process.stdout.write(`${name}: ${Buffer.byteLength(text)} bytes\n`)
}

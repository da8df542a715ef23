/**
 * `npm run templates`: trains the examples through the studio, prints their figures beside the documents', and keeps
 * them in resources/templates and docs.
 *
 * Exit status   0 every bound is met   1 one is missed, or an example could not be trained   2 wrong usage
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { CommandContext } from '../src/cli/commands/command.ts'
import { withStudio } from '../src/cli/open-studio.ts'
import { createProgress } from '../src/cli/progress.ts'
import type { TemplateFigure } from '../src/shared/template-figures.ts'
import { examples } from './catalogue.ts'
import { projectOf, type Example } from './example.ts'
import { keepFigures, readFigures, writePages } from './figures-file.ts'
import { measureExample } from './measure.ts'
import { figureLines } from './figure-table.ts'

const usage = 'Usage: npm run templates [-- NAME…] [--json] | npm run templates -- --pages\n'

process.exitCode = await main()
process.exit()

async function main(): Promise<number> {
  const asked = readArguments()
  if (typeof asked === 'string') {
    process.stderr.write(`${asked}\n${usage}`)
    return 2
  }
  if (asked.isPagesOnly) {
    writePages(readFigures())
    return 0
  }
  const { figures, failures } = await measureAll(asked.chosen)
  keepFigures(figures)
  if (asked.isJson) process.stdout.write(`${JSON.stringify({ figures, failures })}\n`)
  else for (const line of figureLines(figures)) process.stdout.write(`${line}\n`)
  for (const failure of failures) process.stderr.write(`${failure}\n`)
  return failures.length === 0 && figures.every(({ isMet }) => isMet) ? 0 : 1
}

interface Asked {
  readonly chosen: readonly Example[]
  readonly isJson: boolean
  /** Trains nothing: writes the pages from the figures measured last. */
  readonly isPagesOnly: boolean
}

function readArguments(): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      options: { json: { type: 'boolean', default: false }, pages: { type: 'boolean', default: false } },
      allowPositionals: true
    })
    const unknown = positionals.find((name) => examples.every(({ key }) => key !== name))
    if (unknown !== undefined)
      return `There is no example "${unknown}"; there are ${examples.map(({ key }) => key).join(', ')}.`
    const chosen = examples.filter(({ key }) => positionals.length === 0 || positionals.includes(key))
    return { chosen, isJson: values.json, isPagesOnly: values.pages }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** One after the other, each in a project of its own; what fails is told, and the others go on. */
async function measureAll(chosen: readonly Example[]) {
  const home = mkdtempSync(join(tmpdir(), 'layerwright-templates-'))
  const progress = createProgress(process.stderr)
  const abort = new AbortController()
  process.once('SIGINT', () => abort.abort())
  const figures: TemplateFigure[] = []
  const failures: string[] = []
  const context: CommandContext = { progress, signal: abort.signal, env: process.env }
  await withStudio({ ...process.env, LAYERWRIGHT_HOME: home }, async (studio) => {
    for (const example of chosen) {
      if (abort.signal.aborted) break
      progress.line(`${example.key}: ${example.title.en}`)
      try {
        const projectFolder = join(home, projectOf(example))
        figures.push(await measureExample(studio, example, { ...context, projectFolder }))
      } catch (error) {
        failures.push(error instanceof Error ? error.message : String(error))
      }
      progress.clear()
    }
  })
  rmSync(home, { recursive: true, force: true })
  if (abort.signal.aborted) failures.push('Interrupted: not every example was trained.')
  return { figures, failures }
}

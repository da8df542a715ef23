// npm test [-- --nightly] [--only NAME]: sets up, runs every check, and ends with one line of counts.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { checks } from './checks/catalogue.mjs'
import { add, line, NOTHING, withStatus } from './checks/tally.mjs'
import { projectRoot } from './setup/paths.mjs'
import { setUp } from './setup/setup.mjs'

const values = readArguments()
const node = await setUp('tests')
const folder = mkdtempSync(join(tmpdir(), 'layerwright-test-'))
const report = join(folder, 'report.json')
const all = checks({ nightly: values.nightly, report })
const chosen = values.only ? all.filter(({ name }) => name === values.only) : all
if (chosen.length === 0) {
  process.stderr.write(
    `There is no check named ${values.only}; there are ${[...new Set(all.map(({ name }) => name))].join(', ')}.\n`
  )
  process.exit(2)
}

let tally = NOTHING
for (const check of chosen) tally = add(tally, await run(check))
rmSync(folder, { recursive: true, force: true })
process.stdout.write(`\n${line(tally)}\n`)
process.exit(tally.failed > 0 ? 1 : 0)

/**
 * @param {import('./checks/catalogue.mjs').Check} check
 * @returns {Promise<import('./checks/tally.mjs').Tally>}
 */
async function run({ name, needs, command, count }) {
  process.stdout.write(`\n== ${name}${name === 'types' ? ` (${needs.join(', ')})` : ''}\n`)
  const absent = needs.filter((path) => !existsSync(join(projectRoot, path)))
  if (absent.length > 0) {
    process.stdout.write(`Failed: ${absent.join(', ')} is not there.\n`)
    return { ...NOTHING, failed: 1 }
  }
  rmSync(report, { force: true })
  const status = await start(command)
  if (count) return withStatus(status, count(report))
  process.stdout.write(status === 0 ? 'Passed\n' : 'Failed\n')
  return { ...NOTHING, [status === 0 ? 'passed' : 'failed']: 1 }
}

/**
 * @param {import('./checks/catalogue.mjs').Command} command
 * @returns {Promise<number | null>}
 */
function start({ args, under, underArgs = [], env = {} }) {
  const [program, programArgs] = under ? [under, [...underArgs, node, ...args]] : [node, args]
  return new Promise((done) => {
    const child = spawn(program, programArgs, {
      cwd: projectRoot,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        ...env,
        LAYERWRIGHT_NODE: node,
        PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`
      }
    })
    child.once('error', () => done(null))
    child.once('close', done)
  })
}

function readArguments() {
  try {
    const options = /** @type {const} */ ({
      nightly: { type: 'boolean', default: false },
      only: { type: 'string' }
    })
    return parseArgs({ options }).values
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    process.stderr.write(`${message}\nUsage: npm test [-- [--nightly] [--only NAME]]\n`)
    process.exit(2)
  }
}

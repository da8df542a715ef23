// npm test [-- --nightly] [--only NAME]: sets up, runs every check, and ends with one line of counts.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { checks } from './checks/catalogue.mjs'
import { add, line, NOTHING, withStatus } from './checks/tally.mjs'
import { compileCacheFolder, projectRoot } from './setup/paths.mjs'
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

// Checks of the code use one core each; suites have the machine for themselves, since they start programs that wait for
// one another.
const suites = chosen.filter(({ count }) => count !== undefined)
let tally = await runSideBySide(chosen.filter(({ count }) => count === undefined))
for (const check of suites) tally = add(tally, await runSuite(check))
rmSync(folder, { recursive: true, force: true })
process.stdout.write(`\n${line(tally)}\n`)
process.exit(tally.failed > 0 ? 1 : 0)

/**
 * Two at a time; what each says is shown when it is done.
 *
 * @param {readonly import('./checks/catalogue.mjs').Check[]} waiting
 * @returns {Promise<import('./checks/tally.mjs').Tally>}
 */
async function runSideBySide(waiting) {
  const left = [...waiting]
  let sum = NOTHING
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const { said, isPassed } = await runQuietly(next)
      process.stdout.write(`${titleOf(next)}${said}${isPassed ? 'Passed' : 'Failed'}\n`)
      sum = add(sum, { ...NOTHING, [isPassed ? 'passed' : 'failed']: 1 })
    }
  }
  await Promise.all([work(), work()])
  return sum
}

/** @param {import('./checks/catalogue.mjs').Check} check */
function titleOf({ name, needs }) {
  return `\n== ${name}${name === 'types' ? ` (${needs.join(', ')})` : ''}\n`
}

/** @param {import('./checks/catalogue.mjs').Check} check */
function absentOf({ needs }) {
  return needs.filter((path) => !existsSync(join(projectRoot, path)))
}

/** @param {import('./checks/catalogue.mjs').Check} check */
async function runQuietly(check) {
  const absent = absentOf(check)
  if (absent.length > 0) return { said: `${absent.join(', ')} is not there.\n`, isPassed: false }
  let said = ''
  const child = launch(check.command, 'pipe')
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8')
    stream?.on('data', (text) => (said += text))
  }
  return { isPassed: (await ended(child)) === 0, said }
}

/**
 * @param {import('./checks/catalogue.mjs').Check} check
 * @returns {Promise<import('./checks/tally.mjs').Tally>}
 */
async function runSuite(check) {
  process.stdout.write(titleOf(check))
  const absent = absentOf(check)
  if (absent.length > 0) {
    process.stdout.write(`Failed: ${absent.join(', ')} is not there.\n`)
    return { ...NOTHING, failed: 1 }
  }
  rmSync(report, { force: true })
  const status = await ended(launch(check.command, 'inherit'))
  return withStatus(status, check.count?.(report) ?? NOTHING)
}

/**
 * @param {import('./checks/catalogue.mjs').Command} command
 * @param {'pipe' | 'inherit'} output
 */
function launch({ args, under, underArgs = [], env = {} }, output) {
  const [program, programArgs] = under ? [under, [...underArgs, node, ...args]] : [node, args]
  return spawn(program, programArgs, {
    cwd: projectRoot,
    stdio: ['ignore', output, output],
    env: {
      ...process.env,
      ...env,
      LAYERWRIGHT_NODE: node,
      // Studios, trainers and command lines are started by the hundred; compiled code halves what each start costs.
      NODE_COMPILE_CACHE: compileCacheFolder(),
      PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`
    }
  })
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number | null>}
 */
function ended(child) {
  return new Promise((done) => {
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

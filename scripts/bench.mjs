// npm run bench [-- NAME[:PART,…]…]: sets up, then runs bench/*.bench.ts one after another on Node 24; a bench that
// has parts is given those that are named.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from './setup/paths.mjs'
import { setUp } from './setup/setup.mjs'

const ENDING = '.bench.ts'
const wanted = process.argv.slice(2).map((argument) => {
  const [name = '', parts = ''] = argument.split(':')
  return { name, parts: parts.split(',').filter((part) => part !== '') }
})
const node = await setUp('commandLine')
const folder = join(projectRoot, 'bench')
const all = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((name) => name.endsWith(ENDING))
  .map((name) => name.slice(0, -ENDING.length))
  .sort()
const unknown = wanted.map(({ name }) => name).filter((name) => !all.includes(name))
if (unknown.length > 0) {
  process.stderr.write(
    `There is no bench named ${unknown.join(', ')}; there are: ${all.join(', ') || 'none'}.\n`
  )
  process.exit(2)
}

const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim()
const [processor] = cpus()
process.stdout.write(
  `Machine: ${processor?.model.trim() ?? process.arch} × ${cpus().length}, ${(totalmem() / 2 ** 30).toFixed(1)} GiB, ${process.platform} ${release()}, Node ${version}\n`
)

const runs = wanted.length > 0 ? wanted : all.map((name) => ({ name, parts: [] }))
const failed = runs.filter(({ name, parts }) => {
  process.stdout.write(`\n== ${name}\n`)
  const args = [
    '--expose-gc',
    '--disable-warning=ExperimentalWarning',
    join(folder, `${name}${ENDING}`),
    ...parts
  ]
  return (
    spawnSync(node, args, { stdio: 'inherit', env: { ...process.env, LAYERWRIGHT_NODE: node } }).status !== 0
  )
})
if (failed.length > 0) process.stdout.write(`\nNot finished: ${failed.map(({ name }) => name).join(', ')}\n`)
process.exit(failed.length > 0 ? 1 : 0)

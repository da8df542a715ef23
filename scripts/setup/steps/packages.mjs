import { existsSync, lstatSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { lastWords, runCommand } from '../command.mjs'
import { fingerprint, isStamped, stamp } from '../files.mjs'
import { npmCommand } from '../npm.mjs'
import { nodePath, projectRoot } from '../paths.mjs'
import { SetupProblem } from '../problem.mjs'
import { say } from '../words.mjs'

const lockFile = join(projectRoot, 'package-lock.json')
const modules = join(projectRoot, 'node_modules')
const stampFile = join(modules, '.layerwright-packages')

/** A node_modules that is a link belongs to another checkout, which looks after it. */
export const modulesAreLinked = () => lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink() ?? false

/** The npm packages of package-lock.json, installed under Node 24 and without running their install scripts. */
export const packages = {
  name: 'packages',
  title: say('npm packages', 'npm 软件包'),
  isDone: () => modulesAreLinked() || isStamped(stampFile, wanted()),

  /** @param {import('../wheel.mjs').Progress} progress */
  async run(progress) {
    const node = nodePath()
    // From nothing, as `npm ci` would: of an interrupted install npm cannot tell which packages are whole.
    rmSync(modules, { recursive: true, force: true })
    progress.now(say('installing', '安装'), installedShare())
    // Not `npm ci`: it refuses a lock file without the optional packages of other platforms, and a registry that
    // carries only some platforms makes such a lock file. Versions and hashes are the lock file's either way.
    const finished = await runCommand(...npmCommand(['install', '--no-save', '--ignore-scripts'], node), {
      env: { PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` }
    })
    if (finished.status !== 0) {
      throw new SetupProblem({
        expected: say(
          'npm installs the packages of package-lock.json',
          'npm 能够安装 package-lock.json 中的软件包'
        ),
        found: lastWords(finished),
        fix: say(
          'Make the npm registry reachable (network, proxy or registry of npm), then run the command again.',
          '请确保能够访问 npm 软件源（检查网络、代理或 npm 的设置），再重新运行命令。'
        )
      })
    }
    stamp(stampFile, wanted())
  }
}

const wanted = () => fingerprint(readFileSync(lockFile, 'utf8'))

/** How many of the packages to come have arrived. */
function installedShare() {
  /** @type {Record<string, { os?: string[], cpu?: string[] }>} */
  const locked = JSON.parse(readFileSync(lockFile, 'utf8')).packages
  const places = Object.entries(locked)
    .filter(([place, { os, cpu }]) => place && fits(os, process.platform) && fits(cpu, process.arch))
    .map(([place]) => place)
  return () => {
    const there = places.filter((place) => existsSync(join(projectRoot, place, 'package.json'))).length
    return `${Math.floor((100 * there) / places.length)} %`
  }
}

/**
 * @param {readonly string[] | undefined} allowed
 * @param {string} here
 */
const fits = (allowed, here) => allowed === undefined || allowed.includes(here)

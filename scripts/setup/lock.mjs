import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** The holder touches the lock this often; a lock that nobody touched for so long has lost its holder. */
const BEAT_MS = 1000
const LOST_AFTER_MS = 60_000

/**
 * Runs `work` while no other set-up of the same cache runs. A holder that was killed is noticed by its process being
 * gone, or by its lock no longer being touched.
 *
 * @template T
 * @param {string} path
 * @param {{ onWait?: (pid: number) => void, onTakeOver?: (child: number | undefined) => void }} on
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, { onWait, onTakeOver }, work) {
  mkdirSync(dirname(path), { recursive: true })
  for (let told = false; !take(path);) {
    const holder = readHolder(path)
    if (!holder) continue
    if (isLost(path, holder.pid)) {
      if (seize(path, holder.text)) onTakeOver?.(holder.child)
      continue
    }
    if (!told) onWait?.(holder.pid)
    told = true
    await sleep(200)
  }
  const beat = setInterval(() => touch(path), BEAT_MS)
  beat.unref()
  const release = () => rmSync(path, { force: true })
  process.once('exit', release)
  try {
    return await work()
  } finally {
    clearInterval(beat)
    process.removeListener('exit', release)
    release()
  }
}

/**
 * Writes down the child that is working for the holder, so that whoever takes a lost lock over can end it.
 *
 * @param {string} path
 * @param {number | undefined} child
 */
export function noteChild(path, child) {
  writeFileSync(path, content(child))
}

/** @param {number} [child] */
const content = (child) =>
  JSON.stringify({ pid: process.pid, child, nonce: process.hrtime.bigint().toString() })

/** @param {string} path */
function take(path) {
  // Written aside and linked, so that no one ever reads a lock that is half written.
  const aside = `${path}.${process.pid}`
  writeFileSync(aside, content())
  try {
    linkSync(aside, path)
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  } finally {
    unlinkSync(aside)
  }
}

/**
 * @param {string} path
 * @returns {{ pid: number, child: number | undefined, text: string } | undefined}
 */
function readHolder(path) {
  try {
    const text = readFileSync(path, 'utf8')
    const { pid, child } = JSON.parse(text)
    return { pid, child, text }
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined
    return { pid: 0, child: undefined, text: '' }
  }
}

/**
 * @param {string} path
 * @param {number} pid
 */
function isLost(path, pid) {
  const touched = statSync(path, { throwIfNoEntry: false })?.mtimeMs
  if (touched === undefined) return false
  return (pid > 0 && !isAlive(pid)) || Date.now() - touched > LOST_AFTER_MS
}

/** @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}

/**
 * Takes a lost lock away. Of two that try, one wins; one that caught a lock made meanwhile puts it back.
 *
 * @param {string} path
 * @param {string} lost  its content when it was found lost
 */
function seize(path, lost) {
  const aside = `${path}.lost-${process.pid}`
  try {
    renameSync(path, aside)
  } catch {
    return false
  }
  const mine = lost === '' || readFileSync(aside, 'utf8') === lost
  if (!mine) {
    try {
      linkSync(aside, path)
    } catch {
      // A third one has it by now; its holder is as good as the one put back.
    }
  }
  unlinkSync(aside)
  return mine
}

/** @param {string} path */
function touch(path) {
  const now = new Date()
  try {
    utimesSync(path, now, now)
  } catch {
    // The cache was removed under us; the step that needs it will say so.
  }
}

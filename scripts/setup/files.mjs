import { createHash } from 'node:crypto'
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { cacheFolder } from './paths.mjs'
import { SetupProblem } from './problem.mjs'
import { say } from './words.mjs'

const UNFINISHED = 'unfinished-'

/** A new folder in the cache for what is not whole yet; swept when the next set-up begins. */
export function unfinishedFolder() {
  mkdirSync(cacheFolder(), { recursive: true })
  return mkdtempSync(join(cacheFolder(), UNFINISHED))
}

/** Removes what interrupted set-ups left. Call it under the lock. */
export function sweepUnfinished() {
  for (const name of readdirSync(cacheFolder()).filter((name) => name.startsWith(UNFINISHED))) {
    rmSync(join(cacheFolder(), name), { recursive: true, force: true })
  }
}

/**
 * Puts a finished file or folder where it belongs in one step, so that a place in the cache is whole or absent.
 *
 * @param {string} from
 * @param {string} to
 */
export function place(from, to) {
  mkdirSync(dirname(to), { recursive: true })
  rmSync(to, { recursive: true, force: true })
  renameSync(from, to)
}

/**
 * @param {string} path
 * @param {'sha256' | 'sha512'} algorithm
 * @param {import('node:crypto').BinaryToTextEncoding} encoding
 */
async function hashOf(path, algorithm, encoding) {
  const hash = createHash(algorithm)
  await pipeline(createReadStream(path), hash)
  return hash.digest(encoding)
}

/**
 * Refuses a file that is not the one that was pinned.
 *
 * @param {string} path
 * @param {{ algorithm: 'sha256' | 'sha512', encoding: 'hex' | 'base64', value: string }} pin
 */
export async function checkHash(path, { algorithm, encoding, value }) {
  const found = await hashOf(path, algorithm, encoding)
  if (found === value) return
  rmSync(path, { force: true })
  throw new SetupProblem({
    expected: say(`${path} with ${algorithm} ${value}`, `${path} 的 ${algorithm} 为 ${value}`),
    found: say(`${algorithm} ${found}; the file was thrown away`, `${algorithm} 为 ${found}；该文件已丢弃`),
    fix: say(
      'Run the command again. If it happens again, the package source gives another file than the pinned one: use another.',
      '请重新运行命令。如果仍然如此，说明软件源提供的文件与固定的版本不符，请换一个软件源。'
    )
  })
}

/** @param {readonly string[]} parts  contents whose change must show */
export function fingerprint(...parts) {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part)
  return hash.digest('hex')
}

/**
 * A stamp says what a finished step was made from.
 *
 * @param {string} path
 * @param {string} value
 */
export const isStamped = (path, value) => existsSync(path) && readFileSync(path, 'utf8') === value

/**
 * @param {string} path
 * @param {string} value
 */
export function stamp(path, value) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.new`, value)
  renameSync(`${path}.new`, path)
}

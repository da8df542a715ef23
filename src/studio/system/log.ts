import { mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname } from 'node:path'
import pino from 'pino'

/** What happened, for people who look for a cause. Never cell values, never whole paths. */
export interface Log {
  info(what: string, details?: Readonly<Record<string, unknown>>): void
  warn(what: string, details?: Readonly<Record<string, unknown>>): void
  error(what: string, error: unknown): void
  /** The newest lines, oldest first. */
  tail(lineCount: number): string[]
}

const largestBytes = 5_000_000

/** A log in a file; the one before is kept beside it once it has grown past 5 MB. */
export function createLog(file: string): Log {
  mkdirSync(dirname(file), { recursive: true })
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largestBytes) renameSync(file, `${file}.1`)
  // Written at once: a log that loses its last lines in a crash is of no use.
  const destination = pino.destination({ dest: file, sync: true, mkdir: true })
  const writer = pino({ base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime }, destination)
  return {
    info: (what, details = {}) => writer.info(details, what),
    warn: (what, details = {}) => writer.warn(details, what),
    error: (what, error) => writer.error({ error: describeError(error) }, what),
    tail: (lineCount) => tailOf(file, lineCount)
  }
}

function tailOf(file: string, lineCount: number): string[] {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lineCount)
  } catch {
    return []
  }
}

/** An error's kind, words and stack, with folders cut off every path: names of people and projects stay out of the log. */
export function describeError(error: unknown): { name: string; message: string; stack: string } {
  const found = error instanceof Error ? error : new Error(String(error))
  return { name: found.name, message: withoutPaths(found.message), stack: withoutPaths(found.stack ?? '') }
}

const pathPattern = /(?:file:\/\/)?(?:[A-Za-z]:)?(?:[\\/][^\\/\s:'"()]+)+[\\/]([^\\/\s:'"()]+)/gu

export const withoutPaths = (text: string): string =>
  text
    .split(homedir())
    .join('~')
    .replace(pathPattern, (_path, name: string) => `…/${name}`)

/** Keeps nothing; for tests and for reading commands. */
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {}, tail: () => [] }

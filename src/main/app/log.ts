import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { logFile } from './paths.ts'

const largestBytes = 1_000_000

/** Adds a line to the shell's log. Never throws: a full disk must not take the window down. */
export function log(what: string, details?: string): void {
  const line = `${new Date().toISOString()} ${what}${details === undefined ? '' : ` ${details}`}\n`
  try {
    const file = logFile()
    mkdirSync(dirname(file), { recursive: true })
    if (sizeOf(file) > largestBytes) renameSync(file, `${file}.1`)
    appendFileSync(file, line)
  } catch {
    process.stderr.write(line)
  }
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size
  } catch {
    return 0
  }
}

import type { ProjectStore } from './project-store.ts'

export interface BufferedWriter {
  /** Written soon, in order, together with what else waits. */
  write(change: () => void): void
  /** Writes everything now; false when it could not be written and is kept for later. */
  flush(): boolean
  close(): void
}

export interface BufferedWriterOptions {
  readonly delayMs?: number
  /** Told once for each spell of failing, and again when a later write succeeded (undefined). */
  onTrouble(error: unknown): void
}

/** Full disks and locks pass; anything else would fail for ever. */
const mayPass = (error: unknown): boolean =>
  /^(SQLITE_(FULL|BUSY|IOERR|READONLY)|ENOSPC)/u.test(codeOf(error))

const codeOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  return typeof code === 'string' ? code : ''
}

/**
 * Collects the many small writes of training into one short transaction a few times a second.
 * What cannot be written (disk full, locked) stays in the buffer and is tried again.
 */
export function createBufferedWriter(store: ProjectStore, options: BufferedWriterOptions): BufferedWriter {
  let waiting: (() => void)[] = []
  let timer: NodeJS.Timeout | undefined
  let isInTrouble = false
  const delayMs = options.delayMs ?? 250

  const flush = (): boolean => {
    clearTimeout(timer)
    timer = undefined
    if (waiting.length === 0) return true
    const changes = waiting
    try {
      store.atOnce(() => {
        for (const change of changes) change()
      })
      waiting = []
      if (isInTrouble) options.onTrouble(undefined)
      isInTrouble = false
      return true
    } catch (error) {
      if (!isInTrouble) options.onTrouble(error)
      if (!mayPass(error)) waiting = []
      isInTrouble = mayPass(error)
      if (!isInTrouble) return false
      timer ??= setTimeout(flush, delayMs * 8)
      return false
    }
  }
  return {
    write(change) {
      waiting.push(change)
      timer ??= setTimeout(flush, delayMs)
    },
    flush,
    close() {
      flush()
      clearTimeout(timer)
    }
  }
}

import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'

/** How often the system has ended a process for want of memory; undefined where it does not count. */
export function countMemoryKills(): number | undefined {
  try {
    const found = /^oom_kill (\d+)$/mu.exec(readFileSync('/proc/vmstat', 'utf8'))?.[1]
    return found === undefined ? undefined : Number(found)
  } catch {
    return undefined
  }
}

const lastBytes = 8192
/** What V8, C++ and TensorFlow say before they abort for want of memory. */
const words =
  /out of memory|std::bad_alloc|OOM when allocating|Cannot allocate memory|failed to allocate|javascript OOM/iu

/** Whether what a process added to its log since `start` ends with the words of a lack of memory. */
export function saysMemoryIsGone(logFile: string, start: number): boolean {
  try {
    const descriptor = openSync(logFile, 'r')
    try {
      const { size } = fstatSync(descriptor)
      const from = Math.max(start, size - lastBytes)
      const bytes = Buffer.alloc(Math.max(0, size - from))
      readSync(descriptor, bytes, 0, bytes.length, from)
      return words.test(bytes.toString('utf8'))
    } finally {
      closeSync(descriptor)
    }
  } catch {
    return false
  }
}

/** What the test can see of the program's processes. */
import { readdirSync, readFileSync } from 'node:fs'

/** The processes that this test has started and that run the given file of the program, with all that they started. Linux only. */
function processesOf(file: string): readonly number[] {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .flatMap((name) => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8')
        const parent = /^PPid:\s*(\d+)/mu.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1]
        return [{ id: Number(name), parent: Number(parent), command }]
      } catch {
        // It has ended meanwhile.
        return []
      }
    })
  const parents = new Map(processes.map(({ id, parent }) => [id, parent]))
  const isOurs = (id: number): boolean => {
    const parent = parents.get(id)
    return id === process.pid || (parent !== undefined && parent > 1 && isOurs(parent))
  }
  return processes.filter(({ id, command }) => command.includes(file) && isOurs(id)).map(({ id }) => id)
}

export const trainerFile = 'src/trainer/entry.ts'

/** The only one that runs this file. */
export function onlyProcess(file: string): number {
  const [first, ...others] = processesOf(file)
  if (first === undefined || others.length > 0)
    throw new Error(
      `Expected one process of ${file}, found ${others.length + (first === undefined ? 0 : 1)}.`
    )
  return first
}

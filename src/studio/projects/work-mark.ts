import { rmSync } from 'node:fs'
import { z } from 'zod'
import { readJsonFile, writeJsonFile } from '../files/json-file.ts'

const mark = z.strictObject({ folder: z.string() })

/** Which project has a run at work, in a file that is still there when the program was killed: the next start goes on with it. */
export class WorkMark {
  readonly #file: string
  #folder: string | undefined

  constructor(file: string) {
    this.#file = file
    this.#folder = readJsonFile(file, mark)?.folder
  }

  get folder(): string | undefined {
    return this.#folder
  }

  set(folder: string): void {
    if (this.#folder === folder) return
    this.#folder = folder
    writeJsonFile(this.#file, { folder })
  }

  clear(): void {
    if (this.#folder === undefined) return
    this.#folder = undefined
    rmSync(this.#file, { force: true })
  }
}

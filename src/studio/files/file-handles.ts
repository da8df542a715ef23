import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { fileHandle, type FileHandle } from '../../shared/core/ids.ts'
import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'

/** Stands between the window and the file system: only paths that the person chose can be named. */
export class FileHandles {
  readonly #paths = new Map<FileHandle, string>()
  readonly #handles = new Map<string, FileHandle>()

  register(path: string): FileHandle {
    const whole = resolve(path)
    const known = this.#handles.get(whole)
    if (known !== undefined) return known
    const handle = fileHandle.parse(randomUUID())
    this.#paths.set(handle, whole)
    this.#handles.set(whole, handle)
    return handle
  }

  pathOf(handle: FileHandle): Checked<string> {
    const path = this.#paths.get(handle)
    return path === undefined ? fail(problem('system/unknown-handle', {})) : ok(path)
  }
}

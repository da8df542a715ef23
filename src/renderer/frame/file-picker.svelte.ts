import type { PickKind } from '../../preload/bridge.ts'
import type { FileHandle } from '../../shared/core/ids.ts'

interface Request {
  readonly kind: PickKind
  readonly settle: (handle: FileHandle | undefined) => void
}

/** What the window's own file dialog is asked for; a browser tab has no native one that gives paths. */
class FilePickerState {
  #request = $state.raw<Request>()

  get request(): Request | undefined {
    return this.#request
  }

  ask(kind: PickKind): Promise<FileHandle | undefined> {
    this.#request?.settle(undefined)
    return new Promise((resolve) => {
      this.#request = { kind, settle: resolve }
    })
  }

  answer(handle: FileHandle | undefined): void {
    this.#request?.settle(handle)
    this.#request = undefined
  }
}

export const filePicker = new FilePickerState()

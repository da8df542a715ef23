import { SvelteMap } from 'svelte/reactivity'
import { notices } from '../../state/notices.svelte.ts'
import { studio } from '../../studio.ts'

const perBatch = 60
const mostKept = 600
const gatherMs = 30

/** Bytes in base64 as an address that an image can show; to be released with `URL.revokeObjectURL`. */
export function blobAddress(mime: string, base64: string): string {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  return URL.createObjectURL(new Blob([bytes], { type: mime }))
}

/** Small images by their index: asked for in batches as they come into view, the longest unseen dropped first. */
export class Thumbnails {
  readonly #addresses = new SvelteMap<number, string>()
  readonly #id: string
  readonly #size: number
  #isAsking = false
  #wanted: readonly number[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #isClosed = false

  /** @param size  of the longer side, in pixels */
  constructor(id: string, size: number) {
    this.#id = id
    this.#size = size
  }

  address(index: number): string | undefined {
    return this.#addresses.get(index)
  }

  /** Says which images are in view. */
  need(indices: readonly number[]): void {
    this.#wanted = indices
    if (this.#timer !== undefined || this.#isClosed) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      void this.#fetch()
    }, gatherMs)
  }

  /** Releases every image; nothing is asked for any more. */
  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
    for (const address of this.#addresses.values()) URL.revokeObjectURL(address)
    this.#addresses.clear()
  }

  async #fetch(): Promise<void> {
    if (this.#isAsking) return
    const indices = this.#wanted.filter((index) => !this.#addresses.has(index)).slice(0, perBatch)
    if (indices.length === 0) return
    this.#isAsking = true
    try {
      const { images } = await studio().call('datasets.thumbnails', {
        id: this.#id,
        indices,
        size: this.#size
      })
      if (this.#isClosed) return
      for (const { index, mime, base64 } of images) this.#addresses.set(index, blobAddress(mime, base64))
      this.#dropUnseen()
    } catch (error) {
      this.#wanted = []
      if (!this.#isClosed) notices.showError(error, 'reading images')
    } finally {
      this.#isAsking = false
      if (!this.#isClosed) void this.#fetchAgain(indices)
    }
  }

  /** Goes on with what has come into view meanwhile; an image that did not come back is not asked for again. */
  async #fetchAgain(asked: readonly number[]): Promise<void> {
    this.#wanted = this.#wanted.filter((index) => !asked.includes(index))
    await this.#fetch()
  }

  #dropUnseen(): void {
    for (const [index, address] of this.#addresses) {
      if (this.#addresses.size <= mostKept) return
      if (this.#wanted.includes(index)) continue
      URL.revokeObjectURL(address)
      this.#addresses.delete(index)
    }
  }
}

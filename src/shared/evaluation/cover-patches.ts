/** A rectangle of pixels: from (included) to (excluded). */
export interface Patch {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export interface PatchGrid {
  readonly rowCount: number
  readonly columnCount: number
  /** What is covered to learn about each cell, row by row; wider than the cell, since one pixel alone says little. */
  readonly patches: readonly Patch[]
}

const MOST_CELLS = 12

/** A grid over a picture of at most 12 × 12 cells, each covered together with half a cell around it. */
export function patchGrid({ height, width }: { readonly height: number; readonly width: number }): PatchGrid {
  const rows = spans(height)
  const columns = spans(width)
  return {
    rowCount: rows.length,
    columnCount: columns.length,
    patches: rows.flatMap(([top, bottom]) => columns.map(([left, right]) => ({ top, bottom, left, right })))
  }
}

function spans(length: number): readonly (readonly [number, number])[] {
  const count = Math.min(MOST_CELLS, length)
  const cell = length / count
  return Array.from({ length: count }, (_, index) => [
    Math.max(0, Math.floor(index * cell - cell / 2)),
    Math.min(length, Math.ceil((index + 1) * cell + cell / 2))
  ])
}

export interface Picture {
  /** [row, column, channel] */
  readonly pixels: Uint8Array
  readonly height: number
  readonly width: number
  readonly channels: number
}

/** The middle value of each channel: for most pictures the colour of their background. */
export function medianColour({ pixels, channels }: Picture): readonly number[] {
  return Array.from({ length: channels }, (_, channel) => {
    const values = pixels.filter((_value, index) => index % channels === channel).sort()
    return values[values.length >> 1] ?? 0
  })
}

/** The pictures that result from covering each patch with one colour, one after another. */
export function coverPatches(
  picture: Picture,
  patches: readonly Patch[],
  colour: readonly number[]
): Uint8Array {
  const { pixels, width, channels } = picture
  const covered = new Uint8Array(pixels.length * patches.length)
  for (const [index, { top, bottom, left, right }] of patches.entries()) {
    const copy = covered.subarray(index * pixels.length, (index + 1) * pixels.length)
    copy.set(pixels)
    for (let row = top; row < bottom; row += 1) {
      for (let column = left; column < right; column += 1) copy.set(colour, (row * width + column) * channels)
    }
  }
  return covered
}

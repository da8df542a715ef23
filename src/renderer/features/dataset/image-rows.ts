/** A line of the image grid: the head of a class, or images side by side. */
export type GridLine =
  | { readonly kind: 'head'; readonly classIndex: number; readonly imageCount: number }
  | { readonly kind: 'images'; readonly indices: readonly number[] }

/**
 * The lines of the grid.
 *
 * @param indices  images in the order shown, grouped by class where `classOf` is given
 * @param classOf  class of an image; undefined shows no heads
 */
export function gridLines(
  indices: readonly number[],
  perLine: number,
  classOf: ((index: number) => number) | undefined
): readonly GridLine[] {
  const lines: GridLine[] = []
  const cut = (group: readonly number[]): void => {
    for (let at = 0; at < group.length; at += perLine)
      lines.push({ kind: 'images', indices: group.slice(at, at + perLine) })
  }
  if (classOf === undefined) {
    cut(indices)
    return lines
  }
  let start = 0
  for (let end = 1; end <= indices.length; end += 1) {
    const first = indices[start]
    const next = indices[end]
    if (first === undefined || (next !== undefined && classOf(next) === classOf(first))) continue
    lines.push({ kind: 'head', classIndex: classOf(first), imageCount: end - start })
    cut(indices.slice(start, end))
    start = end
  }
  return lines
}

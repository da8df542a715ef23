/**
 * Counts rows by true and predicted class.
 *
 * Input   class indices, one of each a row
 * Output  confusion[actual][predicted], in rows
 */
export function countConfusion(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classCount: number
): number[][] {
  const confusion = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0))
  for (let row = 0; row < actual.length; row += 1) {
    const line = confusion[actual[row] ?? -1]
    const column = predicted[row] ?? -1
    if (line === undefined || column < 0 || column >= classCount)
      throw new RangeError(`Row ${row} has no such class.`)
    line[column] = (line[column] ?? 0) + 1
  }
  return confusion
}

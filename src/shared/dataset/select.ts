/**
 * The value that would stand at `place` if the values were sorted; rearranges them.
 *
 * Input     numbers without NaN; 0 ≤ place < length
 * Output    everything before `place` is at most the value, everything after it at least
 * Source    Hoare (1961), Algorithm 65 "find", with the median of three as pivot
 */
export function selectPlace(values: Float64Array, place: number): number {
  const at = (index: number): number => values[index] ?? NaN
  let low = 0
  let high = values.length - 1
  while (low < high) {
    const pivot = medianOfThree(at(low), at((low + high) >>> 1), at(high))
    let left = low
    let right = high
    while (left <= right) {
      while (at(left) < pivot) left += 1
      while (at(right) > pivot) right -= 1
      if (left > right) break
      const kept = at(left)
      values[left] = at(right)
      values[right] = kept
      left += 1
      right -= 1
    }
    if (place <= right) high = right
    else if (place >= left) low = left
    else break
  }
  return at(place)
}

const medianOfThree = (first: number, second: number, third: number): number =>
  Math.max(Math.min(first, second), Math.min(Math.max(first, second), third))

/** The median; rearranges the values. */
export function median(values: Float64Array): number {
  const middle = values.length >> 1
  const upper = selectPlace(values, middle)
  if (values.length % 2 === 1) return upper
  return (values.subarray(0, middle).reduce((most, value) => Math.max(most, value), -Infinity) + upper) / 2
}

export interface RocPoint {
  /** False positive rate. */
  readonly x: number
  /** True positive rate. */
  readonly y: number
}

/**
 * ROC curve of one class against the rest: one point for each different score, from (0, 0) to (1, 1).
 *
 * Input   scores, higher meaning "more likely this class"; whether each row is this class
 * Output  empty where only one side occurs. Equal scores make one point, so ties fall on a straight line,
 *         and points on a straight line between their neighbours are left out.
 * Source  Fawcett (2006), algorithm 1; scikit-learn `roc_curve`
 */
export function rocCurve(scores: ArrayLike<number>, isPositive: (row: number) => boolean): RocPoint[] {
  const order = Uint32Array.from({ length: scores.length }, (_, row) => row)
  order.sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0))
  let positiveCount = 0
  for (const row of order) if (isPositive(row)) positiveCount += 1
  const negativeCount = order.length - positiveCount
  if (positiveCount === 0 || negativeCount === 0) return []

  const counts: { hits: number; alarms: number }[] = [{ hits: 0, alarms: 0 }]
  let hits = 0
  let alarms = 0
  order.forEach((row, position) => {
    if (isPositive(row)) hits += 1
    else alarms += 1
    const next = order[position + 1]
    if (next !== undefined && scores[next] === scores[row]) return
    appendCorner(counts, { hits, alarms })
  })
  return counts.map((count) => ({ x: count.alarms / negativeCount, y: count.hits / positiveCount }))
}

/** Adds a point, taking out the one before it where that lies on a straight line. Whole counts, so exact. */
function appendCorner(
  counts: { hits: number; alarms: number }[],
  point: { hits: number; alarms: number }
): void {
  const last = counts.at(-1)
  const before = counts.at(-2)
  if (last !== undefined && before !== undefined) {
    const isStraight =
      (last.hits - before.hits) * (point.alarms - last.alarms) ===
      (point.hits - last.hits) * (last.alarms - before.alarms)
    if (isStraight) counts.pop()
  }
  counts.push(point)
}

/** Area under a curve of rising x, by trapezoids; null for an empty curve. */
export function areaUnder(curve: readonly RocPoint[]): number | null {
  if (curve.length < 2) return null
  let area = 0
  for (let index = 1; index < curve.length; index += 1) {
    const left = curve[index - 1] ?? { x: 0, y: 0 }
    const right = curve[index] ?? left
    area += ((right.x - left.x) * (right.y + left.y)) / 2
  }
  return area
}

/** At most `limit` of the items, the first and the last among them, evenly taken. */
export function thin<Item>(items: readonly Item[], limit: number): Item[] {
  if (items.length <= limit) return [...items]
  return Array.from({ length: limit }, (_, index) => {
    const item = items[Math.round((index * (items.length - 1)) / (limit - 1))]
    if (item === undefined) throw new RangeError('There is nothing to thin.')
    return item
  })
}

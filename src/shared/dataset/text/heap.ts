/** A queue that always gives the first in order. */
export interface Heap<Item> {
  push(item: Item): void
  pop(): Item | undefined
}

/** Source  binary heap, Williams (1964), Algorithm 232 */
export function createHeap<Item>(compare: (first: Item, second: Item) => number): Heap<Item> {
  const items: Item[] = []
  const isBefore = (one: number, other: number): boolean =>
    compare(items[one] as Item, items[other] as Item) < 0
  const swap = (one: number, other: number): void => {
    const kept = items[one] as Item
    items[one] = items[other] as Item
    items[other] = kept
  }
  return {
    push(item) {
      items.push(item)
      for (let at = items.length - 1; at > 0;) {
        const parent = (at - 1) >> 1
        if (!isBefore(at, parent)) return
        swap(at, parent)
        at = parent
      }
    },
    pop() {
      if (items.length === 0) return undefined
      swap(0, items.length - 1)
      const first = items.pop()
      for (let at = 0; ;) {
        let least = at
        for (const child of [2 * at + 1, 2 * at + 2])
          if (child < items.length && isBefore(child, least)) least = child
        if (least === at) return first
        swap(at, least)
        at = least
      }
    }
  }
}

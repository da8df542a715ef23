/** Results that may wait for an earlier one, for each piece of work in flight. */
const WAITING = 4

/**
 * Works on many things at once and hands the results over in their order.
 *
 * Input     how many may be in flight; a few times as many results may wait for their turn
 * Throws    what `work` or `take` throws first, or the signal's reason; nothing is begun after that
 */
export async function inOrder<Item, Result>(
  items: readonly Item[],
  { inFlight, signal }: { inFlight: number; signal?: AbortSignal | undefined },
  steps: {
    work: (item: Item, index: number) => Promise<Result>
    take: (result: Result, index: number) => Promise<void> | void
  }
): Promise<void> {
  const results = new Map<number, Promise<Result>>()
  let begun = 0
  let atWork = 0
  let taken = 0
  let isOver = false
  const begin = (): void => {
    while (!isOver && atWork < inFlight && begun < items.length && begun - taken < inFlight * WAITING) {
      const index = begun
      begun += 1
      atWork += 1
      const work = steps.work(items[index] as Item, index).finally(() => {
        atWork -= 1
        begin()
      })
      // Awaited below, in order; without this an early failure of a later one would count as unhandled.
      work.catch(() => undefined)
      results.set(index, work)
    }
  }
  try {
    begin()
    for (let index = 0; index < items.length; index += 1) {
      signal?.throwIfAborted()
      const result = await results.get(index)
      results.delete(index)
      taken = index + 1
      begin()
      await steps.take(result as Result, index)
    }
  } finally {
    isOver = true
    // Work begun before the end may still read files that the caller is about to close.
    await Promise.allSettled(results.values())
  }
}

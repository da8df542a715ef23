/**
 * Works on many things at once and hands the results over in their order.
 *
 * Input     how many may be in flight; memory stays at that many results
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
  const running: Promise<Result>[] = []
  let begun = 0
  const begin = (): void => {
    const item = items[begun]
    if (item === undefined) return
    const work = steps.work(item, begun)
    // Awaited below, in order; without this an early failure of a later one would count as unhandled.
    work.catch(() => undefined)
    running.push(work)
    begun += 1
  }
  for (let index = 0; index < inFlight; index += 1) begin()
  for (let index = 0; index < items.length; index += 1) {
    signal?.throwIfAborted()
    const next = running.shift()
    if (!next) return
    const result = await next
    begin()
    await steps.take(result, index)
  }
}

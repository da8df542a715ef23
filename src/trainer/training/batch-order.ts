import { createRandom, deriveSeed, permutation } from '../../shared/core/random.ts'

/** The rows of one epoch in their order: follows from the seed and the epoch alone, never from earlier epochs. */
export function orderOfEpoch(rows: Uint32Array, seed: number, epoch: number): Uint32Array {
  const order = permutation(rows.length, createRandom(deriveSeed(seed, 'order', epoch)))
  return order.map((position) => rows[position] ?? 0)
}

/** Consecutive batches of an order; the last may be smaller. Views, not copies. */
export function* batchesOf(order: Uint32Array, batchSize: number): Generator<Uint32Array> {
  for (let start = 0; start < order.length; start += batchSize) {
    yield order.subarray(start, Math.min(start + batchSize, order.length))
  }
}

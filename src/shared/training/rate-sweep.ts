import { z } from 'zod'

/** Steps with a learning rate that rises from one to the next, each with the mean loss of its batch before it. */
export const rateSweep = z.strictObject({
  points: z.array(z.strictObject({ rate: z.number(), loss: z.number(), smoothLoss: z.number() })),
  /** Where the loss falls fastest; null where it does not fall. */
  suggestion: z.number().nullable(),
  /** All rates were tried, the loss exploded, or the person asked for an end. */
  endedBy: z.enum(['all-steps', 'exploded', 'stopped'])
})
export type RateSweep = z.infer<typeof rateSweep>
export type RatePoint = RateSweep['points'][number]

export const defaultSweep = { from: 1e-6, to: 10, stepCount: 100 } as const

/** The rate of one step of a sweep: each the same multiple of the one before. */
export const rateOfSweep = (
  index: number,
  { from, to, stepCount }: { readonly from: number; readonly to: number; readonly stepCount: number }
): number => from * (to / from) ** (index / Math.max(1, stepCount - 1))

/** Share of the smoothed loss that comes from the steps before. */
const MEMORY = 0.9
/** A smoothed loss this many times the lowest one has exploded. */
const EXPLOSION = 4
/** Steps before which a rise says nothing. */
const FIRST_STEPS = 5
/** Points left and right over which a slope is taken. */
const REACH = 5
/** Points at the start whose mean is still that of a few batches, so that its slope is chance. */
const UNSETTLED = 10

/** Smooths losses one after another, so that single batches do not decide; a mean corrected for its start as in Adam. */
export function createSmoother(): (loss: number) => number {
  let mean = 0
  let count = 0
  return (loss) => {
    count += 1
    mean = MEMORY * mean + (1 - MEMORY) * loss
    return mean / (1 - MEMORY ** count)
  }
}

/** Whether a sweep is over, since its last loss is no number or far above the lowest. */
export function hasExploded(points: readonly Pick<RatePoint, 'smoothLoss'>[]): boolean {
  const last = points.at(-1)?.smoothLoss ?? 0
  if (!Number.isFinite(last)) return true
  const lowest = Math.min(...points.map(({ smoothLoss }) => smoothLoss))
  return points.length > FIRST_STEPS && last > lowest + (EXPLOSION - 1) * Math.abs(lowest)
}

/** The rate at which the smoothed loss falls fastest by the logarithm of the rate; null where it never falls. */
export function suggestRate(points: readonly Omit<RatePoint, 'loss'>[]): number | null {
  let steepest = 0
  let found: number | null = null
  for (const [index, { rate }] of points.entries()) {
    const [before, after] = [points[index - REACH], points[index + REACH]]
    if (index < UNSETTLED || before === undefined || after === undefined) continue
    const slope = (after.smoothLoss - before.smoothLoss) / Math.log(after.rate / before.rate)
    if (slope < steepest) {
      steepest = slope
      found = Number(rate.toPrecision(2))
    }
  }
  return found
}

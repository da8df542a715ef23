import { z } from 'zod'

/** Points of the curve are put together two by two when there are this many. */
const mostMeans = 2000

/**
 * Losses of all steps so far, step by step as long as they are few, then as means of 2, 4, 8 … steps.
 * It follows from the losses alone and not from when they were told, so that a continued run has the curve of one
 * that was never interrupted.
 */
export const lossCurve = z.strictObject({
  /** Steps of one mean. */
  groupSize: z.int().min(1),
  /** Null where no loss of the group is known. */
  means: z.array(z.number().nullable()).readonly(),
  /** The group that is not whole yet: sum and number of the known losses, and steps in all. */
  rest: z.strictObject({ sum: z.number(), known: z.int().min(0), steps: z.int().min(0) })
})
export type LossCurve = z.infer<typeof lossCurve>

/** Mean loss of some steps, at the middle of those steps. */
export interface LossPoint {
  /** In epochs. */
  readonly x: number
  readonly y: number
}

const noRest = { sum: 0, known: 0, steps: 0 }

export const emptyCurve: LossCurve = { groupSize: 1, means: [], rest: noRest }

export const stepCountOf = ({ groupSize, means, rest }: LossCurve): number =>
  groupSize * means.length + rest.steps

/** The curve with the losses of further steps; null for a step whose loss is not known. */
export function addLosses(curve: LossCurve, losses: readonly (number | null)[]): LossCurve {
  if (losses.length === 0) return curve
  let { groupSize } = curve
  let means = [...curve.means]
  let rest = { ...curve.rest }
  for (const loss of losses) {
    rest.steps += 1
    if (loss !== null) {
      rest.sum += loss
      rest.known += 1
    }
    if (rest.steps < groupSize) continue
    means.push(rest.known === 0 ? null : rest.sum / rest.known)
    rest = { ...noRest }
    if (means.length < mostMeans) continue
    means = pairUp(means)
    groupSize *= 2
  }
  return { groupSize, means, rest }
}

const pairUp = (means: readonly (number | null)[]): (number | null)[] =>
  Array.from({ length: means.length / 2 }, (_, index) => {
    const left = means[2 * index] ?? null
    const right = means[2 * index + 1] ?? null
    return left === null || right === null ? (left ?? right) : (left + right) / 2
  })

/** Losses of some steps one by one, as they were told. */
export interface ToldLosses {
  /** Steps before the first of them. */
  readonly start: number
  readonly losses: readonly number[]
}

/** The curve as it was after an earlier step, exactly where the losses of its last group are among those told last. */
export function curveAfter(curve: LossCurve, told: readonly ToldLosses[], stepCount: number): LossCurve {
  const { groupSize } = curve
  const start = Math.floor(stepCount / groupSize) * groupSize
  const losses = told.flatMap((part) =>
    part.losses.filter((_, index) => part.start + index >= start && part.start + index < stepCount)
  )
  if (losses.length !== stepCount - start || stepCount > stepCountOf(curve)) return cutCurve(curve, stepCount)
  return addLosses({ groupSize, means: curve.means.slice(0, start / groupSize), rest: noRest }, losses)
}

/** The curve as far as it is known up to a step; what is missing up to there is filled with steps whose loss is not known. */
export function cutCurve(curve: LossCurve, stepCount: number): LossCurve {
  const missing = stepCount - stepCountOf(curve)
  if (missing >= 0)
    return addLosses(
      curve,
      Array.from({ length: missing }, () => null)
    )
  const whole = Math.floor(stepCount / curve.groupSize)
  const kept = { ...curve, means: curve.means.slice(0, whole), rest: noRest }
  return addLosses(
    kept,
    Array.from({ length: stepCount - whole * curve.groupSize }, () => null)
  )
}

/** The curve to draw: its whole groups. */
export const pointsOf = ({ groupSize, means }: LossCurve, stepsPerEpoch: number): readonly LossPoint[] =>
  means.flatMap((y, index) => (y === null ? [] : [{ x: ((index + 0.5) * groupSize) / stepsPerEpoch, y }]))

/** Share of values that a band is to hold. */
export const BAND_SHARE = 0.8

/**
 * How far a forecast's band reaches to both sides, fitted on windows that training did not learn from (split conformal prediction).
 *
 * Input    residuals: y - f [windows, horizon], on the scale of learning
 * Output   for each step of the horizon the k-th smallest |y - f|, k = ⌈(windows + 1) · 0.8⌉: a further window that comes
 *          from where these came is inside with a chance of 0.8 at least. Undefined where k is more than there are windows
 * Source   Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World, 2005; Lei et al., Distribution-free
 *          predictive inference for regression, 2018, algorithm 2
 */
export function fitBand(residuals: ArrayLike<number>, horizon: number): readonly number[] | undefined {
  const windowCount = residuals.length / horizon
  // 0.8 as a fraction: 0.8 · 5 must not become a little more than 4.
  const rank = Math.ceil(((windowCount + 1) * 4) / 5)
  if (rank > windowCount) return undefined
  return Array.from({ length: horizon }, (_, step) => {
    const ofStep = (__: unknown, window: number): number =>
      Math.abs(residuals[window * horizon + step] ?? NaN)
    const sizes = Float64Array.from({ length: windowCount }, ofStep).sort()
    return sizes[rank - 1] ?? NaN
  })
}

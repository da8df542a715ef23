/** How much of the tests that repeat themselves is run: enough to see a fault at each commit, all of it at night. */

/** Set by `npm run test:nightly`. */
export const isNightly = process.env['LAYERWRIGHT_NIGHTLY'] !== undefined

/** Random starts from which two ways to compute the same are compared: 20 at night, or as many as are asked for. */
const startCount = Number(process.env['LAYERWRIGHT_STARTS'] ?? (isNightly ? 20 : 3))

/** Their numbers, from 1. */
export const starts: readonly number[] = Array.from({ length: startCount }, (_, index) => index + 1)

/** Limits of a number field. */
export interface NumberLimits {
  readonly min: number
  readonly max: number
  readonly isWhole: boolean
}

/** What a person typed, as a number: full-width digits, thousands marks and 1e-3 are understood; undefined when it is none. */
export function parseNumber(typed: string): number | undefined {
  const text = typed
    .normalize('NFKC')
    .trim()
    .replace(/[\s\u2009\u00a0,]/gu, '')
    .replace('−', '-')
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/iu.test(text)) return undefined
  const value = Number(text)
  return Number.isFinite(value) ? value : undefined
}

/** Whether a number is inside its limits, and whole where it has to be. */
export const isWithin = (value: number, { min, max, isWhole }: NumberLimits): boolean =>
  value >= min && value <= max && (!isWhole || Number.isInteger(value))

/**
 * The next number of a stepper: whole numbers by one, decimals by one in their first figure
 * (0.001 → 0.002, and down to 0.0009), held inside the limits.
 */
export function stepNumber(value: number, direction: 1 | -1, { min, max, isWhole }: NumberLimits): number {
  if (isWhole) return Math.min(max, Math.max(min, Math.round(value) + direction))
  const size = Math.abs(value)
  const exponent = size === 0 ? -2 : Math.floor(Math.log10(size) + 1e-9)
  const isAtPowerOfTen = size > 0 && Math.abs(size / 10 ** exponent - 1) < 1e-9
  const isTowardsZero = value !== 0 && Math.sign(value) !== direction
  const step = 10 ** (isAtPowerOfTen && isTowardsZero ? exponent - 1 : exponent)
  const next = Number((value + direction * step).toPrecision(12))
  return Math.min(max, Math.max(min, next))
}

/** As a person types it again: no rounding, no thousands marks. */
export const plainNumber = (value: number): string => String(value)

import type { SampleShape } from '../../../shared/core/schema.ts'
import { formatCount, formatNumber } from '../../text/format.ts'
import { language } from '../../text/text.svelte.ts'

/** A shape as a person reads it: `26 × 26 × 32`, `1,600`. */
export const shapeText = (shape: SampleShape): string => shape.map(formatCount).join(' × ')

/** A layer's part of all weights: `91.1 %`, `0.14 %`, `< 0.01 %`. */
export function shareText(share: number): string {
  const percent = share * 100
  const digits =
    percent === 0 || percent >= 1 ? formatNumber(percent) : percent < 0.01 ? '< 0.01' : percent.toFixed(2)
  return language.locale === 'zh' ? `${digits}%` : `${digits}\u2009%`
}

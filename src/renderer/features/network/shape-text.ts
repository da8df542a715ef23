import type { SampleShape } from '../../../shared/core/schema.ts'
import { formatCount } from '../../text/format.ts'

/** A shape as a person reads it: `26 × 26 × 32`, `1,600`. */
export const shapeText = (shape: SampleShape): string => shape.map(formatCount).join(' × ')

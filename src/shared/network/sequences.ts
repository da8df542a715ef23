import { fail, ok, type Checked } from '../core/checked.ts'
import type { Label } from '../core/params.ts'
import type { SampleShape } from '../core/schema.ts'
import { problem } from '../problems/catalogue.ts'

/** Steps and features of a sequence, or what is wrong with a shape that is none. */
export function checkSequence(
  shape: SampleShape | undefined,
  layer: string
): Checked<readonly [steps: number, features: number]> {
  const [steps, features] = shape ?? []
  return shape?.length === 2 && steps !== undefined && features !== undefined
    ? ok([steps, features])
    : fail(problem('network/needs-sequence', { layer, found: (shape ?? []).join(' × ') }))
}

/** What the canvas says of a layer that may give its whole sequence or its last step. */
export const sequenceLabel = (returnSequences: boolean): Label =>
  returnSequences ? { en: 'every step', zh: '每一步' } : { en: 'last step', zh: '最后一步' }

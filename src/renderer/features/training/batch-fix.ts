import type { Problem } from '../../../shared/core/checked.ts'
import { project } from '../../state/project.svelte.ts'
import { t } from '../../text/text.svelte.ts'
import { editPlan } from './edit-plan.ts'
import { probeText } from './probe-text.ts'

/** The button that takes the largest batch that fits; undefined for other problems. */
export function batchFix(found: Problem): { readonly label: string; readonly run: () => void } | undefined {
  const largest = found.values?.['largest']
  if (found.code !== 'training/batch-too-large' || typeof largest !== 'number') return undefined
  return {
    label: t(probeText.useBatch)(largest),
    run: () => {
      const from = String(project.draft.training.batchSize)
      editPlan(probeText.batchSize, { from, to: String(largest) }, (spec) => ({
        ...spec,
        batchSize: largest
      }))
    }
  }
}

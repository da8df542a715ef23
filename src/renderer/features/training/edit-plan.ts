import type { TrainingSpec } from '../../../shared/training/training-spec.ts'
import { project } from '../../state/project.svelte.ts'
import type { Both } from '../../text/text.svelte.ts'
import { editNames } from './plan-text.ts'

/** One named, undoable edit of the training plan: `Learning rate 0.01 → 0.001`. */
export function editPlan(
  name: Both<string>,
  { from, to }: { readonly from: string; readonly to: string },
  change: (training: TrainingSpec) => TrainingSpec
): void {
  project.edit(
    { en: editNames.set.en(name.en, from, to), zh: editNames.set.zh(name.zh, from, to) },
    (draft) => {
      draft.training = change(draft.training)
    },
    `training-${name.en}`
  )
}

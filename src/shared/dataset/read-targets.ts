import { ok, type Checked } from '../core/checked.ts'
import type { FittedTable } from './fit-table.ts'
import type { TablePlan } from './plan-table.ts'
import { readTarget, type ReadTarget } from './read-target.ts'
import { joinLabels } from './target-labels.ts'

/**
 * The target and all that is predicted beside it.
 *
 * Output    labels sample by sample: of each its target's first, then one for each other
 * Problems  those of `readTarget`, of whichever comes first
 */
export function readTargets(plan: TablePlan, { columns, keptRows }: FittedTable): Checked<ReadTarget> {
  const fittedOf = (planned: TablePlan['target']) => columns.find((one) => one.planned === planned)
  const main = readTarget(fittedOf(plan.target), keptRows)
  if (!main.ok || plan.auxiliaries.length === 0) return main
  const others: ReadTarget[] = []
  for (const planned of plan.auxiliaries) {
    const read = readTarget(fittedOf(planned), keptRows)
    if (!read.ok) return read
    others.push(read.value)
  }
  const auxiliaries = others.map(({ target: { name, classes, scaling } }) => ({ name, classes, scaling }))
  const labels = joinLabels([main.value, ...others].map((read) => read.labels))
  return ok({ target: { ...main.value.target, auxiliaries }, labels })
}

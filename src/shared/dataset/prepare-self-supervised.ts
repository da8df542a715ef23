import type { Checked, Problem } from '../core/checked.ts'
import type { DatasetSpec } from './dataset-spec.ts'
import type { FittedTable } from './fit-table.ts'
import { prepareGeneration } from './prepare-generation.ts'
import { prepareMasked } from './prepare-masked.ts'
import type { PreparedData } from './prepared-data.ts'

/** A text ready to be learned from for what is in it. Problems  those of its task */
export const prepareSelfSupervised = (
  fitted: FittedTable,
  spec: DatasetSpec,
  notes: readonly Problem[]
): Checked<PreparedData> =>
  spec.task === 'masked' ? prepareMasked(fitted, spec, notes) : prepareGeneration(fitted, spec, notes)

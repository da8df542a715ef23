import type { DatasetSpec } from './dataset-spec.ts'
import type { FittedColumn } from './fit-table.ts'
import type { FittedPreparation } from './prepared-data.ts'

/** Each step of a preparation with what it learned from some columns, as a run keeps it. */
export const describeSteps = (
  { steps }: Pick<DatasetSpec, 'steps'>,
  columns: readonly FittedColumn[]
): FittedPreparation['steps'] =>
  steps.map((step, index) => ({
    step,
    fitted: columns.flatMap(({ planned, steps: own }) =>
      own.filter((one) => one.index === index).map(({ state }) => ({ column: planned.column.name, state }))
    )
  }))

import type { Label } from '../src/shared/core/params.ts'
import type { DatasetSpec, Task } from '../src/shared/dataset/dataset-spec.ts'
import type { NetworkTemplate } from '../src/shared/network/templates/catalogue.ts'
import type { TrainingSpec } from '../src/shared/training/training-spec.ts'

/** What a figure must reach: a number, or another figure of the same run. */
export type Bound = number | { readonly metric: string }

/** One template trained on data that come with the program, and the figure that it must reach. */
export interface Example {
  /** Names it on the command line and in the tables; kebab-case. */
  readonly key: string
  readonly title: Label
  readonly template: NetworkTemplate
  /** A file or folder of resources/samples. */
  readonly sample: string
  /** Column to foretell, and what kind of task it is; chosen from the data where left out. */
  readonly target?: string
  readonly task?: Task
  /**
   * The example whose weights and words it starts from; frozen layers are those taken over, and with words alone all
   * start from random values, for comparison.
   */
  readonly startFrom?: { readonly example: Example; readonly takes: 'weights' | 'frozen' | 'words' }
  /** What of the suggested preparation is otherwise. */
  prepare?(suggested: DatasetSpec): DatasetSpec
  /** What of the template's own plan is otherwise. */
  readonly training?: Partial<TrainingSpec>
  /** The deciding figure of the test part: a key of the metric catalogue. */
  readonly metric: string
  readonly bound: Bound
  /** Other figures that the table shows beside it. */
  readonly beside?: readonly string[]
  readonly documents: DocumentedFigure
}

/** The project of an example: that of the first of those that start from one another. */
export const projectOf = ({ key, startFrom }: Example): string =>
  startFrom === undefined ? key : projectOf(startFrom.example)

/** What the documents report, and on what: their data are not ours, so only the order of size can be compared. */
export interface DocumentedFigure {
  /** The figure that compares with the deciding one; null where they report none. */
  readonly value: number | null
  readonly text: Label
}

/** The documents show the network and say no figure. */
export const notReported: DocumentedFigure = {
  value: null,
  text: { en: 'none reported', zh: '未给出' }
}

/** Only the named column is a feature beside the target. */
export const onlyFeature = (spec: DatasetSpec, name: string): DatasetSpec['columns'] =>
  spec.columns.map((column) => {
    if (column.role === 'target') return column
    return column.name === name
      ? { ...column, kind: 'text', role: 'feature' }
      : { ...column, role: 'ignored' }
  })

/** Steps that make rows of tokens of a text column, for networks that read them in order. */
export function tokenSteps(
  column: string,
  { by, length, minCount }: { by: 'characters' | 'spaces' | 'longestMatch'; length: number; minCount: number }
): DatasetSpec['steps'] {
  const columns = [column]
  const steps: Pick<DatasetSpec['steps'][number], 'kind' | 'params'>[] = [
    ...(by === 'spaces' ? [{ kind: 'lowerCase', params: {} }] : []),
    { kind: 'segmentText', params: { by } },
    { kind: 'vocabulary', params: { minCount } },
    { kind: 'padSequence', params: { length } }
  ]
  return numbered(columns, steps)
}

/** Steps one after another, all on the same columns. */
export const numbered = (
  columns: DatasetSpec['steps'][number]['columns'],
  steps: readonly Pick<DatasetSpec['steps'][number], 'kind' | 'params'>[]
): DatasetSpec['steps'] => steps.map((step, index) => ({ id: `step-${index + 1}`, columns, ...step }))

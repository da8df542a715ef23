import type { z } from 'zod'
import type { Checked } from '../core/checked.ts'
import type { ParamTable, ParamValues } from '../core/params.ts'
import type { Column, ColumnKind } from './column.ts'

export type JsonValue = z.core.util.JSONType

/**
 * All the studio knows of a kind of preparation step: the form, the preview, training, and exported models read this.
 * One file of `transforms/` for each. Fitted on training rows only; the fitted state is plain JSON.
 */
export interface TransformDefinition<
  Kind extends string,
  Table extends ParamTable,
  Fitted extends JsonValue
> {
  readonly kind: Kind
  /** Column kinds it can be applied to; image steps work on 'image'. */
  readonly accepts: readonly (ColumnKind | 'image')[]
  readonly params: Table
  /** What it learns from one column, looking at `rows` only. */
  fit(column: Column, rows: Uint32Array, params: ParamValues<Table>): Checked<Fitted>
  /** The columns that take this one's place (one, or several for one-hot). Pure; does not look at other rows. */
  apply(column: Column, fitted: Fitted, params: ParamValues<Table>): readonly Column[]
}

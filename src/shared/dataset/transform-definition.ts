import type { z } from 'zod'
import type { Checked, Problem } from '../core/checked.ts'
import type { Label, ParamTable, ParamValues } from '../core/params.ts'
import type { StepColumn, StepKind } from './column.ts'

export type JsonValue = z.core.util.JSONType

/** What a kind of preparation step is called, and what its form and its help say. */
interface TransformHead<Kind extends string, Table extends ParamTable> {
  readonly kind: Kind
  readonly title: Label
  /** Name of the icon (lucide), such as 'ruler'. */
  readonly icon: string
  readonly docs: {
    /** What it does, two or three sentences for a newcomer. */
    readonly summary: Label
    /** When to use it, one or two sentences. */
    readonly usual: Label
  }
  readonly params: Table
  /** The setting that matters, as the strip of steps shows it under the title: "median". */
  describe(params: ParamValues<Table>): Label
}

/**
 * A kind of step that works on table columns. Fitted on training rows only; the fitted state is plain JSON.
 * One file of `transforms/` for each; the form, the preview, training and exported models read it.
 */
export interface ColumnTransform<
  Kind extends string,
  Table extends ParamTable,
  Fitted extends JsonValue
> extends TransformHead<Kind, Table> {
  readonly appliesTo: 'columns'
  /** Column kinds it can be applied to with some setting. */
  readonly accepts: readonly StepKind[]
  /** Column kinds it can be applied to with these settings; 'all' means the features of these kinds. */
  acceptsWith(params: ParamValues<Table>): readonly StepKind[]
  /** What a column is after it; left out where it stays what it was. */
  gives?(params: ParamValues<Table>): StepKind
  /** What this process lacks to apply it, such as a dictionary. */
  lacks?(params: ParamValues<Table>): Problem | undefined
  readonly fittedSchema: z.ZodType<Fitted>
  /** Whether what the same step learned in another run belongs to these settings; true where left out. */
  takes?(fitted: Fitted, params: ParamValues<Table>): boolean
  /** What it learns from one column, looking at `rows` only. */
  fit(column: StepColumn, rows: Uint32Array, params: ParamValues<Table>): Checked<Fitted>
  /** The columns that take this one's place (one, or several for one-hot). Pure; does not look at other rows. */
  apply(column: StepColumn, fitted: Fitted, params: ParamValues<Table>): readonly StepColumn[]
  /** What it learned, in a few words for the person: "2,310 tokens, 98.5 % of the training text". */
  report?(fitted: Fitted, params: ParamValues<Table>): Label | undefined
}

/** A kind of step that works on images: nothing is learned, and the pixels are made by whoever decodes them. */
export interface ImageTransform<Kind extends string, Table extends ParamTable> extends TransformHead<
  Kind,
  Table
> {
  readonly appliesTo: 'images'
}

export type AnyColumnTransform = ColumnTransform<string, ParamTable, JsonValue>
export type AnyTransform = AnyColumnTransform | ImageTransform<string, ParamTable>

export const defineColumnTransform = <
  const Kind extends string,
  const Table extends ParamTable,
  Fitted extends JsonValue
>(
  definition: Omit<ColumnTransform<Kind, Table, Fitted>, 'appliesTo'>
): ColumnTransform<Kind, Table, Fitted> => ({ appliesTo: 'columns', ...definition })

export const defineImageTransform = <const Kind extends string, const Table extends ParamTable>(
  definition: Omit<ImageTransform<Kind, Table>, 'appliesTo'>
): ImageTransform<Kind, Table> => ({ appliesTo: 'images', ...definition })

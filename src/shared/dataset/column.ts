import { z } from 'zod'

export const columnKind = z.enum(['number', 'category', 'text', 'date'])
/** Kinds of column; yes/no columns are categories with two values. */
export type ColumnKind = z.infer<typeof columnKind>

/**
 * An auxiliary target is predicted beside the target, by a last layer of its own. A weight says how much each row counts
 * in learning; the network never sees it. In forecasts `time` orders the rows and `series` tells several series of one
 * table apart.
 */
export const columnRole = z.enum(['feature', 'target', 'auxiliary', 'weight', 'time', 'series', 'ignored'])
export type ColumnRole = z.infer<typeof columnRole>

/**
 * One column in memory.
 *
 * number, date   `values`: one 64-bit float a row, NaN where missing; dates as milliseconds since 1970, UTC
 * category, text `codes`: one index into `categories` a row, -1 where missing
 */
export type Column =
  | {
      readonly kind: 'number' | 'date'
      readonly name: string
      readonly values: Float64Array
      /** In forecasts of several series: which one each row belongs to. */
      readonly series?: SeriesOfRows | undefined
    }
  | {
      readonly kind: 'category' | 'text'
      readonly name: string
      readonly codes: Int32Array
      readonly categories: readonly string[]
    }

/** For each row the index of its series, -1 where it is missing. */
export interface SeriesOfRows {
  readonly codes: Int32Array
  readonly names: readonly string[]
}

export type TextColumn = Extract<Column, { codes: Int32Array }>

/**
 * A text column after it was cut. Like texts, equal ones are kept once.
 *
 * words    cut, but not numbered: `words` lists what was found in these rows, in the order of coming
 * tokens   numbered by a vocabulary that training fixed: `words` is the whole vocabulary, the same for any rows
 */
export interface TokenColumn {
  readonly kind: 'words' | 'tokens'
  readonly name: string
  /** For each row, which of `sequences` is its text; -1 where the text is missing. */
  readonly rows: Int32Array
  /** Indices into `words`. */
  readonly sequences: readonly Int32Array[]
  readonly words: readonly string[]
}

/** A column whose every row is several numbers at once: padded tokens, or weights of terms. */
export interface VectorColumn {
  readonly kind: 'vector'
  readonly name: string
  /** Row-major: `elements.length` numbers a row. */
  readonly numbers: Float32Array
  /** What each number of a row is called. */
  readonly elements: readonly string[]
  /** Where the numbers are tokens: what each stands for. */
  readonly words: readonly string[] | null
}

/** A column anywhere in its preparation. */
export type StepColumn = Column | TokenColumn | VectorColumn

/** What a column holds anywhere in its preparation. */
export type StepKind = StepColumn['kind']

/** Kinds of column as imported that can come to be of one of these kinds: words and tokens are made of text. */
export function importedKinds(kinds: readonly StepKind[]): ColumnKind[] {
  const found = kinds.flatMap((kind): ColumnKind[] => {
    if (kind === 'words' || kind === 'tokens') return ['text']
    return kind === 'vector' ? [] : [kind]
  })
  return [...new Set(found)]
}

/** Columns of equal length, in the order of the file. */
export interface Table<Kept extends StepColumn = Column> {
  readonly rowCount: number
  readonly columns: readonly Kept[]
}

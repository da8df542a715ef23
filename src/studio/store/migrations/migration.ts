/** One change of the database's form: a file of its own, never edited after it was released. */
export interface Migration {
  /** 1, 2, 3 … without a gap; becomes the database's `user_version`. */
  readonly version: number
  readonly name: string
  /** Literal statements only, so that later renames in the code cannot change the past. */
  readonly sql: string
}

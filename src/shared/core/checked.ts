/** The stages a problem can belong to; the first half of its code. */
export type ProblemStage =
  'system' | 'project' | 'dataset' | 'network' | 'training' | 'evaluation' | 'export' | 'recipe'

/** Values named in a problem's words, kept so that the words can be said again in another language. */
export type ProblemValues = Readonly<Record<string, string | number>>

/** One thing the user can put right. Plain data, so it crosses process boundaries and is stored unchanged. */
export interface Problem {
  /** Stable and searchable: `<stage>/<what>`. Never shown alone, never renamed. */
  readonly code: `${ProblemStage}/${string}`
  /** What was expected and what was found, with the numbers; English. */
  readonly message: string
  /** The smallest change that would clear it; English. */
  readonly fix?: string | undefined
  /** Where in an authored document: a JSON path such as `network.nodes[2].params.units`. */
  readonly at?: string | undefined
  readonly values?: ProblemValues | undefined
}

/** A value, or the reasons there is none. For what users author; programmer mistakes throw instead. */
export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem }

export const ok = <T>(value: T): Checked<T> => ({ ok: true, value })
export const fail = (problem: Problem): Checked<never> => ({ ok: false, problem })

/** Carries a problem through code that can only throw, up to the nearest boundary that reports it. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.message)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/**
 * The value of a checked result.
 *
 * Throws  ProblemError  when there is none
 */
export function unwrap<T>(checked: Checked<T>): T {
  if (!checked.ok) throw new ProblemError(checked.problem)
  return checked.value
}

import type { ProblemValues } from '../core/checked.ts'

export type Locale = 'en' | 'zh'

/** What a person reads of a problem: what was expected and found, and the smallest change that clears it. */
export interface Words {
  readonly message: string
  readonly fix?: string
}

/** The words of one problem, in each language side by side so that neither can be forgotten. */
export interface ProblemWords<Values extends ProblemValues> {
  readonly en: (values: Values) => Words
  readonly zh: (values: Values) => Words
}

export const words = <Values extends ProblemValues = Record<never, never>>(
  both: ProblemWords<Values>
): ProblemWords<Values> => both

/** A count as both languages write it: 12,345. */
export const grouped = (count: number): string => count.toLocaleString('en')

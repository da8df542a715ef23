import type { Problem } from '../../shared/core/checked.ts'
import { problemWords } from '../../shared/problems/catalogue.ts'
import type { Locale, Words } from '../../shared/problems/words.ts'

/** The same words in each language: strings, or functions of the values they name. */
export interface Both<T> {
  readonly en: T
  readonly zh: T
}

/** Language of the window. Set from the preferences; every text read through `t` follows it. */
export const language = $state<{ locale: Locale }>({ locale: 'en' })

/** The words for the window's language: `t(text.addData)`, `t(text.rows)(569)`. */
export const t = <T>(both: Both<T>): T => both[language.locale]

/** A problem's words in the window's language. */
export const problemText = (problem: Problem): Words => problemWords(problem, language.locale)

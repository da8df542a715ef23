import type { Problem } from '../core/checked.ts'
import { datasetProblems } from './dataset.ts'
import { evaluationProblems } from './evaluation.ts'
import { exportProblems } from './export.ts'
import { exportModelProblems } from './export-model.ts'
import { networkProblems } from './network.ts'
import { projectProblems } from './project.ts'
import { recipeProblems } from './recipe.ts'
import { systemProblems } from './system.ts'
import { trainingMemoryProblems } from './training-memory.ts'
import { trainingSetupProblems } from './training-setup.ts'
import { trainingTargetProblems } from './training-targets.ts'
import { trainingProblems } from './training.ts'
import type { Locale, ProblemWords, Words } from './words.ts'

export const problemCatalogue = {
  ...systemProblems,
  ...projectProblems,
  ...datasetProblems,
  ...networkProblems,
  ...trainingProblems,
  ...trainingMemoryProblems,
  ...trainingSetupProblems,
  ...trainingTargetProblems,
  ...evaluationProblems,
  ...exportProblems,
  ...exportModelProblems,
  ...recipeProblems
}

export type ProblemCode = keyof typeof problemCatalogue

type ValuesOf<Code extends ProblemCode> =
  (typeof problemCatalogue)[Code] extends ProblemWords<infer Values> ? Values : never

/** Makes a problem from its code and the values its words name. */
export function problem<Code extends ProblemCode>(code: Code, values: ValuesOf<Code>, at?: string): Problem {
  const words = problemCatalogue[code] as unknown as ProblemWords<ValuesOf<Code>>
  return { code, ...words.en(values), values, ...(at === undefined ? {} : { at }) }
}

/** The words of a problem in a language; one made by a newer version keeps the English it carries. */
export function problemWords(found: Problem, locale: Locale): Words {
  if (!(found.code in problemCatalogue)) return found
  const words = problemCatalogue[found.code as ProblemCode] as unknown as ProblemWords<
    Problem['values'] & object
  >
  return words[locale](found.values ?? {})
}

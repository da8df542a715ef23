import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { ProblemError } from '../shared/core/checked.ts'
import { documentProblems } from '../shared/document-problems.ts'
import { problem } from '../shared/problems/catalogue.ts'
import { recipe, type Recipe } from '../shared/recipe.ts'
import { ProblemsError } from './commands/command.ts'

/**
 * A recipe from a file.
 *
 * Throws  ProblemError   recipe/unreadable, recipe/not-json
 *         ProblemsError  everything the schema finds: unknown keys, wrong types, values past their limits
 */
export async function readRecipe(file: string): Promise<Recipe> {
  const name = basename(file)
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new ProblemError(problem('recipe/unreadable', { file: name, reason: reasonOf(error) }))
  })
  const document = parseJson(text, name)
  const parsed = recipe.safeParse(document)
  if (!parsed.success) throw new ProblemsError(documentProblems(parsed.error, document, name))
  return parsed.data
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ''))
  } catch (error) {
    throw new ProblemError(
      problem('recipe/not-json', { file, reason: error instanceof Error ? error.message : 'unknown' })
    )
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'its permissions do not allow it'
}

const reasonOf = (error: NodeJS.ErrnoException): string =>
  reasons[error.code ?? ''] ?? error.code ?? error.message

import type { z } from 'zod'
import type { Problem } from './core/checked.ts'
import { jsonPath } from './core/schema.ts'
import { problem } from './problems/catalogue.ts'

/** What a schema found wrong, as zod 4 reports it. */
type Issue = z.core.$ZodIssue

/**
 * Everything wrong with a document, as a person can mend it: JSON path, what was expected, what was found.
 *
 * Problems  recipe/unknown-key   a key that the schema does not know, one problem for each
 *           recipe/wrong-type    a value that is missing, of another type, or past its limits
 */
export function documentProblems(
  error: z.ZodError,
  document: unknown,
  name = 'the document'
): readonly Problem[] {
  return error.issues.flatMap((issue) => issueProblems(issue, document, name))
}

function issueProblems(issue: Issue, document: unknown, name: string): readonly Problem[] {
  const path = jsonPath(issue.path)
  const shownPath = path === '' ? name : path
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) =>
      problem('recipe/unknown-key', { path: shownPath, key }, jsonPath([...issue.path, key]))
    )
  }
  const found = describeValue(valueAt(document, issue.path))
  return [problem('recipe/wrong-type', { path: shownPath, expected: expectedBy(issue), found }, path)]
}

/** What the schema wanted, in words: `a number`, `one of "table", "images"`, `at least 1`. */
function expectedBy(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return typeNames[issue.expected] ?? issue.expected
    case 'invalid_value':
      return oneOf(issue.values.map((value) => JSON.stringify(value)))
    case 'too_small':
      return `${sizeOf(issue.origin)} ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${unitOf(issue.origin)}`
    case 'too_big':
      return `${sizeOf(issue.origin)} ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${unitOf(issue.origin)}`
    case 'invalid_format':
      return `text of the form ${issue.pattern ?? issue.format}`
    case 'invalid_union':
      return expectedByUnion(issue)
    default:
      return issue.message
  }
}

function expectedByUnion(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  if ('options' in issue && Array.isArray(issue.options))
    return oneOf(issue.options.map((option) => JSON.stringify(option)))
  const choices = issue.errors.flatMap((errors) => errors.slice(0, 1).map(expectedBy))
  return choices.length === 0 ? issue.message : [...new Set(choices)].join(' or ')
}

const oneOf = (values: readonly string[]): string =>
  values.length === 1 ? (values[0] ?? '') : `one of ${values.join(', ')}`
const sizeOf = (origin: string): string =>
  origin === 'string' || origin === 'array' ? typeNames[origin] + ' of' : 'a number of'
const unitOf = (origin: string): string =>
  origin === 'string' ? ' characters' : origin === 'array' ? ' entries' : ''

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null'
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  let value = document
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<PropertyKey, unknown>)[key]
  }
  return value
}

const longestShown = 60

function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value)
  const shown = text.length > longestShown ? `${text.slice(0, longestShown)}…` : text
  return typeof value === 'string' ? `the text ${shown}` : shown
}

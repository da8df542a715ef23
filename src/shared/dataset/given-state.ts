import { fail, ok, type Checked } from '../core/checked.ts'
import { problem } from '../problems/catalogue.ts'
import type { ColumnStep } from './plan-table.ts'
import type { JsonValue } from './transform-definition.ts'

/** What the step learned in another run, where the recipe carries it. */
export function givenState({ step, transform, params }: ColumnStep): Checked<JsonValue> | undefined {
  if (step.given === undefined) return undefined
  const parsed = transform.fittedSchema.safeParse(step.given.state)
  if (parsed.success && transform.takes?.(parsed.data, params) !== false) return ok(parsed.data)
  const values = { step: transform.title.en, stepZh: transform.title.zh, from: step.given.from }
  return fail(problem('dataset/given-does-not-fit', values))
}

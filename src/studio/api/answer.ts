import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import { documentProblems } from '../../shared/document-problems.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { studioApi, type StudioMethod } from '../../shared/rpc/studio-api.ts'
import type { Services } from '../services.ts'
import { problemOf } from '../system/problem-of.ts'
import { handlers } from './catalogue.ts'

const isMethod = (name: string): name is StudioMethod => Object.hasOwn(studioApi, name)

/** Handlers seen from the router: the method's name has picked the schemas that go with it. */
type AnyHandler = (input: unknown, services: Services) => unknown

/**
 * Answers one call, whoever made it: input and output pass the contract's schemas, and nothing thrown gets through.
 *
 * Problems  system/unknown-method, system/bad-input, system/fault, and whatever the handler found
 */
export async function answer(services: Services, method: string, input: unknown): Promise<Checked<unknown>> {
  if (!isMethod(method)) return fail(problem('system/unknown-method', { method: method.slice(0, 64) }))
  const parsed = studioApi[method].input.safeParse(input)
  if (!parsed.success) {
    const [first] = documentProblems(parsed.error, input, 'the input')
    const refused = problem('system/bad-input', { method, detail: first?.message ?? 'not of its schema' })
    services.log.warn('input refused', { method, at: first?.at })
    return fail(first?.at === undefined ? refused : { ...refused, at: first.at })
  }
  try {
    const output = await (handlers[method] as AnyHandler)(parsed.data, services)
    return ok(studioApi[method].output.parse(output))
  } catch (error) {
    return fail(problemOf(error, method, services.log))
  }
}

import type { TrainingSpec } from '../shared/training/training-spec.ts'
import { UsageError, type OptionDefinition } from './commands/command.ts'

export const setOption: Readonly<Record<string, OptionDefinition>> = {
  set: {
    type: 'string',
    value: 'NAME=VALUE,…',
    help: 'Other settings of the plan, such as optimizer.learningRate=0.01,gradientAccumulation=4; VALUE may be JSON.'
  }
}

/**
 * The plan with settings by their path in it; the schema checks them afterwards.
 *
 * Throws  UsageError  for words that are no NAME=VALUE
 */
export function withSettings(training: TrainingSpec, given: string | boolean | undefined): unknown {
  if (typeof given !== 'string') return training
  const changed = structuredClone(training) as unknown as Record<string, unknown>
  for (const word of splitSettings(given)) {
    const [, name, value] = /^([A-Za-z0-9.]+)=(.+)$/su.exec(word) ?? []
    if (name === undefined || value === undefined) {
      throw new UsageError(`--set takes NAME=VALUE, such as batchSize=64, not "${word}".`)
    }
    setAt(changed, name.split('.'), parseValue(value))
  }
  return changed
}

/** Between the commas that stand outside of JSON. */
function splitSettings(given: string): string[] {
  const words: string[] = []
  let depth = 0
  let word = ''
  for (const letter of given) {
    if ('{['.includes(letter)) depth += 1
    if ('}]'.includes(letter)) depth -= 1
    if (letter === ',' && depth === 0) {
      words.push(word)
      word = ''
    } else word += letter
  }
  return [...words, word].map((one) => one.trim()).filter((one) => one !== '')
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

function setAt(
  target: Record<string, unknown>,
  [name = '', ...rest]: readonly string[],
  value: unknown
): void {
  if (rest.length === 0) {
    target[name] = value
    return
  }
  const known = target[name]
  const inner = typeof known === 'object' && known !== null ? { ...known } : {}
  setAt(inner, rest, value)
  target[name] = inner
}

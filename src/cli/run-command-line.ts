import { parseArgs } from 'node:util'
import { ProblemError, type Problem } from '../shared/core/checked.ts'
import { problem } from '../shared/problems/catalogue.ts'
import {
  ProblemsError,
  UsageError,
  type Command,
  type CommandContext,
  type ExitStatus
} from './commands/command.ts'
import { commandHelp, optionsOf, overview } from './help.ts'
import { createProgress } from './progress.ts'
import { productVersion } from '../studio/product-version.ts'

/** Runs one command line to its end. */
export async function runCommandLine(
  words: readonly string[],
  commands: readonly Command[]
): Promise<ExitStatus> {
  const [name, ...rest] = words
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(`${overview(commands)}\n`)
    return name === undefined ? 2 : 0
  }
  if (name === '--version') {
    process.stdout.write(`${productVersion}\n`)
    return 0
  }
  const command = commands.find((one) => one.name === name)
  if (command === undefined) {
    process.stderr.write(`There is no command "${name}".\n\n${overview(commands)}\n`)
    return 2
  }
  return runCommand(command, rest)
}

async function runCommand(command: Command, words: readonly string[]): Promise<ExitStatus> {
  const progress = createProgress(process.stderr)
  // Known before the words are parsed, so that even wrong usage is answered in the form asked for.
  const isJson = words.includes('--json')
  try {
    const { values, positionals } = parse(command, words)
    if (values['help'] === true) {
      process.stdout.write(`${commandHelp(command)}\n`)
      return 0
    }
    checkCount(command, positionals)
    const context: CommandContext = {
      progress,
      signal: interruption((text) => progress.line(text), command.interruption),
      env: process.env
    }
    const result = await command.run(positionals, values, context)
    progress.clear()
    if (isJson && result.document !== undefined) process.stdout.write(`${JSON.stringify(result.document)}\n`)
    if (!isJson) for (const line of result.lines) process.stdout.write(`${line}\n`)
    return result.status ?? 0
  } catch (error) {
    progress.clear()
    return report(error, command, isJson)
  }
}

function parse(command: Command, words: readonly string[]) {
  const options = Object.fromEntries(
    Object.entries(optionsOf(command)).map(([name, { type }]) => [name, { type }])
  )
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function checkCount({ usage, minArguments, maxArguments }: Command, found: readonly string[]): void {
  if (found.length >= minArguments && found.length <= maxArguments) return
  throw new UsageError(
    usage === '' ? `Nothing was expected, but "${found.join(' ')}" was given.` : `Expected: ${usage}`
  )
}

const usualInterruption = 'Stopping at the next step; the best model is kept.'

/** Ctrl-C asks for an end at the next step; a second one ends the process. A terminal that is closed asks too. */
function interruption(say: (text: string) => void, words = usualInterruption): AbortSignal {
  const abort = new AbortController()
  const ask = (): void => {
    if (abort.signal.aborted) process.exit(130)
    say(`${words} Press Ctrl-C again to end at once.`)
    abort.abort()
  }
  process.on('SIGINT', ask)
  process.on('SIGTERM', ask)
  process.on('SIGHUP', ask)
  return abort.signal
}

function report(error: unknown, command: Command, isJson: boolean): ExitStatus {
  if (error instanceof UsageError) {
    if (isJson) process.stdout.write(`${JSON.stringify({ usage: error.message })}\n`)
    process.stderr.write(`${error.message}\n\n${commandHelp(command)}\n`)
    return 2
  }
  const problems = problemsOf(error, command)
  if (isJson) process.stdout.write(`${JSON.stringify({ problems })}\n`)
  for (const { code, message, fix } of problems) {
    process.stderr.write(`${message}${fix === undefined ? '' : `\n  → ${fix}`}\n  (${code})\n`)
  }
  const isFault = problems.some(({ code }) => code === 'system/fault')
  if (isFault && process.env['LAYERWRIGHT_DEBUG'] !== undefined)
    process.stderr.write(`${String((error as Error).stack)}\n`)
  return isFault ? 3 : 1
}

function problemsOf(error: unknown, command: Command): readonly Problem[] {
  if (error instanceof ProblemsError) return error.problems
  if (error instanceof ProblemError) return [error.problem]
  return [problem('system/fault', { what: command.name })]
}

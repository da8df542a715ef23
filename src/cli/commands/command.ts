import type { Problem } from '../../shared/core/checked.ts'

/** 0 done · 1 something the person can put right · 2 wrong usage · 3 a fault of ours */
export type ExitStatus = 0 | 1 | 2 | 3

/** What a command says at its end: a document for `--json`, or lines for a person. */
export interface CommandResult {
  readonly document: unknown
  readonly lines: readonly string[]
  readonly status?: ExitStatus
}

/** Where a command tells how far it is; standard error. */
export interface Progress {
  /** doneShare null: it cannot be told. */
  show(doneShare: number | null, text: string): void
  line(text: string): void
  clear(): void
}

export interface CommandContext {
  readonly progress: Progress
  /** Aborted by Ctrl-C; pressed again, the process ends at once. */
  readonly signal: AbortSignal
  readonly env: NodeJS.ProcessEnv
}

export interface OptionDefinition {
  readonly type: 'string' | 'boolean'
  readonly value?: string
  readonly help: string
}

export interface Command {
  readonly name: string
  /** `RECIPE.json`, `RUN RUN…`: as shown in the help. */
  readonly usage: string
  readonly summary: string
  /** What Ctrl-C is answered with, where it is not a training that stops. */
  readonly interruption?: string
  readonly minArguments: number
  readonly maxArguments: number
  readonly options: Readonly<Record<string, OptionDefinition>>
  /** Lines of its help after the options. */
  readonly notes?: readonly string[]
  run(
    args: readonly string[],
    options: Readonly<Record<string, string | boolean | undefined>>,
    context: CommandContext
  ): Promise<CommandResult>
}

/** The command line was used wrongly; ends with status 2. */
export class UsageError extends Error {}

/** Several things to put right at once, all of them told. */
export class ProblemsError extends Error {
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(problems[0]?.message ?? 'unknown')
    this.problems = problems
  }
}

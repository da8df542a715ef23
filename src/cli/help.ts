import type { Command, OptionDefinition } from './commands/command.ts'

const shared: Readonly<Record<string, OptionDefinition>> = {
  json: { type: 'boolean', help: 'Print exactly one JSON document on standard output, and nothing else.' },
  help: { type: 'boolean', help: 'Show this help.' }
}

/** The options of a command together with those that all have. */
export const optionsOf = (command: Command): Readonly<Record<string, OptionDefinition>> => ({
  ...command.options,
  ...shared
})

export function overview(commands: readonly Command[]): string {
  const usages = commands.map(({ name, usage }) => `${name} ${usage}`.trim())
  const width = Math.max(...usages.map((usage) => usage.length)) + 2
  const rows = commands.map(({ summary }, index) => `  ${(usages[index] ?? '').padEnd(width)}${summary}`)
  return [
    'layerwright: build, train, compare and export neural networks on your own machine.',
    '',
    'Usage: layerwright COMMAND [ARGUMENTS] [OPTIONS]',
    '',
    ...rows,
    '',
    'layerwright COMMAND --help shows the options of a command.',
    'Exit status: 0 done; 1 something you can put right; 2 wrong usage; 3 a fault of ours.'
  ].join('\n')
}

export function commandHelp(command: Command): string {
  const options = Object.entries(optionsOf(command)).map(([name, option]) => ({
    form: `--${name}${option.value === undefined ? '' : ` ${option.value}`}`,
    help: option.help
  }))
  const width = Math.max(...options.map(({ form }) => form.length)) + 2
  return [
    command.summary,
    '',
    `Usage: layerwright ${`${command.name} ${command.usage}`.trim()} [OPTIONS]`,
    '',
    ...options.map(({ form, help }) => `  ${form.padEnd(width)}${help}`),
    ...(command.notes === undefined ? [] : ['', ...command.notes])
  ].join('\n')
}

/** `layerwright`: the same studio, from a terminal or a script. */
import { commands } from './commands/catalogue.ts'
import { runCommandLine } from './run-command-line.ts'

process.exitCode = await runCommandLine(process.argv.slice(2), commands)
// More than a pipe holds has not left yet, and would be lost.
for (const stream of [process.stdout, process.stderr])
  await new Promise((resolve) => stream.write('', resolve))
// A library's leftover timer must not keep a finished command alive.
process.exit()

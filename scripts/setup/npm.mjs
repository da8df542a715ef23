import { realpathSync } from 'node:fs'
import { findProgram } from './paths.mjs'
import { SetupProblem } from './problem.mjs'
import { say } from './words.mjs'

/**
 * npm's own program, run by the Node of choice: under an old Node npm takes older versions of packages and skips
 * native parts.
 *
 * @param {readonly string[]} args
 * @param {string} node
 * @returns {[program: string, args: string[]]}
 */
export function npmCommand(args, node) {
  const program = ownNpm() ?? onPath()
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error']
  return [node, [program, ...args, ...quiet]]
}

/** The npm that started this script; another package manager does not count. */
function ownNpm() {
  const program = process.env.npm_execpath
  return program?.endsWith('npm-cli.js') ? program : undefined
}

function onPath() {
  const found = findProgram(['npm'])
  if (found) return realpathSync(found)
  throw new SetupProblem({
    expected: say('npm beside Node', '与 Node 一同安装的 npm'),
    found: say('no npm on the PATH', 'PATH 中没有 npm'),
    fix: say(
      'Install npm; it comes with Node from every usual source.',
      '请安装 npm；常见的 Node 安装包都带有它。'
    )
  })
}

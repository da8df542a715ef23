import { say } from './words.mjs'

/** Something the set-up cannot do by itself, told so that a person can. */
export class SetupProblem extends Error {
  /** @param {{ expected: string, found: string, fix: string }} told */
  constructor({ expected, found, fix }) {
    super(`expected ${expected}; found ${found}; to put right: ${fix}`)
    this.name = 'SetupProblem'
    this.expected = expected
    this.found = found
    this.fix = fix
  }
}

/**
 * @param {string} step  title of the step that stopped
 * @param {SetupProblem} problem
 */
export function describe(step, { expected, found, fix }) {
  return [
    `${say('Set-up stopped at', '安装停在')}${say(': ', '：')}${step}`,
    `${say('  Expected      ', '  需要  ')}${expected}`,
    `${say('  Found         ', '  实际  ')}${found}`,
    `${say('  To put right  ', '  解决  ')}${fix}`,
    ''
  ].join('\n')
}

/**
 * Ends the process with status 1 and a clear word when `work` meets something that a person has to put right.
 *
 * @template T
 * @param {string} what
 * @param {() => T} work
 * @returns {T}
 */
export function stopOnProblem(what, work) {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error
    process.stderr.write(describe(what, error))
    process.exit(1)
  }
}

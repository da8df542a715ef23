import { binding } from './binding.mjs'
import { electron } from './electron.mjs'
import { engine } from './engine.mjs'
import { node } from './node.mjs'
import { packages } from './packages.mjs'
import { system, systemForTests } from './system.mjs'
import { tensorflow } from './tensorflow.mjs'

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} title
 * @property {() => boolean} isDone  quick, and without a change
 * @property {(progress: import('../wheel.mjs').Progress) => Promise<void>} run
 */

/** What the studio, its trainer and the command line run on. */
const runtime = [node, packages, tensorflow, binding, engine]

/** Which steps each purpose needs, in order. */
export const STEPS = /** @type {const} @satisfies {Record<string, readonly Step[]>} */ ({
  commandLine: runtime,
  window: [...runtime, system, electron],
  tests: [...runtime, systemForTests, electron]
})

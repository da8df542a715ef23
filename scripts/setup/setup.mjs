import { mkdirSync } from 'node:fs'
import { endOrphan, lockPath } from './command.mjs'
import { sweepUnfinished } from './files.mjs'
import { withLock } from './lock.mjs'
import { cacheFolder, nodePath } from './paths.mjs'
import { describe, SetupProblem } from './problem.mjs'
import { startProgress } from './progress.mjs'
import { STEPS } from './steps/catalogue.mjs'
import { say } from './words.mjs'

/**
 * Brings what is missing for a purpose; quick and silent when nothing is.
 *
 * @param {keyof typeof STEPS} purpose
 * @returns {Promise<string>} path of Node 24; the process ends with status 1 when something cannot be had
 */
export async function setUp(purpose) {
  const steps = STEPS[purpose]
  if (!steps.every((step) => step.isDone())) await bringMissing(steps)
  return nodePath()
}

/** @param {number} began */
const seconds = (began) => ((Date.now() - began) / 1000).toFixed(1)

/** @param {readonly import('./steps/catalogue.mjs').Step[]} steps */
async function bringMissing(steps) {
  const began = Date.now()
  process.stderr.write(
    `${say('Layerwright brings what it needs; this is done once and can be interrupted.', '层匠正在准备所需的组件；只需这一次，随时可以中断。')}\n`
  )
  mkdirSync(cacheFolder(), { recursive: true })
  /** @param {number} pid */
  const onWait = (pid) =>
    process.stderr.write(
      `${say(`Another set-up (process ${pid}) is at work; waiting for it.`, `另一个安装（进程 ${pid}）正在进行，等它完成。`)}\n`
    )

  await withLock(lockPath(), { onWait, onTakeOver: endOrphan }, async () => {
    sweepUnfinished()
    for (const [index, step] of steps.entries()) {
      if (!step.isDone()) await runStep(step, index + 1, steps.length)
    }
  })
  process.stderr.write(
    `${say(`Ready after ${seconds(began)} s.`, `准备完毕，用时 ${seconds(began)} 秒。`)}\n`
  )
}

/**
 * @param {import('./steps/catalogue.mjs').Step} step
 * @param {number} number
 * @param {number} of
 */
async function runStep(step, number, of) {
  const progress = startProgress({ number, of, title: step.title })
  try {
    await step.run(progress)
    progress.end('done')
  } catch (error) {
    progress.end('stopped')
    if (!(error instanceof SetupProblem)) throw error
    process.stderr.write(describe(step.title, error))
    process.exit(1)
  }
}

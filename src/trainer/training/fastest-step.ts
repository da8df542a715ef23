import { problem } from '../../shared/problems/catalogue.ts'
import type { EngineChoice, EngineName } from '../../shared/training/engine.ts'
import { readWeights, writeWeights } from '../network/build-model.ts'
import { TOLERANCE, type FirstStep } from './compare-step.ts'
import type { CompiledEngine, CompiledStep } from './compiled-step/compiled-step.ts'
import { measureStep } from './measure-step.ts'
import { compare, placeOf, tryCompiled, type ChoiceParts } from './open-engine.ts'

/** Trainings that take less by the compiled step are not worth XLA's time to make a program. */
const XLA_PAYS_MS = 4000
/** And those not worth recording the step a second time. */
const SINGLE_THREAD_PAYS_MS = 1500
/** Steps that take longer have operations large enough to share among threads. */
const SINGLE_THREAD_STEP_MS = 2
/** What is taken up instead of the compiled step has to be this much faster, or the noise of a machine would choose. */
const CLEARLY_FASTER = 0.95

export type Candidate = EngineChoice['candidates'][number]

export const candidateOf = (engine: EngineName, found: Partial<Candidate>): Candidate => ({
  engine,
  microsecondsPerSample: null,
  difference: null,
  refusal: null,
  ...found
})

interface Compiled {
  readonly step: CompiledStep
  readonly difference: number
  readonly wanted: FirstStep
  readonly stepCount: number
}

export interface Fastest {
  readonly step: CompiledStep
  readonly engine: CompiledEngine
  readonly reason: EngineChoice['reason']
  readonly candidates: readonly Candidate[]
}

interface Measured {
  readonly step: CompiledStep
  readonly engine: CompiledEngine
  readonly time: number
}

/**
 * The fastest way to run a step that is compiled already, found by running each for a moment from the same weights. What
 * could not pay for its own trial is not tried. Weights and optimiser are afterwards as before.
 */
export async function findFastest(parts: ChoiceParts, compiled: Compiled): Promise<Fastest> {
  const { step, difference, stepCount } = compiled
  const start = readWeights(parts.model)
  const measure = async (one: CompiledStep): Promise<number> => {
    const time = await measureStep(one, parts)
    // Otherwise the weights that it made would still wait to be taken over.
    await one.updateModel()
    writeWeights(parts.model, start)
    await one.reset()
    return time
  }
  const time = await measure(step)
  const candidates = [candidateOf('compiled', { difference, microsecondsPerSample: time })]
  const msPerStep = (time * Math.min(parts.batchSize, parts.trainRows.length)) / 1000
  let best: Measured = { step, engine: 'compiled', time }
  if (msPerStep * stepCount >= XLA_PAYS_MS) {
    const xla = await tryXla(parts, compiled, measure)
    candidates.push(xla)
    const { microsecondsPerSample: found } = xla
    if (found !== null && found < time * CLEARLY_FASTER) best = { step, engine: 'xla-epoch', time: found }
    else step.useXla(false)
  }
  const isSmall = msPerStep <= SINGLE_THREAD_STEP_MS
  const isTried = best.engine === 'compiled' && isSmall && msPerStep * stepCount >= SINGLE_THREAD_PAYS_MS
  if (isTried) best = await trySingleThread(parts, { compiled, best, candidates, measure })
  const reason = candidates.length === 1 ? 'short' : 'measured'
  return { step: best.step, engine: best.engine, reason, candidates }
}

type Measure = (step: CompiledStep) => Promise<number>

async function tryXla(parts: ChoiceParts, { step, wanted }: Compiled, measure: Measure): Promise<Candidate> {
  try {
    step.useXla(true)
    const difference = await compare(step, parts, wanted)
    if (difference > TOLERANCE) {
      return candidateOf('xla-epoch', {
        difference,
        refusal: problem('training/compiled-differs', { difference }).message
      })
    }
    return candidateOf('xla-epoch', { difference, microsecondsPerSample: await measure(step) })
  } catch (error) {
    return candidateOf('xla-epoch', { refusal: placeOf(error instanceof Error ? error : new Error('?')) })
  }
}

interface SingleThreadTrial {
  readonly compiled: Compiled
  readonly best: Measured
  readonly candidates: Candidate[]
  readonly measure: Measure
}

/** The better of what is best so far and a step of its own on a single thread; the other is given back. */
async function trySingleThread(
  parts: ChoiceParts,
  { compiled, best, candidates, measure }: SingleThreadTrial
): Promise<Measured> {
  const engine = 'compiled-single-thread'
  const tried = await tryCompiled(parts, engine, compiled.wanted)
  if (tried.step === undefined) {
    candidates.push(candidateOf(engine, { refusal: tried.reason }))
    return best
  }
  const { step, difference } = tried
  const time = await measure(step)
  candidates.push(candidateOf(engine, { difference, microsecondsPerSample: time }))
  if (time >= best.time * CLEARLY_FASTER) {
    step.dispose()
    return best
  }
  best.step.dispose()
  return { step, engine, time }
}

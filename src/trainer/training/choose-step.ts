import { ProblemError, type Problem } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { engineName, type EngineChoice, type EngineName } from '../../shared/training/engine.ts'
import type { CompiledEngine, CompiledStep } from './compiled-step/compiled-step.ts'
import { giveMemoryBack } from './compiled-step/native-graph.ts'
import { createSampleHolder } from './compiled-step/samples.ts'
import { candidateOf, findFastest, type Candidate } from './fastest-step.ts'
import { openEagerStep, runEagerly, tryCompiled, type ChoiceParts } from './open-engine.ts'
import type { TrainingStep } from './step.ts'

export type { ChoiceParts } from './open-engine.ts'

export interface ChosenStep {
  readonly step: TrainingStep
  readonly engine: EngineName
  readonly choice: EngineChoice
  /** Why no compiled step can be used; undefined where one is, or where none was asked for. */
  readonly warning: Problem | undefined
}

/** What tests and benches ask for by LAYERWRIGHT_ENGINE; undefined leaves the choice to the program. */
const askedByEnvironment = (): EngineName | undefined =>
  engineName.safeParse(process.env.LAYERWRIGHT_ENGINE).data

/**
 * The engine that a run is to repeat, else the one that the environment or the recipe names, else the fastest whose
 * first step gives what the operations one by one give. The model's weights are afterwards as before.
 *
 * Problems  training/engine-refused   the engine that is asked for cannot compute this model
 */
export async function chooseStep(parts: ChoiceParts, forced?: EngineName): Promise<ChosenStep> {
  // Before and after, or what loading and trying have needed for a moment would be held by the whole training.
  giveMemoryBack()
  const holder = createSampleHolder()
  try {
    return await choose({ ...parts, holder }, forced)
  } finally {
    holder.close()
    giveMemoryBack()
  }
}

async function choose(parts: ChoiceParts, forced: EngineName | undefined): Promise<ChosenStep> {
  const asked = forced ?? askedByEnvironment() ?? parts.engine ?? 'auto'
  if (asked === 'auto') return chooseFastest(parts)
  if (asked === 'eager') return useEager(parts, 'asked', { candidates: [], warning: undefined })
  const tried = await tryCompiled(parts, asked, await runEagerly(parts))
  if (tried.step === undefined) {
    throw new ProblemError(problem('training/engine-refused', { engine: asked, reason: tried.reason }))
  }
  return useCompiled(tried.step, asked, 'asked', [candidateOf(asked, { difference: tried.difference })])
}

function useEager(
  parts: ChoiceParts,
  reason: EngineChoice['reason'],
  {
    candidates,
    warning
  }: { readonly candidates: readonly Candidate[]; readonly warning: Problem | undefined }
): ChosenStep {
  const choice: EngineChoice = { engine: 'eager', reason, candidates: [...candidates] }
  return { step: openEagerStep(parts), engine: 'eager', choice, warning }
}

const useCompiled = (
  step: CompiledStep,
  engine: CompiledEngine,
  reason: EngineChoice['reason'],
  candidates: readonly Candidate[]
): ChosenStep => ({
  step,
  engine,
  choice: { engine, reason, candidates: [...candidates] },
  warning: undefined
})

async function chooseFastest(parts: ChoiceParts): Promise<ChosenStep> {
  const wanted = await runEagerly(parts)
  const tried = await tryCompiled(parts, 'compiled', wanted)
  if (tried.step === undefined) {
    const refused = candidateOf('compiled', { refusal: tried.reason })
    return useEager(parts, 'only', { candidates: [refused], warning: tried.warning })
  }
  const { step, difference } = tried
  const { stepCount } = parts
  if (stepCount === undefined) {
    return useCompiled(step, 'compiled', 'short', [candidateOf('compiled', { difference })])
  }
  const fastest = await findFastest(parts, { step, difference, wanted, stepCount })
  return useCompiled(fastest.step, fastest.engine, fastest.reason, fastest.candidates)
}

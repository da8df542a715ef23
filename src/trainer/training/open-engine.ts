import type { Problem } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { EngineWish } from '../../shared/training/engine.ts'
import type { OptimizerSpec } from '../../shared/training/training-spec.ts'
import { differenceOf, runFirstStep, TOLERANCE, type FirstStep } from './compare-step.ts'
import {
  createCompiledStep,
  type CompiledEngine,
  type CompiledParts,
  type CompiledStep
} from './compiled-step/compiled-step.ts'
import { useFusedBatchNorm } from './compiled-step/fused-batch-norm.ts'
import { useFusedConvolution } from './compiled-step/fused-convolution.ts'
import { useFusedDense } from './compiled-step/fused-dense.ts'
import { giveMemoryBack, isAddOnThere } from './compiled-step/native-graph.ts'
import { RecordingError } from './compiled-step/recorder.ts'
import { createOptimizer } from './optimizers.ts'
import { createEagerStep, type StepParts, type TrainingStep } from './step.ts'

export interface ChoiceParts extends Omit<StepParts, 'optimizer'>, CompiledParts {
  readonly optimizer: OptimizerSpec
  /** What the recipe asks for; 'auto' where left out. */
  readonly engine?: EngineWish
  /** Steps of the whole training: what trying has to pay for. A training of unknown length counts as short. */
  readonly stepCount?: number
}

export type Tried =
  | { readonly step: CompiledStep; readonly difference: number }
  | { readonly step: undefined; readonly warning: Problem; readonly reason: string }

/** A compiled step whose first step gives what the operations one by one give, or why there is none. */
export async function tryCompiled(
  parts: ChoiceParts,
  engine: CompiledEngine,
  wanted: FirstStep
): Promise<Tried> {
  if (!isAddOnThere()) {
    const warning = problem('training/engine-missing', {})
    return { step: undefined, warning, reason: warning.message }
  }
  let step: CompiledStep | undefined
  try {
    step = await createCompiledStep(parts, engine)
    const difference = await compare(step, parts, wanted)
    if (difference <= TOLERANCE) return { step, difference }
    step.dispose()
    const warning = problem('training/compiled-differs', { difference })
    return { step: undefined, warning, reason: warning.message }
  } catch (thrown) {
    step?.dispose()
    const error = thrown instanceof Error ? thrown : new Error(String(thrown))
    const place = placeOf(error)
    return { step: undefined, warning: problem('training/not-compiled', { place }), reason: place }
  }
}

/** What a person is told of what went wrong: the layer, or the first line. */
export const placeOf = (error: Error): string =>
  error instanceof RecordingError ? error.place : (error.message.split('\n')[0] ?? '')

/** How far a step's first one is from what is wanted; it has forgotten it afterwards. */
export async function compare(step: CompiledStep, parts: ChoiceParts, wanted: FirstStep): Promise<number> {
  const difference = differenceOf(wanted, await runFirstStep(step, parts))
  await step.reset()
  return difference
}

/**
 * What every engine is compared with. Convolutions, dense layers and batch normalisation are the recorded ones: by
 * others the last bits of a deep network's millions of results differ, and where one of them decides a relu otherwise,
 * all gradients below it change by a thousandth; and late in a training, where a run goes on, last bits are much of a
 * small loss. Their own tests compare them with tfjs.
 */
export async function runEagerly(parts: ChoiceParts): Promise<FirstStep> {
  const restorers = isAddOnThere()
    ? [useFusedConvolution(), useFusedDense({ isForXla: false }), useFusedBatchNorm()]
    : []
  const eager = openEagerStep(parts)
  try {
    return await runFirstStep(eager, parts)
  } finally {
    eager.dispose()
    for (const restore of restorers) restore()
    // Operations one by one hold every intermediate result, which is far more than a recorded step needs.
    giveMemoryBack()
  }
}

export function openEagerStep(parts: ChoiceParts): TrainingStep {
  const optimizer = createOptimizer(parts.optimizer, parts.model.variables, parts.gradients)
  const step = createEagerStep({ ...parts, optimizer })
  return {
    ...step,
    dispose: () => {
      step.dispose()
      optimizer.dispose()
    }
  }
}

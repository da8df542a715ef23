import type { PreparedTarget } from '../../shared/dataset/prepared-data.ts'
import type { ModelSpec } from '../../shared/network/model-spec.ts'
import { resolveAuxiliaryLosses } from '../../shared/training/auxiliary-losses.ts'
import type { ModelTraining } from './build-model.ts'

/** The plan with a loss for each target that is predicted beside the main one. */
export const withAuxiliaryLosses = <Plan extends ModelTraining>(
  plan: Plan,
  spec: ModelSpec,
  target: PreparedTarget
): Plan =>
  target.auxiliaries === undefined
    ? plan
    : { ...plan, auxiliaryLosses: resolveAuxiliaryLosses(plan, spec, target) }

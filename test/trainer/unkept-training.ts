import type { TrainingSpec } from '../../src/shared/training/training-spec.ts'
import type { BuiltModel } from '../../src/trainer/network/build-model.ts'
import { createBestWeights } from '../../src/trainer/training/best-weights.ts'
import { openCourse } from '../../src/trainer/training/course.ts'
import type { FitParts } from '../../src/trainer/training/fit.ts'

/** What `fit` needs of a training that leaves nothing on the disk and is not ended by anybody. */
export function unkeptTraining(
  model: BuiltModel,
  training: TrainingSpec,
  rowCount: number
): Pick<FitParts, 'best' | 'course' | 'checkpoints' | 'describeState' | 'signal' | 'leaving'> {
  const { signal } = new AbortController()
  const { epochs, batchSize } = training
  return {
    best: createBestWeights(model),
    course: openCourse(training, { epochs, stepsPerEpoch: Math.ceil(rowCount / batchSize) }),
    checkpoints: {
      place: { epoch: 1, step: 0 },
      isStuck: false,
      isDue: () => false,
      keep: async () => {},
      settle: async () => {},
      finish: async () => {}
    },
    describeState: () => '',
    signal,
    leaving: signal
  }
}

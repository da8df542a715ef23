import { scheduledRate, type TrainingLength } from '../../../shared/training/schedule.ts'
import type { TrainingSpec } from '../../../shared/training/training-spec.ts'

const pointCount = 120

/** The learning rate of evenly spread steps of a training, the first and the last among them. */
export function rateCurve(
  { optimizer, schedule }: Pick<TrainingSpec, 'optimizer' | 'schedule'>,
  length: TrainingLength
): readonly number[] {
  const last = Math.max(1, length.stepsPerEpoch * length.epochs - 1)
  return Array.from({ length: pointCount }, (_, index) =>
    scheduledRate(schedule, optimizer.learningRate, Math.round((index * last) / (pointCount - 1)), length)
  )
}

import { z } from 'zod'
import { epochRecord, type EpochRecord } from '../../shared/training/run-events.ts'
import type { TrainingLength } from '../../shared/training/schedule.ts'
import type { TrainingSpec } from '../../shared/training/training-spec.ts'
import type { Place } from './checkpoint/checkpoint-folder.ts'
import { watchEpochs, type EpochWatch } from './early-stopping.ts'
import { createLearningRate, plateauState, type LearningRate } from './learning-rate.ts'
import { createMemory, remembered, type Memory } from './remembered.ts'

/** What one pass over the training rows carries from step to step. */
export interface Pass {
  readonly epoch: number
  rowCount: number
  lossSum: number
  scoreSum: number
  /** Steps of this epoch that were begun, and those of them whose results were read. */
  stepCount: number
  readStepCount: number
  /** Losses not yet told, and sizes of the batches whose results were not yet read. */
  untold: number[]
  batchSizes: number[]
  /** Of the last step. */
  learningRate: number
}

export const startPass = (epoch: number): Pass => ({
  epoch,
  rowCount: 0,
  lossSum: 0,
  scoreSum: 0,
  stepCount: 0,
  readStepCount: 0,
  untold: [],
  batchSizes: [],
  learningRate: 0
})

/** Training time, all attempts at the run together. */
export interface TrainingClock {
  readonly elapsedMs: number
  /** Of that, in the running epoch. */
  readonly epochMs: number
  startEpoch(): void
}

/** How far a training is. Everything in it that a checkpoint must hold is a part of its memory. */
export interface Course {
  pass: Pass
  readonly records: EpochRecord[]
  readonly watch: EpochWatch
  readonly rate: LearningRate
  readonly clock: TrainingClock
  readonly memory: Memory
}

const passState = z.strictObject({
  epoch: z.int().min(1),
  stepCount: z.int().min(0),
  rowCount: z.int().min(0),
  lossSum: z.number(),
  scoreSum: z.number(),
  learningRate: z.number()
})

/**
 * A training before its first step.
 *
 * Input  now: milliseconds of a clock that never goes back
 */
export function openCourse(
  training: Pick<TrainingSpec, 'earlyStopping' | 'optimizer' | 'schedule' | 'reduceOnPlateau'>,
  length: TrainingLength,
  now: () => number = () => performance.now()
): Course {
  const { clock, memory: clockMemory } = createClock(now)
  const watch = watchEpochs(training.earlyStopping)
  const rate = createLearningRate(training, length)
  const records: EpochRecord[] = []
  const course: Course = {
    pass: startPass(1),
    records,
    watch,
    rate,
    clock,
    memory: createMemory([
      clockMemory,
      watch.memory,
      remembered('learning-rate', plateauState, rate),
      remembered('history', z.array(epochRecord), {
        state: () => [...records],
        restore: (state) => {
          records.splice(0, Infinity, ...state)
        }
      }),
      remembered('epoch', passState, {
        state: () => {
          const { epoch, readStepCount, rowCount, lossSum, scoreSum, learningRate } = course.pass
          return { epoch, stepCount: readStepCount, rowCount, lossSum, scoreSum, learningRate }
        },
        restore: ({ epoch, stepCount, ...sums }) => {
          course.pass = { ...startPass(epoch), ...sums, stepCount, readStepCount: stepCount }
        }
      })
    ])
  }
  return course
}

const clockState = z.strictObject({ elapsedMs: z.number().min(0), epochMs: z.number().min(0) })

function createClock(now: () => number) {
  let startedAt = now()
  let epochStartedAt = startedAt
  const clock: TrainingClock = {
    get elapsedMs() {
      return now() - startedAt
    },
    get epochMs() {
      return now() - epochStartedAt
    },
    startEpoch: () => {
      epochStartedAt = now()
    }
  }
  const memory = remembered('clock', clockState, {
    state: () => ({ elapsedMs: clock.elapsedMs, epochMs: clock.epochMs }),
    restore: ({ elapsedMs, epochMs }) => {
      startedAt = now() - elapsedMs
      epochStartedAt = now() - epochMs
    }
  })
  return { clock, memory }
}

/** Where a training is between two steps, all results read. */
export const placeOf = ({ pass }: Course): Place => ({ epoch: pass.epoch, step: pass.readStepCount })

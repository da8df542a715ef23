import { memoryUsage } from 'node:process'
import type { RunEvent } from '../../shared/training/run-events.ts'

type Progress = Extract<RunEvent, { type: 'progress' }>

/** Shortest time between two progress events. */
const INTERVAL_MS = 100

export interface ProgressMeter {
  /** Whether an event is due, so that results are only fetched when they are. */
  isDue(): boolean
  /** Counts a step's samples. */
  count(sampleCount: number): void
  /** The event for the losses since the last one. */
  report(epoch: number, step: number, stepLosses: readonly number[]): Progress
}

/**
 * Measures speed and time left, and keeps events to ten a second.
 *
 * Input  now: milliseconds of a clock that never goes back
 */
export function createProgressMeter(
  totalStepCount: number,
  now: () => number = () => performance.now()
): ProgressMeter {
  const startedAt = now()
  let doneStepCount = 0
  let sampleCount = 0
  let reportedAt = startedAt
  return {
    isDue: () => now() - reportedAt >= INTERVAL_MS,
    count: (samples) => {
      doneStepCount += 1
      sampleCount += samples
    },
    report: (epoch, step, stepLosses) => {
      const at = now()
      const sinceReportMs = Math.max(at - reportedAt, 1e-3)
      const perStepMs = (at - startedAt) / Math.max(doneStepCount, 1)
      const event: Progress = {
        type: 'progress',
        epoch,
        step,
        stepLosses: [...stepLosses],
        samplesPerSecond: (sampleCount / sinceReportMs) * 1000,
        remainingMs: doneStepCount === 0 ? null : perStepMs * (totalStepCount - doneStepCount),
        memoryBytes: memoryUsage.rss()
      }
      reportedAt = at
      sampleCount = 0
      return event
    }
  }
}

import type { ForecastReport } from '../../../shared/evaluation/evaluation-report.ts'
import { BAND_SHARE } from '../../../shared/evaluation/forecast-band.ts'

/** Away from the promised share by more than this, the series is no longer what it was in validation. */
const TOLERANCE = 0.05

export type BandVerdict = 'asPromised' | 'learned' | 'less' | 'more'

/** Whether the band held what it promises; 'learned' of rows whose errors say little, as they were learned from. */
export function judgeBand(part: ForecastReport['part'], coverage: number): BandVerdict {
  if (part === 'train') return 'learned'
  if (Math.abs(coverage - BAND_SHARE) <= TOLERANCE) return 'asPromised'
  return coverage < BAND_SHARE ? 'less' : 'more'
}

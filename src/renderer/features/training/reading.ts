import type { EpochRecord } from '../../../shared/training/run-events.ts'

export type Reading = 'overfitting' | 'gap' | 'validationBetter' | 'stillFalling' | 'healthy'

const risingEpochs = 3
/** Smaller rises are the jitter that any validation loss has. */
const clearlyAbove = 1.1
/** Training loss is below validation loss in most runs; this many times below says something. */
const wideGap = 5

/** The loss that decides which epoch is best: validation's, or training's where there is no validation part. */
export const decidingLoss = (record: EpochRecord): number =>
  record.validation['loss'] ?? record.train['loss'] ?? Number.NaN

/**
 * What the curves say in words, the most useful thing first.
 *
 * overfitting       validation loss a tenth above its best, at least 3 epochs later, while training loss is below what it was there
 * gap               validation loss at the best epoch more than 5 times the training loss there
 * stillFalling      the last epoch is the best, of at least 3
 * validationBetter  validation loss at the best epoch below training loss
 */
export function readCurves(records: readonly EpochRecord[], isFinished: boolean): readonly Reading[] {
  const best = bestRecord(records)
  const last = records.at(-1)
  if (best === undefined || last === undefined) return []
  const bestValidation = best.validation['loss']
  const readings: Reading[] = []
  const lastValidation = last.validation['loss']
  const isRising =
    bestValidation !== undefined &&
    lastValidation !== undefined &&
    last.epoch - best.epoch >= risingEpochs &&
    lastValidation > bestValidation * clearlyAbove &&
    (last.train['loss'] ?? 0) < (best.train['loss'] ?? 0)
  if (isRising) readings.push('overfitting')
  if (isFinished && best.epoch === last.epoch && records.length >= 3) readings.push('stillFalling')
  if (bestValidation !== undefined && bestValidation < (best.train['loss'] ?? 0))
    readings.push('validationBetter')
  const isWide =
    bestValidation !== undefined && bestValidation > wideGap * (best.train['loss'] ?? bestValidation)
  if (isWide && !isRising) readings.push('gap')
  if (!isWide && !isRising) readings.push('healthy')
  return readings
}

/** The record of the epoch whose weights are kept. */
export function bestRecord(records: readonly EpochRecord[]): EpochRecord | undefined {
  return records.reduce<EpochRecord | undefined>(
    (best, record) => (best === undefined || decidingLoss(record) < decidingLoss(best) ? record : best),
    undefined
  )
}

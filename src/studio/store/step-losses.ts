import { z } from 'zod'
import type { RunId } from '../../shared/core/ids.ts'
import { emptyCurve, lossCurve, type LossCurve, type LossPoint } from '../../shared/training/loss-curve.ts'
import type { CurveMark } from '../../shared/training/run-state.ts'
import type { StoreDatabase } from './open-store.ts'

const points = z.array(z.tuple([z.number(), z.number()]))

/** What a continued run needs of its losses: the curve so far, and as it was at the newest checkpoints. */
const kept = z.strictObject({
  curve: lossCurve,
  marks: z.array(z.strictObject({ stepCount: z.int(), curve: lossCurve }))
})

export interface KeptLosses {
  readonly points: readonly LossPoint[]
  readonly curve: LossCurve
  readonly marks: readonly CurveMark[]
}

const writeSql = `INSERT INTO step_losses (run_id, points, marks) VALUES (?, ?, ?)
  ON CONFLICT (run_id) DO UPDATE SET points = excluded.points, marks = excluded.marks`

export function createStepLossQueries(database: StoreDatabase) {
  const write = database.prepare<[string, string, string]>(writeSql)
  const read = database.prepare<[string], { points: string }>(
    'SELECT points FROM step_losses WHERE run_id = ?'
  )
  const readMarks = database.prepare<[string], { marks: string | null }>(
    'SELECT marks FROM step_losses WHERE run_id = ?'
  )
  return {
    set: (runId: RunId, losses: KeptLosses): void => {
      const pairs = losses.points.map(({ x, y }) => [x, y])
      const { curve, marks } = losses
      write.run(runId, JSON.stringify(pairs), JSON.stringify({ curve, marks }))
    },
    get: (runId: RunId): LossPoint[] => {
      const row = read.get(runId)
      return row === undefined ? [] : points.parse(JSON.parse(row.points)).map(([x, y]) => ({ x, y }))
    },
    /** Empty for a run that an older version has kept. */
    marks: (runId: RunId): Pick<KeptLosses, 'curve' | 'marks'> => {
      const marks = readMarks.get(runId)?.marks ?? null
      return marks === null ? { curve: emptyCurve, marks: [] } : kept.parse(JSON.parse(marks))
    }
  }
}

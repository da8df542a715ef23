import { z } from 'zod'
import type { RunId } from '../../shared/core/ids.ts'
import type { StoreDatabase } from './open-store.ts'

const points = z.array(z.tuple([z.number(), z.number()]))

/** Mean loss of groups of steps: x in epochs. */
export interface LossPoint {
  readonly x: number
  readonly y: number
}

export function createStepLossQueries(database: StoreDatabase) {
  const write = database.prepare<[string, string]>(
    'INSERT INTO step_losses (run_id, points) VALUES (?, ?) ON CONFLICT (run_id) DO UPDATE SET points = excluded.points'
  )
  const read = database.prepare<[string], { points: string }>(
    'SELECT points FROM step_losses WHERE run_id = ?'
  )
  return {
    set: (runId: RunId, losses: readonly LossPoint[]): void =>
      void write.run(runId, JSON.stringify(losses.map(({ x, y }) => [x, y]))),
    get: (runId: RunId): LossPoint[] => {
      const row = read.get(runId)
      return row === undefined ? [] : points.parse(JSON.parse(row.points)).map(([x, y]) => ({ x, y }))
    }
  }
}

import type { Migration } from './migration.ts'

/** Runs can learn any task: what tasks there are is checked by the contracts, so that a new one leaves the table as it is. */
export const runsOfAnyTask: Migration = {
  version: 4,
  name: 'runs-of-any-task',
  sql: `
    CREATE TABLE new_runs (
      id TEXT PRIMARY KEY,
      number INTEGER NOT NULL UNIQUE,
      name TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('queued', 'preparing', 'running', 'evaluating', 'completed', 'stopped',
        'paused', 'interrupted', 'failed')),
      created_at INTEGER NOT NULL,
      started_at INTEGER,
      ended_at INTEGER,
      duration_ms REAL,
      planned_epochs INTEGER NOT NULL,
      best_epoch INTEGER,
      device TEXT,
      engine TEXT,
      weight_count INTEGER,
      dataset_id TEXT NOT NULL REFERENCES datasets (id),
      dataset_name TEXT NOT NULL,
      dataset_fingerprint TEXT NOT NULL,
      network_title TEXT NOT NULL,
      task TEXT NOT NULL,
      recipe TEXT NOT NULL,
      metrics TEXT NOT NULL,
      versions TEXT NOT NULL,
      problem TEXT,
      tags TEXT NOT NULL,
      note TEXT NOT NULL,
      parent_id TEXT REFERENCES new_runs (id) ON DELETE SET NULL,
      deleted_at INTEGER,
      checkpoint_epoch INTEGER,
      checkpoint_step INTEGER,
      weights_from TEXT REFERENCES new_runs (id) ON DELETE SET NULL
    ) STRICT, WITHOUT ROWID;
    INSERT INTO new_runs SELECT id, number, name, status, created_at, started_at, ended_at, duration_ms, planned_epochs,
      best_epoch, device, engine, weight_count, dataset_id, dataset_name, dataset_fingerprint, network_title, task,
      recipe, metrics, versions, problem, tags, note, parent_id, deleted_at, checkpoint_epoch, checkpoint_step,
      weights_from FROM runs;
    DROP TABLE runs;
    ALTER TABLE new_runs RENAME TO runs;
    CREATE INDEX runs_by_parent ON runs (parent_id);
    CREATE INDEX runs_by_dataset ON runs (dataset_id);
  `
}

import type { Migration } from './migration.ts'

/** The first form of a project's database. Documents are JSON text, checked by schema when read. */
export const start: Migration = {
  version: 1,
  name: 'start',
  sql: `
    CREATE TABLE settings (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE draft (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      document TEXT NOT NULL,
      saved_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE datasets (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      imported_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE runs (
      id TEXT PRIMARY KEY,
      number INTEGER NOT NULL UNIQUE,
      name TEXT NOT NULL,
      status TEXT NOT NULL
        CHECK (status IN ('queued', 'preparing', 'running', 'evaluating', 'completed', 'stopped', 'failed')),
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
      task TEXT NOT NULL CHECK (task IN ('classification', 'regression')),
      recipe TEXT NOT NULL,
      metrics TEXT NOT NULL,
      versions TEXT NOT NULL,
      problem TEXT,
      tags TEXT NOT NULL,
      note TEXT NOT NULL,
      parent_id TEXT REFERENCES runs (id) ON DELETE SET NULL,
      deleted_at INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX runs_by_parent ON runs (parent_id);
    CREATE INDEX runs_by_dataset ON runs (dataset_id);

    CREATE TABLE epochs (
      run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      epoch INTEGER NOT NULL CHECK (epoch >= 1),
      record TEXT NOT NULL,
      PRIMARY KEY (run_id, epoch)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE step_losses (
      run_id TEXT PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
      points TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE run_events (
      id INTEGER PRIMARY KEY,
      run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      at_ms REAL NOT NULL,
      type TEXT NOT NULL,
      text TEXT NOT NULL
    ) STRICT;
    CREATE INDEX run_events_by_run ON run_events (run_id);

    CREATE TABLE exports (
      id TEXT PRIMARY KEY,
      run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      format TEXT NOT NULL,
      folder TEXT NOT NULL,
      is_inside INTEGER NOT NULL CHECK (is_inside IN (0, 1)),
      size_bytes INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      proof TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX exports_by_run ON exports (run_id);
  `
}

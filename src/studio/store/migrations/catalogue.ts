import { start } from './0001-start.ts'
import { continuedRuns } from './0002-continued-runs.ts'
import { generatingRuns } from './0003-generating-runs.ts'
import { runsOfAnyTask } from './0004-runs-of-any-task.ts'
import type { Migration } from './migration.ts'

/** All migrations, oldest first. */
export const migrations: readonly Migration[] = [start, continuedRuns, generatingRuns, runsOfAnyTask]

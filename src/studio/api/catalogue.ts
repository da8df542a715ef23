import { datasetHandlers } from './datasets.ts'
import { draftHandlers } from './draft.ts'
import { evaluationHandlers } from './evaluation.ts'
import { exportHandlers } from './exports.ts'
import { fileHandlers } from './files.ts'
import type { Handlers } from './handler.ts'
import { modelHandlers } from './models.ts'
import { preferenceHandlers } from './preferences.ts'
import { projectHandlers } from './projects.ts'
import { runHandlers } from './runs.ts'
import { systemHandlers } from './system.ts'
import { taskHandlers } from './tasks.ts'
import { trainingHandlers } from './training.ts'

/** A handler for each call of the contract, stage by stage. */
export const handlers = {
  ...systemHandlers,
  ...preferenceHandlers,
  ...fileHandlers,
  ...projectHandlers,
  ...draftHandlers,
  ...datasetHandlers,
  ...runHandlers,
  ...trainingHandlers,
  ...evaluationHandlers,
  ...modelHandlers,
  ...exportHandlers,
  ...taskHandlers
} satisfies Handlers

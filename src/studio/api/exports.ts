import { ProblemError, unwrap } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { createExport, exportPath, toRecord } from '../training/create-export.ts'
import type { Handlers, StageMethods } from './handler.ts'
import { requireRun } from './runs.ts'

export const exportHandlers: Handlers<StageMethods<'exports'>> = {
  'exports.create': ({ runId, format, folder, taskId }, services) => {
    const opened = services.projects.requireWritable()
    const run = requireRun(opened, runId)
    const chosen = folder === undefined ? undefined : unwrap(services.handles.pathOf(folder))
    return services.tasks.run(taskId, (task) =>
      createExport(
        { session: opened.session, run, format, chosenFolder: chosen, isExact: false, ...task },
        services
      )
    )
  },
  'exports.list': (_input, { projects }) => {
    const { session } = projects.require()
    return { exports: session.store.exports.list().map((row) => toRecord(session, row)) }
  },
  'exports.show': ({ id }, { projects, showPath }) => {
    const { session } = projects.require()
    const row = session.store.exports.get(id)
    if (row === undefined) throw new ProblemError(problem('project/unknown-export', { id }))
    if (showPath === undefined) throw new ProblemError(problem('system/window-only', {}))
    showPath(exportPath(session, row))
    return {}
  }
}

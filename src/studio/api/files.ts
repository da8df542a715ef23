import { ProblemError } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { Handlers, StageMethods } from './handler.ts'

export const fileHandlers: Handlers<StageMethods<'files'>> = {
  'files.list': ({ folder }, { files }) => {
    if (files === undefined) throw new ProblemError(problem('system/browser-only', {}))
    return files.list(folder)
  }
}

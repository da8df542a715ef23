import type { Handlers, StageMethods } from './handler.ts'

export const taskHandlers: Handlers<StageMethods<'tasks'>> = {
  'tasks.cancel': ({ id }, { tasks }) => {
    tasks.cancel(id)
    return {}
  }
}

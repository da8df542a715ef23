import type { Handlers, StageMethods } from './handler.ts'

export const draftHandlers: Handlers<StageMethods<'draft'>> = {
  'draft.save': ({ draft }, { projects }) => {
    const savedAt = Date.now()
    projects.requireWritable().session.store.draft.save(draft, savedAt)
    return { savedAt }
  }
}

import { words } from './words.ts'

export const systemProblems = {
  /** A fault of ours: logged in full, said briefly. */
  'system/fault': words<{ what: string }>({
    en: ({ what }) => ({
      message: `Something went wrong inside Layerwright while it did this: ${what}.`,
      fix: 'Try again; the log holds the details.'
    }),
    zh: ({ what }) => ({ message: `层匠在执行“${what}”时内部出错。`, fix: '请重试；日志中有详细信息。' })
  })
} as const

import { words } from './words.ts'

export const systemProblems = {
  'system/studio-ended': words<{ reason: string }>({
    en: ({ reason }) => ({
      message: `The studio process ended four times within five minutes (last: ${reason}), so it is not started again.`,
      fix: 'Close Layerwright and open it again; the log holds what the process last said.'
    }),
    zh: ({ reason }) => ({
      message: `工作室进程在五分钟内结束了四次（最近一次：${reason}），因此不再自动启动。`,
      fix: '请关闭并重新打开层匠；日志中有该进程最后的输出。'
    })
  }),
  /** A fault of ours: logged in full, said briefly. */
  'system/fault': words<{ what: string }>({
    en: ({ what }) => ({
      message: `Something went wrong inside Layerwright while it did this: ${what}.`,
      fix: 'Try again; the log holds the details.'
    }),
    zh: ({ what }) => ({ message: `层匠在执行“${what}”时内部出错。`, fix: '请重试；日志中有详细信息。' })
  })
} as const

import type { Problem } from '../../shared/core/checked.ts'
import type { RunStatus, RunSummary } from '../../shared/training/trained-run.ts'
import { formatCount } from './format.ts'
import { problemText, t, type Both } from './text.svelte.ts'

/** What a run is doing, in one word: chips, lists and the progress row say the same. */
export const runStatusWords: Readonly<Record<RunStatus, Both<string>>> = {
  queued: { en: 'waiting', zh: '等待中' },
  preparing: { en: 'preparing', zh: '准备中' },
  running: { en: 'running', zh: '训练中' },
  evaluating: { en: 'evaluating', zh: '评估中' },
  completed: { en: 'finished', zh: '已完成' },
  stopped: { en: 'stopped', zh: '已停止' },
  paused: { en: 'paused', zh: '已暂停' },
  interrupted: { en: 'interrupted', zh: '已中断' },
  failed: { en: 'failed', zh: '失败' }
}

/** The colour of a run's chip, as `Tag` names it; a finished run needs none. */
export const runStatusKind = (status: RunStatus): 'plain' | 'accent' | 'warning' | 'bad' =>
  status === 'failed'
    ? 'bad'
    : status === 'paused' || status === 'interrupted'
      ? 'warning'
      : ['preparing', 'running', 'evaluating'].includes(status)
        ? 'accent'
        : 'plain'

/** Words of what can be done with a run, the same wherever it is offered. */
export const runActionWords = {
  pause: { en: 'Pause', zh: '暂停' },
  pauseHint: {
    en: 'Keeps everything and frees the device; continued, it goes on exactly as if it had not ended.',
    zh: '保存全部进度并释放设备；继续后与未中断时完全一致。'
  },
  continue: { en: 'Continue', zh: '继续' },
  continueHint: { en: 'Goes on from the last checkpoint.', zh: '从最近的检查点继续。' },
  stop: { en: 'Stop and keep best', zh: '停止并保留最佳' },
  branch: { en: 'Continue as a new run from these weights', zh: '用这些权重开始新的训练' },
  smallerBatch: {
    en: (batchSize: string) => `Continue as a new run with batches of ${batchSize}`,
    zh: (batchSize: string) => `改为每批 ${batchSize} 行，作为新的训练继续`
  },
  branchName: {
    en: (number: number, parent: number) => `Run ${number}, from run ${parent}`,
    zh: (number: number, parent: number) => `第 ${number} 次训练，接第 ${parent} 次`
  }
} as const

const places = {
  pausedAt: {
    en: (epoch: string, step: string) => `Paused in epoch ${epoch}, after step ${step}.`,
    zh: (epoch: string, step: string) => `在第 ${epoch} 轮第 ${step} 步之后暂停。`
  },
  pausedAtStart: {
    en: (epoch: string) => `Paused at the start of epoch ${epoch}.`,
    zh: (epoch: string) => `在第 ${epoch} 轮开始时暂停。`
  },
  pausedUnstarted: { en: 'Paused before its first step.', zh: '在第一步之前暂停。' }
}

/** Where a run that has not ended stands, as a sentence; undefined for all others. */
export function standingOf({ status, checkpoint, problem }: RunSummary): string | undefined {
  if (status === 'interrupted' && problem !== null) return problemText(problem).message
  if (status !== 'paused' && status !== 'interrupted') return undefined
  if (checkpoint === null) return t(places.pausedUnstarted)
  if (checkpoint.step === 0) return t(places.pausedAtStart)(formatCount(checkpoint.epoch))
  return t(places.pausedAt)(formatCount(checkpoint.epoch), formatCount(checkpoint.step))
}

/** Whether a run has something to tell beside where it stands: a failure, or why it could not go on. */
export const troubleOf = ({ problem }: RunSummary): Problem | undefined =>
  problem === null || problem.code === 'project/run-left' ? undefined : problem

import type { RunDetail } from '../../../shared/training/trained-run.ts'
import { formatDuration, formatNumber } from '../../text/format.ts'
import { problemText, t } from '../../text/text.svelte.ts'
import { decidingLoss } from './reading.ts'
import { eventText } from './text.ts'

export interface EventLine {
  readonly atMs: number
  readonly icon: string
  readonly tone: 'ok' | 'warn' | 'bad' | 't2'
  readonly text: string
}

/** What happened in a run, newest first: start, each new best epoch, how it ended. Worked out from what is kept with it. */
export function describeEvent(detail: RunDetail): readonly EventLine[] {
  const lines: EventLine[] = []
  if (detail.startedAt !== null && detail.device !== null) {
    lines.push({ atMs: 0, icon: 'play', tone: 't2', text: t(eventText.started)(detail.device) })
  }
  let atMs = 0
  for (const record of detail.epochs) {
    atMs += record.durationMs
    if (record.isBest) {
      const loss = formatNumber(decidingLoss(record))
      lines.push({ atMs, icon: 'check', tone: 'ok', text: t(eventText.newBest)(loss, record.epoch) })
    }
  }
  const endMs = Math.max(atMs, detail.durationMs ?? 0)
  if (detail.problem !== null) {
    const { message, fix } = problemText(detail.problem)
    lines.push({
      atMs: endMs,
      icon: 'triangle-alert',
      tone: 'bad',
      text: [message, fix].filter(Boolean).join(' ')
    })
  }
  if (detail.status === 'completed') {
    const isEarly = detail.epochCount < detail.plannedEpochs
    const text = t(isEarly ? eventText.stoppedEarly : eventText.completed)
    lines.push({
      atMs: endMs,
      icon: 'flag',
      tone: 'ok',
      text: text(detail.epochCount, formatDuration(endMs))
    })
  }
  if (detail.status === 'stopped') {
    lines.push({
      atMs: endMs,
      icon: 'square',
      tone: 'warn',
      text: t(eventText.stopped)(detail.bestEpoch ?? 0)
    })
  }
  return lines.reverse()
}

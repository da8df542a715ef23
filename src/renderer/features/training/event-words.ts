import { problemSchema } from '../../../shared/core/schema.ts'
import type { RunDetail } from '../../../shared/training/trained-run.ts'
import { formatDuration, formatNumber } from '../../text/format.ts'
import { problemText, t } from '../../text/text.svelte.ts'
import { decidingLoss } from './reading.ts'
import { eventText } from './event-text.ts'

export interface EventLine {
  /** Null for what has no time of its own. */
  readonly atMs: number | null
  readonly icon: string
  readonly tone: 'ok' | 'warn' | 'bad' | 't2' | 't3'
  readonly text: string
}

/**
 * What happened in a run, newest first: its starts, each new best epoch, pauses and restarts, how it ended, and once where
 * it can go on. Worked out from what is kept with it.
 */
export function describeEvent(detail: RunDetail): readonly EventLine[] {
  const lines = [...bestEpochs(detail), ...diary(detail), ...ending(detail)]
  const inOrder = lines
    .map((line, index) => ({ line, index }))
    .sort((a, b) => (b.line.atMs ?? 0) - (a.line.atMs ?? 0) || b.index - a.index)
    .map(({ line }) => line)
  return [...checkpointLine(detail), ...inOrder]
}

function checkpointLine({ checkpoint, status }: RunDetail): readonly EventLine[] {
  if (checkpoint === null || status === 'completed') return []
  const text = t(eventText.checkpoint)(checkpoint.epoch, checkpoint.step)
  return [{ atMs: null, icon: 'save', tone: 't3', text }]
}

function bestEpochs({ epochs }: RunDetail): readonly EventLine[] {
  let atMs = 0
  return epochs.flatMap((record): readonly EventLine[] => {
    atMs += record.durationMs
    if (!record.isBest) return []
    const text = t(eventText.newBest)(formatNumber(decidingLoss(record)), record.epoch)
    return [{ atMs, icon: 'check', tone: 'ok', text }]
  })
}

/** The lines of the run's own diary that are not told by its epochs or its end. */
function diary({ events, device, startedAt }: RunDetail): readonly EventLine[] {
  const started: EventLine[] =
    startedAt === null || device === null
      ? []
      : [{ atMs: 0, icon: 'play', tone: 't2', text: t(eventText.started)(device) }]
  const others = events.flatMap(({ atMs, type, text }): readonly EventLine[] => {
    if (type === 'resumed') {
      const [epoch = 1, step = 0] = JSON.parse(text) as number[]
      return [{ atMs, icon: 'play', tone: 't2', text: t(eventText.resumed)(epoch, step) }]
    }
    if (type === 'paused' && text === '')
      return [{ atMs, icon: 'pause', tone: 't2', text: t(eventText.paused) }]
    if (!['warned', 'restarts', 'interrupted', 'paused'].includes(type)) return []
    return [{ atMs, icon: 'triangle-alert', tone: 'warn', text: sayProblem(text) }]
  })
  return [...started, ...others]
}

/** A problem as the diary keeps it; runs of older versions kept its English words alone. */
function sayProblem(kept: string): string {
  if (!kept.startsWith('{')) return kept
  const parsed = problemSchema.safeParse(JSON.parse(kept))
  return parsed.success ? problemText(parsed.data).message : kept
}

function ending(detail: RunDetail): readonly EventLine[] {
  const { status, problem, epochCount, bestEpoch } = detail
  const atMs = Math.max(
    detail.epochs.reduce((sum, { durationMs }) => sum + durationMs, 0),
    detail.durationMs ?? 0
  )
  if (status === 'failed' && problem !== null) {
    const { message, fix } = problemText(problem)
    return [{ atMs, icon: 'triangle-alert', tone: 'bad', text: [message, fix].filter(Boolean).join(' ') }]
  }
  if (status === 'completed') {
    const isTimeUp = detail.events.some(({ type, text }) => type === 'finished' && text === 'time-limit')
    const early = isTimeUp ? eventText.timeUp : eventText.stoppedEarly
    const words = t(epochCount < detail.plannedEpochs ? early : eventText.completed)
    return [{ atMs, icon: 'flag', tone: 'ok', text: words(epochCount, formatDuration(atMs)) }]
  }
  if (status !== 'stopped') return []
  return [{ atMs, icon: 'square', tone: 'warn', text: t(eventText.stopped)(bestEpoch ?? 0) }]
}

import { describe, expect, it, vi } from 'vitest'
import type { TrainerCommand, TrainerMessage } from '../../../src/shared/rpc/trainer-protocol.ts'
import { supervise, type TrainerPort } from '../../../src/studio/training/supervisor.ts'

/** A trainer in memory: what it was sent, and hands to speak and end with. */
function pair() {
  const sent: TrainerCommand[] = []
  let hear: (raw: unknown) => void = () => {}
  let end: Parameters<TrainerPort['onEnd']>[0] extends (end: infer End) => void
    ? (end: End) => void
    : never = () => {}
  const port: TrainerPort = {
    pid: 1,
    send: (command) => sent.push(command),
    kill: vi.fn(() => end({ code: null, signal: 'SIGKILL' })),
    onMessage: (listener) => {
      hear = listener
    },
    onEnd: (listener) => {
      end = listener
    }
  }
  return {
    port,
    sent,
    say: (raw: unknown) => hear(raw),
    end: (code: number | null, signal: string | null) => end({ code, signal })
  }
}

const job = { kind: 'probe' } as const
const machineMemoryBytes = 8e9
const ignore = (): void => {}

describe('supervise', () => {
  it('gives the job first, and passes messages on in order', async () => {
    const wire = pair()
    const heard: TrainerMessage['type'][] = []
    const trainer = supervise(wire.port, {
      job,
      machineMemoryBytes,
      onMessage: ({ type }) => heard.push(type)
    })
    wire.say({ type: 'heartbeat', memoryBytes: 1 })
    wire.say({ type: 'event', event: { type: 'evaluating' } })
    wire.say({ type: 'failed', problem: { code: 'training/x', message: 'x' } })
    wire.end(0, null)

    expect(wire.sent).toEqual([{ type: 'start', job }])
    expect(heard).toEqual(['heartbeat', 'event', 'failed'])
    expect(await trainer.ended).toMatchObject({ kind: 'failed', isCrash: false })
  })

  it('drops messages that arrive after the end', async () => {
    const wire = pair()
    const onMessage = vi.fn()
    const trainer = supervise(wire.port, { job, machineMemoryBytes, onMessage })
    wire.end(null, 'SIGSEGV')
    wire.say({ type: 'done', result: { kind: 'train' } })

    expect(await trainer.ended).toMatchObject({ kind: 'failed', isCrash: true })
    expect(onMessage).not.toHaveBeenCalled()
  })

  it.each([
    [undefined],
    [null],
    ['text'],
    [{ type: 'done' }],
    [{ type: 'event', event: { type: 'progress', epoch: -1 } }]
  ])('kills a trainer that says %j', async (raw) => {
    const wire = pair()
    const trainer = supervise(wire.port, { job, machineMemoryBytes, onMessage: ignore })
    wire.say(raw)

    expect(wire.port.kill).toHaveBeenCalledOnce()
    expect(await trainer.ended).toMatchObject({ problem: { code: 'system/trainer-nonsense' } })
  })

  it('tells of silence, then kills', async () => {
    vi.useFakeTimers()
    try {
      const wire = pair()
      const onTrouble = vi.fn()
      const trainer = supervise(wire.port, {
        job,
        machineMemoryBytes,
        onMessage: ignore,
        onTrouble,
        now: () => Date.now()
      })
      wire.say({ type: 'heartbeat', memoryBytes: 1 })
      await vi.advanceTimersByTimeAsync(16_000)
      expect(onTrouble).toHaveBeenCalledOnce()
      expect(wire.port.kill).not.toHaveBeenCalled()

      await vi.advanceTimersByTimeAsync(45_000)
      expect(await trainer.ended).toMatchObject({ problem: { code: 'system/trainer-hung' } })
    } finally {
      vi.useRealTimers()
    }
  })

  it('sends the wish to stop once', () => {
    const wire = pair()
    const trainer = supervise(wire.port, { job, machineMemoryBytes, onMessage: ignore })
    trainer.stop()
    trainer.stop()
    wire.end(0, null)

    expect(wire.sent.map(({ type }) => type)).toEqual(['start', 'stop'])
  })
})

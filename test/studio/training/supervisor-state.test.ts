import { describe, expect, it } from 'vitest'
import { problem } from '../../../src/shared/problems/catalogue.ts'
import {
  restartDelayMs,
  startSupervisor,
  superviseStep,
  usualTiming,
  type SupervisorInput,
  type SupervisorState
} from '../../../src/studio/training/supervisor-state.ts'

/** The state after some inputs, and all effects on the way. */
function after(inputs: readonly SupervisorInput[], start: SupervisorState = startSupervisor(0)) {
  let state = start
  const effects: string[] = []
  for (const input of inputs) {
    const step = superviseStep(state, input, usualTiming)
    state = step.state
    effects.push(...step.effects.map(({ type }) => type))
  }
  return { state, effects }
}

const ticks = (from: number, to: number): SupervisorInput[] =>
  Array.from({ length: (to - from) / 1000 + 1 }, (_, index) => ({ type: 'tick', atMs: from + index * 1000 }))
const exit = (
  signal: string | null,
  code: number | null = null,
  machineMemoryBytes = 8e9
): SupervisorInput => ({
  type: 'exited',
  code,
  signal,
  machineMemoryBytes
})

describe('supervisor state', () => {
  it('is done when the trainer said so, however its process ends', () => {
    const { state } = after([{ type: 'done', atMs: 1 }, exit('SIGSEGV')])
    expect(state).toEqual({ kind: 'exited', outcome: { kind: 'done' } })
  })

  it('takes the problem that the trainer told, and counts no crash', () => {
    const told = problem('training/loss-not-finite', { epoch: 1, step: 2, kept: 0 })
    const { state } = after([{ type: 'failed', atMs: 1, problem: told }, exit(null, 0)])
    expect(state).toEqual({ kind: 'exited', outcome: { kind: 'failed', problem: told, isCrash: false } })
  })

  it.each([
    { signal: 'SIGSEGV', code: null, memoryBytes: 1e9, words: 'system/trainer-crashed' },
    { signal: 'SIGABRT', code: null, memoryBytes: 1e9, words: 'system/trainer-crashed' },
    { signal: null, code: 1, memoryBytes: 1e9, words: 'system/trainer-crashed' },
    { signal: null, code: 0, memoryBytes: 1e9, words: 'system/trainer-crashed' },
    { signal: 'SIGKILL', code: null, memoryBytes: 1e9, words: 'system/trainer-killed' },
    { signal: 'SIGKILL', code: null, memoryBytes: 6e9, words: 'system/out-of-memory' }
  ])(
    'names $words for signal $signal, status $code, $memoryBytes bytes in use',
    ({ signal, code, memoryBytes, words }) => {
      const { state } = after([{ type: 'heard', atMs: 1, memoryBytes }, exit(signal, code)])
      expect(state).toMatchObject({
        kind: 'exited',
        outcome: { kind: 'failed', isCrash: true, problem: { code: words } }
      })
    }
  )

  it('tells of silence once after 15 seconds, and kills after 60', () => {
    const heard: SupervisorInput = { type: 'heard', atMs: 0 }
    expect(after([heard, ...ticks(1000, 14_000)]).effects).toEqual([])
    expect(after([heard, ...ticks(1000, 59_000)]).effects).toEqual(['tell'])

    const { effects, state } = after([heard, ...ticks(1000, 62_000), exit('SIGKILL')])
    expect(effects).toEqual(['tell', 'kill'])
    expect(state).toMatchObject({ outcome: { kind: 'failed', problem: { code: 'system/trainer-hung' } } })
  })

  it('gives a trainer that has not said a word yet 30 seconds, and kills it after 180', () => {
    expect(after(ticks(1000, 29_000)).effects).toEqual([])
    expect(after(ticks(1000, 179_000)).effects).toEqual(['tell'])
    expect(after(ticks(1000, 181_000)).effects).toEqual(['tell', 'kill'])
  })

  it('tells again when it falls silent again', () => {
    const { effects } = after([
      { type: 'heard', atMs: 0 },
      ...ticks(1000, 20_000),
      { type: 'heard', atMs: 20_500 },
      ...ticks(21_000, 40_000)
    ])
    expect(effects).toEqual(['tell', 'tell'])
  })

  it('does not take its own sleep for the silence of the trainer', () => {
    const { effects } = after([
      { type: 'tick', atMs: 1000 },
      { type: 'tick', atMs: 3_601_000 },
      ...ticks(3_602_000, 3_610_000)
    ])
    expect(effects).toEqual([])
  })

  it('asks for the stop once, and keeps watching for silence', () => {
    const { effects } = after([{ type: 'stop-asked' }, { type: 'stop-asked' }, ...ticks(1000, 61_000)])
    expect(effects).toEqual(['send-stop', 'tell', 'kill'])
  })

  it('is cancelled when it was killed by us, not crashed', () => {
    const { state, effects } = after([{ type: 'heard', atMs: 1 }, { type: 'cancel-asked' }, exit('SIGKILL')])
    expect(effects).toEqual(['kill'])
    expect(state).toEqual({ kind: 'exited', outcome: { kind: 'cancelled' } })
  })

  it('hears nothing more after the end', () => {
    const { state, effects } = after([exit(null, 1), { type: 'done', atMs: 5 }, ...ticks(1000, 90_000)])
    expect(effects).toEqual([])
    expect(state).toMatchObject({ kind: 'exited', outcome: { kind: 'failed' } })
  })

  it('kills a trainer that talks nonsense', () => {
    const { state, effects } = after([{ type: 'nonsense', detail: 'x' }, exit('SIGKILL')])
    expect(effects).toEqual(['kill'])
    expect(state).toMatchObject({ outcome: { problem: { code: 'system/trainer-nonsense' } } })
  })

  it.each([
    { crashes: [0], delay: 1000 },
    { crashes: [0, 1000], delay: 4000 },
    { crashes: [0, 1000, 2000], delay: 16_000 },
    { crashes: [0, 1000, 2000, 3000], delay: undefined },
    { crashes: [0, 1000, 2000, 310_000], delay: 1000 },
    { crashes: [0, 200_000, 290_000, 310_000], delay: 16_000 }
  ])('starts again $delay ms after the last of the crashes at $crashes', ({ crashes, delay }) => {
    expect(restartDelayMs(crashes, Math.max(...crashes))).toBe(delay)
  })

  it('asks for a pause once, and not after a stop', () => {
    expect(after([{ type: 'pause-asked' }, { type: 'pause-asked' }]).effects).toEqual(['send-pause'])
    expect(after([{ type: 'stop-asked' }, { type: 'pause-asked' }]).effects).toEqual(['send-stop'])
  })
})

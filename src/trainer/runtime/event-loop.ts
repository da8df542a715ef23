import { setImmediate as nextTurn } from 'node:timers/promises'

/** Longest time that a loop of work keeps messages and heartbeats waiting, beside the one step it is at. */
const TURN_MS = 10

/** Lets messages and timers through once enough time has passed; else returns at once. */
export function createBreather(): () => Promise<void> | undefined {
  let breathedAt = performance.now()
  return () => {
    if (performance.now() - breathedAt < TURN_MS) return undefined
    return nextTurn().then(() => {
      breathedAt = performance.now()
    })
  }
}

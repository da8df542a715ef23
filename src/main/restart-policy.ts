const windowMs = 5 * 60_000
const mostRestarts = 3

/** Whether a process that ended by itself may be started again: at most three times in five minutes. */
export function mayRestart(endedAtMs: readonly number[], nowMs: number): boolean {
  return endedAtMs.filter((atMs) => nowMs - atMs < windowMs).length <= mostRestarts
}

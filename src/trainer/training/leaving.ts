/**
 * A signal that aborts when training is to be left without measuring anything more, since the run goes on another time:
 * the person paused it (`paused`), or the studio is gone (`parent-gone`).
 */
export function leavingSignal(signal: AbortSignal): AbortSignal {
  const leaving = new AbortController()
  const look = (): void => {
    if (signal.reason === 'paused' || signal.reason === 'parent-gone') leaving.abort(signal.reason)
  }
  if (signal.aborted) look()
  else signal.addEventListener('abort', look, { once: true })
  return leaving.signal
}

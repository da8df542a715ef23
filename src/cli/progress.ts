import type { Progress } from './commands/command.ts'

const barWidth = 24
const lineEveryMs = 5000

/** How far a command is: a bar that is drawn over on a terminal, else a plain line now and then. Standard error only. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  let isBarShown = false
  let saidAtMs = -Infinity
  let saidText = ''
  const clear = (): void => {
    if (isBarShown) stream.write('\r\u001b[2K')
    isBarShown = false
  }
  const showBar = (doneShare: number | null, text: string): void => {
    const filled = Math.round((doneShare ?? 0) * barWidth)
    const bar =
      doneShare === null
        ? ''
        : `${'━'.repeat(filled)}${'─'.repeat(barWidth - filled)} ${String(Math.round(doneShare * 100)).padStart(3)} %  `
    const width = Math.max(20, stream.columns || 80)
    stream.write(`\r\u001b[2K${`${bar}${text}`.slice(0, width - 1)}`)
    isBarShown = true
  }
  const sayNowAndThen = (doneShare: number | null, text: string): void => {
    const nowMs = performance.now()
    if (text === saidText || nowMs - saidAtMs < lineEveryMs) return
    saidAtMs = nowMs
    saidText = text
    stream.write(`${doneShare === null ? '' : `${Math.round(doneShare * 100)} % `}${text}\n`)
  }
  return {
    show: (doneShare, text) => (stream.isTTY ? showBar(doneShare, text) : sayNowAndThen(doneShare, text)),
    line: (text) => {
      clear()
      stream.write(`${text}\n`)
    },
    clear
  }
}

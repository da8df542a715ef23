import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { cut, say } from './words.mjs'

/** How often a terminal's line is drawn again, and a log gets another line. */
const EVERY_MS = { terminal: 200, log: 10_000 }

/**
 * Tells on standard error where the set-up is: one line that moves on a terminal, plain lines otherwise.
 *
 * @param {{ number: number, of: number, title: string }} step
 * @param {NodeJS.WriteStream} [out]
 */
export function startProgress({ number, of, title }, out = process.stderr) {
  const began = Date.now()
  const head = `[${number}/${of}] ${title}`
  let detail = ''
  /** @type {() => string} */
  let measure = () => ''

  const line = () =>
    [head, [detail, measure(), seconds(began)].filter(Boolean).join(say(', ', '，'))].join(say(': ', '：'))
  const draw = () =>
    out.write(out.isTTY ? `\r\u001b[2K${cut(line(), (out.columns || 80) - 1)}` : `${line()}\n`)
  if (!out.isTTY) out.write(`${head}\n`)
  const timer = setInterval(draw, out.isTTY ? EVERY_MS.terminal : EVERY_MS.log)

  return {
    /**
     * @param {string} text  what is being done now
     * @param {() => string} [howFar]  called whenever the line is drawn
     */
    now(text, howFar = () => '') {
      detail = text
      measure = () => ''
      draw()
      measure = howFar
    },
    /** @param {'done' | 'stopped'} end */
    end(end) {
      clearInterval(timer)
      out.write(
        `${out.isTTY ? '\r\u001b[2K' : ''}${head}${say(': ', '：')}${end === 'done' ? say('done', '完成') : say('stopped', '未完成')}${say(', ', '，')}${seconds(began)}\n`
      )
    }
  }
}

/** @param {number} began */
const seconds = (began) => `${((Date.now() - began) / 1000).toFixed(1)} ${say('s', '秒')}`

/**
 * How far a download into a folder is, for programs that do not tell.
 *
 * @param {string} folder
 * @param {number | undefined} megabytes  expected size
 */
export function megabytesIn(folder, megabytes) {
  return () => {
    const now = Math.round(bytesIn(folder) / 1e6)
    if (!megabytes) return `${now} MB`
    const share = `${Math.min(100, Math.floor((100 * now) / megabytes))} %`
    return say(`${now} of ${megabytes} MB (${share})`, `${now} / ${megabytes} MB（${share}）`)
  }
}

/**
 * @param {string} folder
 * @returns {number} bytes of all files below; what vanishes meanwhile counts as nothing
 */
export function bytesIn(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
      const path = join(folder, entry.name)
      return (
        sum + (entry.isDirectory() ? bytesIn(path) : (statSync(path, { throwIfNoEntry: false })?.size ?? 0))
      )
    }, 0)
  } catch {
    return 0
  }
}

import { spawn, type ChildProcess } from 'node:child_process'
import { dirname } from 'node:path'
import { problem } from '../shared/problems/catalogue.ts'
import type { FileHandle } from '../shared/core/ids.ts'
import {
  shellNotice,
  studioMessage,
  type ShellMessage,
  type StudioMessage,
  type StudioRequest,
  type StudioWork
} from '../shared/rpc/studio-message.ts'
import { log } from './app/log.ts'
import { mayRestart } from './restart-policy.ts'

export interface StudioProcessOptions {
  readonly nodePath: string
  readonly entry: string
  readonly onMessage: (message: StudioMessage) => void
  readonly onShowPath: (path: string) => void
  readonly onWork: (isAtWork: boolean) => void
  /** Started again after it ended by itself; its window, where there is one, has been told. */
  readonly onRestart: () => void
}

/** A little longer than the studio gives a trainer. */
const endsWithinMs = 6000

/** The studio: started, listened to, started again when it ends by itself, ended with the window. */
export class StudioProcess {
  readonly #options: StudioProcessOptions
  #child: ChildProcess | undefined
  #isReady = false
  #isEnding = false
  #work: StudioWork | undefined
  #lastPathId = 0
  #endedAtMs: number[] = []
  /** Sent once the process says that it is ready. */
  #waiting: (StudioRequest | ShellMessage)[] = []
  readonly #asked = new Map<number, string>()
  readonly #paths = new Map<number, (handle: FileHandle | undefined) => void>()

  constructor(options: StudioProcessOptions) {
    this.#options = options
  }

  /** What is at work, as the studio last said. */
  get work(): StudioWork | undefined {
    return this.#work
  }

  get isAtWork(): boolean {
    return this.#work !== undefined && (this.#work.run !== null || this.#work.waitingCount > 0)
  }

  start(): void {
    const { nodePath, entry } = this.#options
    // JSON and not structured clone: the same messages pass a browser's WebSocket, and the two Node versions need not agree on a wire format.
    const child = spawn(nodePath, ['--disable-warning=ExperimentalWarning', entry], {
      cwd: dirname(entry),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'json',
      env: { ...process.env, LAYERWRIGHT_NODE: nodePath, ELECTRON_RUN_AS_NODE: undefined }
    })
    this.#child = child
    this.#isReady = false
    child.stdout?.on('data', (text: Buffer) => log('studio', text.toString().trimEnd()))
    child.stderr?.on('data', (text: Buffer) => log('studio', text.toString().trimEnd()))
    child.on('message', (raw) => this.#receive(raw))
    child.on('error', (error) => {
      log('studio not started', error.message)
      if (child.pid === undefined) this.#ended(error.message)
    })
    child.on('exit', (code, signal) => this.#ended(code === null ? String(signal) : `exit status ${code}`))
    log('studio started', `process ${child.pid ?? 'none'}`)
  }

  /** Answers arrive as messages; a request that the process did not live to answer is refused. */
  send(request: StudioRequest): void {
    this.#asked.set(request.id, request.method)
    this.#post(request)
  }

  /** A handle for a path that the person chose or dropped; undefined when the studio did not live to give one. */
  register(path: string): Promise<FileHandle | undefined> {
    this.#lastPathId += 1
    const id = this.#lastPathId
    return new Promise((resolve) => {
      this.#paths.set(id, resolve)
      this.#post({ type: 'register-path', id, path })
    })
  }

  /** Lets runs that were at work go on in a studio that has no window to ask for them. */
  pickUp(): void {
    this.#post({ type: 'pick-up' })
  }

  /** Lets the studio keep what is open and pause what runs; insists after some seconds. */
  async end(): Promise<void> {
    const child = this.#child
    this.#isEnding = true
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    this.#post({ type: 'end' })
    const timer = setTimeout(() => child.kill('SIGKILL'), endsWithinMs)
    await ended
    clearTimeout(timer)
  }

  #post(message: StudioRequest | ShellMessage): void {
    if (this.#isReady && this.#child?.connected === true) this.#child.send(message)
    else this.#waiting.push(message)
  }

  #receive(raw: unknown): void {
    const notice = shellNotice.safeParse(raw)
    if (notice.success) {
      if (notice.data.type === 'ready') this.#ready()
      else if (notice.data.type === 'show-path') this.#options.onShowPath(notice.data.path)
      else if (notice.data.type === 'work') this.#heardOfWork(notice.data.work)
      else {
        this.#paths.get(notice.data.id)?.(notice.data.handle)
        this.#paths.delete(notice.data.id)
      }
      return
    }
    const message = studioMessage.safeParse(raw)
    if (!message.success) {
      log('studio message refused', 'not of its schema')
      return
    }
    if (message.data.type !== 'event') this.#asked.delete(message.data.id)
    this.#options.onMessage(message.data)
  }

  #heardOfWork(work: StudioWork): void {
    const wasAtWork = this.isAtWork
    this.#work = work
    if (this.isAtWork !== wasAtWork) this.#options.onWork(this.isAtWork)
  }

  #ready(): void {
    this.#isReady = true
    for (const message of this.#waiting.splice(0)) this.#post(message)
  }

  #ended(reason: string): void {
    log('studio ended', reason)
    this.#isReady = false
    this.#refuseAll()
    if (this.#isEnding) return
    this.#endedAtMs = [...this.#endedAtMs, Date.now()].slice(-10)
    if (!mayRestart(this.#endedAtMs, Date.now())) {
      this.#work = undefined
      this.#options.onWork(false)
      this.#options.onMessage({
        type: 'event',
        event: { type: 'problem', problem: problem('system/studio-ended', { reason }) }
      })
      return
    }
    this.start()
    this.#options.onMessage({ type: 'event', event: { type: 'studio-restarted', reason } })
    this.#options.onRestart()
  }

  /** Nothing may wait for an answer that cannot come. */
  #refuseAll(): void {
    this.#waiting = []
    for (const [id, method] of this.#asked) {
      this.#options.onMessage({ type: 'refused', id, problem: problem('system/fault', { what: method }) })
    }
    this.#asked.clear()
    for (const resolve of this.#paths.values()) resolve(undefined)
    this.#paths.clear()
  }
}

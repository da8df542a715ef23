import { Worker } from 'node:worker_threads'
import { ProblemError } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { dataReply, type DataReply, type DataRequest } from './messages.ts'
import type { DataWork, DataWorkName } from './work.ts'

type Result<Name extends DataWorkName> = Awaited<ReturnType<DataWork[Name]>>

interface Asked {
  readonly request: DataRequest
  /** Requests of one key are the same work. */
  readonly key: string
  readonly newestOf: string | undefined
  readonly answered: Promise<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/**
 * Runs `dataWork` in a thread of its own, so that the studio goes on answering while a million rows are gone through.
 * The thread starts with the first request, keeps what it read, and is started again after a crash.
 */
export class DataWorker {
  readonly #entry: URL
  #worker: Worker | undefined
  #working: Asked | undefined
  #waiting: Asked[] = []
  #lastId = 0
  #isDisposed = false

  /** Input  the thread's source; another one in tests */
  constructor(entry = new URL('./entry.ts', import.meta.url)) {
    this.#entry = entry
  }

  /**
   * Asks for work; the same work asked for twice is done once.
   *
   * Input   `newestOf`: of what still waits under this name, only what was asked last is done
   * Throws  ProblemError  dataset/summary-outdated, dataset/reader-ended, system/cancelled
   */
  async call<Name extends DataWorkName>(
    name: Name,
    args: Readonly<Parameters<DataWork[Name]>>,
    { newestOf }: { readonly newestOf?: string } = {}
  ): Promise<Result<Name>> {
    if (this.#isDisposed) throw new ProblemError(problem('system/cancelled', {}))
    const key = JSON.stringify([name, args])
    if (newestOf !== undefined) this.#dropOlder(newestOf, key)
    const same = [this.#working, ...this.#waiting].find((asked) => asked?.key === key)
    const asked = same ?? this.#add({ name, args }, key, newestOf)
    this.#next()
    return asked.answered as Promise<Result<Name>>
  }

  /** Ends the thread; what was asked for and not answered is refused. */
  async dispose(): Promise<void> {
    this.#isDisposed = true
    const open = [this.#working, ...this.#waiting]
    this.#working = undefined
    this.#waiting = []
    for (const asked of open) asked?.reject(new ProblemError(problem('system/cancelled', {})))
    await this.#worker?.terminate()
    this.#worker = undefined
  }

  #add(work: Omit<DataRequest, 'id'>, key: string, newestOf: string | undefined): Asked {
    this.#lastId += 1
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const asked = {
      request: { id: this.#lastId, ...work },
      key,
      newestOf,
      answered: promise,
      resolve,
      reject
    }
    this.#waiting.push(asked)
    return asked
  }

  #dropOlder(newestOf: string, key: string): void {
    const isOlder = (asked: Asked): boolean => asked.newestOf === newestOf && asked.key !== key
    for (const asked of this.#waiting.filter(isOlder))
      asked.reject(new ProblemError(problem('dataset/summary-outdated', {})))
    this.#waiting = this.#waiting.filter((asked) => !isOlder(asked))
  }

  #next(): void {
    if (this.#working !== undefined) return
    const asked = this.#waiting.shift()
    if (asked === undefined) return
    this.#working = asked
    this.#worker ??= this.#start()
    // An idle thread must not keep a finished command alive.
    this.#worker.ref()
    this.#worker.postMessage(asked.request)
  }

  #start(): Worker {
    const worker = new Worker(this.#entry, { execArgv: ['--disable-warning=ExperimentalWarning'] })
    let reason = ''
    worker.on('message', (raw: unknown) => this.#receive(dataReply.parse(raw)))
    worker.on('error', (error: unknown) => {
      reason = error instanceof Error ? error.message : String(error)
    })
    worker.on('exit', (code) => {
      if (this.#worker === worker) this.#ended(reason === '' ? `exit status ${code}` : reason)
    })
    return worker
  }

  #receive(reply: DataReply): void {
    const asked = this.#working
    if (asked?.request.id !== reply.id) return
    this.#working = undefined
    this.#worker?.unref()
    if ('error' in reply) {
      const { message, stack, code } = reply.error
      asked.reject(Object.assign(new Error(message), { stack, code }))
    } else asked.resolve(reply.value)
    this.#next()
  }

  #ended(reason: string): void {
    const asked = this.#working
    this.#worker = undefined
    this.#working = undefined
    asked?.reject(new ProblemError(problem('dataset/reader-ended', { reason })))
    this.#next()
  }
}

import { fork } from 'node:child_process'
import { closeSync, fstatSync, openSync } from 'node:fs'
import { totalmem } from 'node:os'
import { resolve } from 'node:path'
import { countMemoryKills, saysMemoryIsGone } from './memory-end.ts'
import type { TrainerPort } from './supervisor.ts'

export interface TrainerProcessOptions {
  /** Where its standard output and error go. */
  readonly logFile: string
  /** Replaced in tests. */
  readonly entry?: string
}

export const trainerEntry = resolve(import.meta.dirname, '../../trainer/entry.ts')

/** Starts one trainer process. It gets no command line, no standard input and no secrets of this process. */
export function startTrainerProcess({ logFile, entry = trainerEntry }: TrainerProcessOptions): TrainerPort {
  const log = openSync(logFile, 'a')
  const logStart = fstatSync(log).size
  const memoryKills = countMemoryKills()
  const child = fork(entry, [], {
    execPath: process.execPath,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
    env: trainerEnvironment(process.env),
    // Ctrl-C and the end of a terminal go to every process of its group; the trainer is told by the studio how to end.
    detached: process.platform !== 'win32',
    stdio: ['ignore', log, log, 'ipc']
  })
  closeSync(log)
  return {
    pid: child.pid,
    send: (command) => {
      // A child that is just ending has no channel any more; its exit tells the rest.
      if (child.connected) child.send(command, () => {})
    },
    kill: () => void child.kill('SIGKILL'),
    onMessage: (listener) => void child.on('message', listener),
    onEnd: (listener) => {
      child.on('error', (error) => {
        if (child.pid === undefined) listener({ code: null, signal: null, reason: error.message })
      })
      // 'close' and not 'exit': by then all messages that it sent have arrived.
      child.on('close', (code, signal) => {
        const isCounted = signal === 'SIGKILL' && countMemoryKills() !== memoryKills
        const isSaid = signal !== null && abortSignals.has(signal) && saysMemoryIsGone(logFile, logStart)
        listener({ code, signal, isMemoryGone: isCounted || isSaid })
      })
    }
  }
}

/** How V8 and C++ end a process that cannot go on: abort(), or an instruction that traps. */
const abortSignals: ReadonlySet<string> = new Set(['SIGABRT', 'SIGTRAP', 'SIGILL', 'SIGSEGV'])

const passedOn =
  /^(PATH|HOME|USERPROFILE|LANG|LC_ALL|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|WINDIR|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH|OMP_NUM_THREADS|NODE_COMPILE_CACHE|(CUDA|NVIDIA|TF|XLA)_[A-Z_0-9]+)$/iu

/** What a trainer needs to find its libraries, its compiled code and its GPU, and nothing else. */
export const trainerEnvironment = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => passedOn.test(name)))

/** The memory this machine, or the container around us, has at all. */
export function machineMemoryBytes(): number {
  const constrained = process.constrainedMemory()
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem()
}

/** The memory that a trainer could take now: what is free, or what a limit on our processes leaves each of them. */
export const freeMemoryBytes = (): number => Math.min(process.availableMemory(), machineMemoryBytes())

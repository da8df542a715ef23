import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Checked } from '../shared/core/checked.ts'
import type { FileHandle } from '../shared/core/ids.ts'
import type { StudioEvent, StudioInput, StudioMethod, StudioOutput } from '../shared/rpc/studio-api.ts'
import type { StudioWork } from '../shared/rpc/studio-message.ts'
import { answer } from './api/answer.ts'
import { DataWorker } from './data-worker/data-worker.ts'
import { OpenModels } from './evaluation/open-models.ts'
import { FileHandles } from './files/file-handles.ts'
import { stateFiles } from './files/home.ts'
import { datasetFunctionsOn } from './projects/dataset-functions.ts'
import { createDraftInspector } from './projects/inspect-draft.ts'
import { Projects } from './projects/projects.ts'
import { RecentProjects } from './projects/recent-projects.ts'
import { WorkMark } from './projects/work-mark.ts'
import type { FileList, Services } from './services.ts'
import type { Log } from './system/log.ts'
import { probeTrainer, type Probe } from './system/machine.ts'
import { PreferencesFile } from './system/preferences.ts'
import { Tasks } from './tasks.ts'
import type { StartTrainer } from './training/run-queue.ts'
import { supervise } from './training/supervisor.ts'
import { timingFrom } from './training/supervisor-state.ts'
import { machineMemoryBytes, startTrainerProcess } from './training/trainer-process.ts'

export interface StudioOptions {
  readonly host: 'window' | 'browser'
  /** Where new projects lie, and what belongs to the person and not to a project. */
  readonly homeFolder: string
  readonly sampleFolder: string
  readonly log: Log
  /** 'look': a project that is open elsewhere is shown without changing it. */
  readonly whenInUse?: 'refuse' | 'look'
  /** 'leave': opening a project starts no run, as a command line wants it; else the person's preference says. */
  readonly whenRunsAreLeft?: 'leave'
  readonly files?: (handles: FileHandles) => FileList
  readonly showPath?: (path: string) => void
  /** Replaced in tests. */
  readonly startTrainer?: StartTrainer
  readonly restartDelaysMs?: readonly number[]
  /** How long a run may take to stop when its project is closed. */
  readonly closeGraceMs?: number
}

/** The studio, whoever hosts it: the window's process, the browser host, or the command line. */
export interface Studio {
  /** Any call by name, with whatever input came over a wire. */
  answer(method: string, input: unknown): Promise<Checked<unknown>>
  /** A call in this process, with its types. */
  call<Method extends StudioMethod>(
    method: Method,
    input: StudioInput<Method>
  ): Promise<Checked<StudioOutput<Method>>>
  /** Answers an unsubscribe function. */
  onEvent(listener: (event: StudioEvent) => void): () => void
  /** A handle for a path that the person chose. Only hosts may call this. */
  registerPath(path: string): FileHandle
  readonly services: Services
  /** What is at work, for a host that asks before it ends. */
  work(): StudioWork
  /** Pauses what is at work, keeps everything, and lets go of the project. */
  dispose(): Promise<void>
}

const processTrainer: StartTrainer = ({ logFile, ...options }) =>
  supervise(startTrainerProcess({ logFile }), {
    ...options,
    timing: timingFrom(process.env),
    machineMemoryBytes: machineMemoryBytes()
  })

export function createStudio(options: StudioOptions): Studio {
  const { host, homeFolder, sampleFolder, log } = options
  const files = stateFiles(homeFolder)
  const listeners = new Set<(event: StudioEvent) => void>()
  const emit = (event: StudioEvent): void => {
    for (const listener of listeners) listener(event)
  }
  const startTrainer = options.startTrainer ?? processTrainer
  const handles = new FileHandles()
  const tasks = new Tasks(emit)
  const dataWorker = new DataWorker()
  const datasets = datasetFunctionsOn(dataWorker)
  const models = new OpenModels({ startTrainer })
  listeners.add((event) => models.follow(event))
  const recent = new RecentProjects(files.recent)
  const preferences = new PreferencesFile(files.preferences)
  let probed: Promise<Probe | undefined> | undefined

  const services: Services = {
    host,
    homeFolder,
    sampleFolder,
    log,
    handles,
    tasks,
    emit,
    startTrainer,
    models,
    preferences,
    files: options.files?.(handles),
    showPath: options.showPath,
    datasets,
    dataWorker,
    probe: () => {
      mkdirSync(dirname(files.trainerLog), { recursive: true })
      probed ??= probeTrainer(startTrainer, files.trainerLog)
      return probed
    },
    projects: new Projects({
      homeFolder,
      recent,
      log,
      emit,
      whenInUse: options.whenInUse ?? 'refuse',
      closeGraceMs: options.closeGraceMs ?? 5000,
      workMark: new WorkMark(files.atWork),
      whenRunsAreLeft: () => options.whenRunsAreLeft ?? preferences.get().continueRunsOnOpen,
      queueOptions: { datasets, startTrainer, restartDelaysMs: options.restartDelaysMs },
      inspectDraft: createDraftInspector(datasets)
    })
  }
  return {
    services,
    answer: (method, input) => answer(services, method, input),
    call: (method, input) => answer(services, method, input) as never,
    onEvent: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    registerPath: (path) => handles.register(path),
    work: () => {
      const queue = services.projects.opened?.queue
      const live = queue?.live
      return {
        run: live === undefined ? null : { number: live.number, name: live.name },
        waitingCount: queue?.waitingCount ?? 0,
        locale: preferences.get().locale
      }
    },
    dispose: async () => {
      tasks.cancelAll()
      await models.close()
      await services.projects.leave()
      await dataWorker.dispose()
    }
  }
}

import type { FileHandle } from '../shared/core/ids.ts'
import type { StudioEvent } from '../shared/rpc/studio-api.ts'
import type { DataWorker } from './data-worker/data-worker.ts'
import type { OpenModels } from './evaluation/open-models.ts'
import type { FileHandles } from './files/file-handles.ts'
import type { DatasetFunctions } from './projects/dataset-functions.ts'
import type { Projects } from './projects/projects.ts'
import type { Log } from './system/log.ts'
import type { Probe } from './system/machine.ts'
import type { PreferencesFile } from './system/preferences.ts'
import type { Tasks } from './tasks.ts'
import type { StartTrainer } from './training/run-queue.ts'

/** Lists what lies below the folder that the browser host was given. */
export interface FileList {
  list(folder: FileHandle | null): Promise<{
    label: string
    parent: FileHandle | null
    entries: { name: string; kind: 'folder' | 'file'; sizeBytes: number; handle: FileHandle }[]
  }>
}

/** All that the handlers of the studio's calls work with. */
export interface Services {
  readonly host: 'window' | 'browser'
  readonly homeFolder: string
  readonly sampleFolder: string
  readonly log: Log
  readonly handles: FileHandles
  readonly preferences: PreferencesFile
  readonly projects: Projects
  readonly tasks: Tasks
  readonly files: FileList | undefined
  /** Opens the file manager; undefined where there is none. */
  readonly showPath: ((path: string) => void) | undefined
  readonly datasets: () => Promise<DatasetFunctions>
  readonly dataWorker: DataWorker
  readonly startTrainer: StartTrainer
  /** The model that is tried by hand. */
  readonly models: OpenModels
  /** What a trainer found on this machine; asked once. */
  readonly probe: () => Promise<Probe | undefined>
  readonly emit: (event: StudioEvent) => void
}

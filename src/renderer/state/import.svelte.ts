import { ProblemError, type Problem } from '../../shared/core/checked.ts'
import { taskId, type FileHandle, type TaskId } from '../../shared/core/ids.ts'
import type { ColumnKind } from '../../shared/dataset/column.ts'
import type { DatasetManifest } from '../../shared/dataset/dataset-manifest.ts'
import type { DatasetSpec, TableFormat } from '../../shared/dataset/dataset-spec.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { StudioOutput } from '../../shared/rpc/studio-api.ts'
import { studio, type StudioClient } from '../studio.ts'
import type { Both } from '../text/text.svelte.ts'
import { fitEmptyNetwork } from './fit-network.ts'
import { navigation } from './navigation.svelte.ts'
import { notices } from './notices.svelte.ts'
import { project } from './project.svelte.ts'

/** What the person is asked to choose. */
export type PickKind = Parameters<StudioClient['bridge']['pick']>[0]

export type ImportPreview = StudioOutput<'datasets.inspect'>

export interface ImportProgress {
  /** 0 to 1; null while it cannot be told. */
  readonly doneShare: number | null
  readonly remainingMs: number | null
  readonly text: Both<string>
}

/** The part of a file's name that names a project. */
export const baseName = (name: string): string =>
  name.replace(/\.[A-Za-z0-9]{1,5}$/u, '').slice(0, 120) || name.slice(0, 120)

/**
 * What the new data are learned from. Data with the columns of the former keep all that was chosen for those;
 * only where they are read from changes.
 */
export function specAfterImport(
  former: DatasetSpec | null,
  suggested: DatasetSpec,
  manifest: DatasetManifest
): DatasetSpec {
  if (former === null || former.source.kind !== suggested.source.kind) return suggested
  if (manifest.kind === 'images') return { ...former, source: suggested.source }
  const names = manifest.columns.map(({ profile }) => profile.name)
  const fits = former.columns.length > 0 && former.columns.every(({ name }) => names.includes(name))
  return fits ? { ...former, source: suggested.source } : suggested
}

/** The import in hand: a chosen file or folder, how it is to be read, and how far its import is. */
class ImportState {
  #handle = $state.raw<FileHandle | null>(null)
  #preview = $state.raw<ImportPreview | null>(null)
  #format = $state.raw<Partial<TableFormat>>({})
  #kinds = $state.raw<ReadonlyMap<string, ColumnKind>>(new Map())
  #problem = $state.raw<Problem | null>(null)
  #progress = $state.raw<ImportProgress | null>(null)
  #isLooking = $state(false)
  #task: TaskId | null = null
  #asked = 0
  #taskCount = 0

  get isOpen(): boolean {
    return this.#handle !== null
  }

  /** What the file looks like as it would be read now; null until it was looked at. */
  get preview(): ImportPreview | null {
    return this.#preview
  }

  /** What the person overruled of the format. */
  get format(): Partial<TableFormat> {
    return this.#format
  }

  /** Kinds that the person overruled, by column. */
  get kinds(): ReadonlyMap<string, ColumnKind> {
    return this.#kinds
  }

  get problem(): Problem | null {
    return this.#problem
  }

  /** Null while nothing is being imported. */
  get progress(): ImportProgress | null {
    return this.#progress
  }

  get isLooking(): boolean {
    return this.#isLooking
  }

  /** Asks the person for a file or folder, then opens the dialog for it. */
  async pick(kind: PickKind): Promise<void> {
    const handle = await studio().bridge.pick(kind)
    if (handle !== undefined) await this.start(handle)
  }

  /** Opens the dialog for a file or folder on the Data stage, in a new project where none is open. */
  async start(handle: FileHandle): Promise<void> {
    if (this.#progress !== null) return
    this.#handle = handle
    this.#preview = null
    this.#format = {}
    this.#kinds = new Map()
    await this.#look()
    if (this.#handle !== handle) return
    const preview = this.#preview as ImportPreview | null
    if (preview === null) {
      // What cannot be read at all is said at the edge of the window; an empty dialog would help nobody.
      if (this.#problem !== null) notices.show({ kind: 'problem', text: this.#problem })
      this.close()
      return
    }
    if (project.open === null && !(await this.#createProject(baseName(preview.name)))) return
    navigation.go('dataset')
  }

  /** Reads the preview again with what was overruled. */
  async setFormat(change: Partial<TableFormat>): Promise<void> {
    this.#format = { ...this.#format, ...change }
    await this.#look()
  }

  setKind(name: string, kind: ColumnKind): void {
    this.#kinds = new Map([...this.#kinds, [name, kind]])
  }

  /** Imports, takes the suggestion for the new data into the draft, and closes the dialog. */
  async run(): Promise<void> {
    const handle = this.#handle
    const preview = this.#preview
    if (handle === null || preview === null || this.#progress !== null) return
    this.#taskCount += 1
    const task = taskId.parse(`import-${Date.now().toString(36)}-${this.#taskCount}`)
    this.#task = task
    this.#problem = null
    this.#progress = {
      doneShare: null,
      remainingMs: null,
      text: { en: `Reading ${preview.name}`, zh: `正在读取 ${preview.name}` }
    }
    const stopListening = studio().onEvent((event) => {
      if (event.type === 'task-progress' && event.taskId === task) this.#progress = event
    })
    try {
      const manifest = await studio().call('datasets.import', {
        file: handle,
        taskId: task,
        ...this.#overruled(preview)
      })
      await this.#take(manifest)
      this.close()
    } catch (error) {
      this.#problem = problemOf(error)
    } finally {
      stopListening()
      this.#task = null
      this.#progress = null
    }
  }

  /** Stops the import; what was read of it is dropped. */
  async cancel(): Promise<void> {
    if (this.#task === null) this.close()
    else await studio().call('tasks.cancel', { id: this.#task })
  }

  close(): void {
    this.#asked += 1
    this.#handle = null
    this.#preview = null
    this.#problem = null
    this.#isLooking = false
  }

  async #look(): Promise<void> {
    const file = this.#handle
    if (file === null) return
    this.#asked += 1
    const asked = this.#asked
    this.#isLooking = true
    try {
      const preview = await studio().call('datasets.inspect', { file, format: this.#format })
      if (asked !== this.#asked) return
      this.#preview = preview
      this.#problem = null
      const columns = preview.kind === 'table' ? preview.columns : []
      this.#kinds = new Map(
        [...this.#kinds].filter(([name]) => columns.some((column) => column.name === name))
      )
    } catch (error) {
      if (asked === this.#asked) this.#problem = problemOf(error)
    } finally {
      if (asked === this.#asked) this.#isLooking = false
    }
  }

  #overruled(preview: ImportPreview) {
    const columns =
      preview.kind === 'table' && this.#kinds.size > 0
        ? preview.columns.map(({ name, kind }) => ({ name, kind: this.#kinds.get(name) ?? kind }))
        : undefined
    return { format: preview.kind === 'table' ? this.#format : undefined, columns }
  }

  async #createProject(name: string): Promise<boolean> {
    try {
      project.show(await studio().call('projects.create', { name }))
      return true
    } catch (error) {
      notices.showError(error, 'creating the project')
      this.close()
      return false
    }
  }

  /** One edit for all that follows from the new data. */
  async #take(manifest: DatasetManifest): Promise<void> {
    const suggested = await studio().call('datasets.suggest', { id: manifest.id })
    const spec = specAfterImport(project.draft.dataset, suggested, manifest)
    const summary = await studio().call('datasets.preparation', { id: manifest.id, dataset: spec })
    project.edit({ en: `import ${manifest.name}`, zh: `导入 ${manifest.name}` }, (draft) => {
      draft.datasetId = manifest.id
      draft.dataset = structuredClone(spec) as typeof draft.dataset
      fitEmptyNetwork(draft, manifest, spec, summary)
    })
  }
}

/** What to show of a failed call; nothing where the person cancelled it. */
function problemOf(error: unknown): Problem | null {
  if (!(error instanceof ProblemError)) return problem('system/fault', { what: 'importing' })
  return error.problem.code === 'system/cancelled' ? null : error.problem
}

export const importer = new ImportState()

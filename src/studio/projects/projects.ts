import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { ProblemError, unwrap, type Checked } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { OpenProject, ProjectSummary } from '../../shared/rpc/project.ts'
import type { StudioEvent } from '../../shared/rpc/studio-api.ts'
import { removeLeftovers } from '../dataset/dataset-folder.ts'
import { folderSize } from '../files/folder-size.ts'
import type { Log } from '../system/log.ts'
import { problemOf } from '../system/problem-of.ts'
import { endInterruptedRuns, RunQueue, type RunQueueOptions } from '../training/run-queue.ts'
import { isFolder, newProjectFolder, whyNotWritable } from './project-folder.ts'
import { createProject, openProject, type ProjectSession, type SessionOptions } from './project-session.ts'
import { summarizeProject, type SummaryParts } from './project-summary.ts'
import type { RecentProjects } from './recent-projects.ts'

export interface ProjectsOptions {
  readonly homeFolder: string
  readonly recent: RecentProjects
  readonly log: Log
  readonly emit: (event: StudioEvent) => void
  readonly whenInUse: 'refuse' | 'look'
  /** How long a run may take to stop when its project is closed. */
  readonly closeGraceMs: number
  readonly queueOptions: Pick<RunQueueOptions, 'datasets' | 'startTrainer'>
  /** What is known of the draft's data and network, for the list of projects. */
  readonly inspectDraft: (session: ProjectSession) => Promise<Pick<SummaryParts, 'manifest' | 'model'>>
}

/** A project that is open, with the queue of its runs. */
export interface OpenedProject {
  readonly session: ProjectSession
  readonly queue: RunQueue
}

/** The projects of this person; one of them, or none, is open. */
export class Projects {
  readonly #options: ProjectsOptions
  #opened: OpenedProject | undefined

  constructor(options: ProjectsOptions) {
    this.#options = options
  }

  get opened(): OpenedProject | undefined {
    return this.#opened
  }

  /** Throws  ProblemError  project/none-open */
  require(): OpenedProject {
    if (this.#opened === undefined) throw new ProblemError(problem('project/none-open', {}))
    return this.#opened
  }

  /** The open project, which may be changed. Throws  ProblemError  project/none-open, project/read-only */
  requireWritable(): OpenedProject {
    const opened = this.require()
    opened.session.requireWritable()
    return opened
  }

  /** Without a folder: a new one below the person's project folder. */
  async create(name: string, folder?: string): Promise<OpenProject> {
    const { homeFolder } = this.#options
    const place = folder ?? newProjectFolder(homeFolder, name)
    if (folder !== undefined && isFolder(folder)) {
      const blocked = whyNotWritable(folder)
      if (blocked !== undefined)
        throw new ProblemError(problem('system/not-writable', { name: basename(folder) }))
    }
    const isNew = !isFolder(place)
    await this.close()
    mkdirSync(place, { recursive: true })
    const made = createProject(place, name, this.#sessionOptions())
    if (!made.ok && isNew && readdirSync(place).length === 0) rmSync(place, { recursive: true })
    return this.#show(unwrap(made))
  }

  async open(folder: string): Promise<OpenProject> {
    if (this.#opened?.session.folder.path === folder) return this.#opened.session.describe()
    const session = unwrap(this.#tryOpen(folder))
    await this.close()
    return this.#show(session)
  }

  async openByKey(key: string): Promise<OpenProject> {
    const folder = this.#options.recent.folderOf(key)
    if (folder === undefined) throw new ProblemError(problem('project/unknown', {}))
    return this.open(folder)
  }

  /** Ends what runs, removes runs that were deleted, and lets go of the folder. */
  async close(): Promise<void> {
    const opened = this.#opened
    if (opened === undefined) return
    await opened.queue.close(this.#options.closeGraceMs)
    if (opened.session.readOnlyReason === undefined) removeDeletedRuns(opened.session)
    await this.refresh().catch((error: unknown) =>
      this.#options.log.error('the project was not summarized', error)
    )
    this.#opened = undefined
    opened.session.close()
    this.#options.emit({ type: 'project-changed', project: null })
  }

  rename(name: string): OpenProject {
    const { session } = this.requireWritable()
    session.store.settings.set('name', name)
    const project = session.describe()
    this.#options.emit({ type: 'project-changed', project })
    return project
  }

  forget(key: string): void {
    this.#options.recent.forget(key)
  }

  async recent(): Promise<readonly ProjectSummary[]> {
    await this.#rebuildList()
    if (this.#opened !== undefined) await this.refresh()
    return this.#options.recent.list()
  }

  /** Brings the open project's entry in the list up to date. */
  async refresh(): Promise<void> {
    const session = this.#opened?.session
    if (session === undefined) return
    session.writer.flush()
    const known = await this.#options.inspectDraft(session)
    const sizeBytes = await folderSize(session.folder.path)
    if (this.#opened?.session !== session) return
    this.#options.recent.keep(
      session.folder.path,
      summarizeProject(session, { ...known, sizeBytes, lastOpenedAt: Date.now() })
    )
  }

  #tryOpen(folder: string): Checked<ProjectSession> {
    return openProject(folder, this.#sessionOptions())
  }

  #sessionOptions(): SessionOptions {
    const { whenInUse, emit, log } = this.#options
    return {
      whenInUse,
      onWriteTrouble: (error) => {
        if (error !== undefined) emit({ type: 'problem', problem: problemOf(error, 'keeping results', log) })
      }
    }
  }

  async #show(session: ProjectSession): Promise<OpenProject> {
    const { queueOptions, emit, log } = this.#options
    const queue = new RunQueue({
      ...queueOptions,
      session,
      log,
      // Lists hold no more than a run's state; the project itself is read again where it is shown.
      emit,
      problemOf: (error, what) => problemOf(error, what, log)
    })
    this.#opened = { session, queue }
    if (session.readOnlyReason === undefined) {
      endInterruptedRuns(session)
      removeDeletedRuns(session)
      await removeLeftovers(session.folder.datasets)
    }
    await this.refresh()
    const project = session.describe()
    emit({ type: 'project-changed', project })
    return project
  }

  /** A lost list is made again from the folders themselves. */
  async #rebuildList(): Promise<void> {
    const { homeFolder, recent } = this.#options
    if (!isFolder(homeFolder)) return
    for (const folder of recent.unlisted(homeFolder)) {
      const found = openProject(folder, { whenInUse: 'look' })
      if (!found.ok) continue
      const sizeBytes = await folderSize(folder)
      recent.keep(
        folder,
        summarizeProject(found.value, {
          manifest: undefined,
          model: undefined,
          sizeBytes,
          lastOpenedAt: Date.now()
        })
      )
      found.value.close()
    }
  }
}

/** Runs taken out of the list stay until the project is closed, so that this can be undone. */
function removeDeletedRuns({ store, folder }: ProjectSession): void {
  for (const id of store.runs.listDeleted()) {
    store.runs.remove(id)
    rmSync(folder.run(id), { recursive: true, force: true })
  }
}

import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ProblemError, unwrap, type Checked } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { OpenProject, ProjectSummary } from '../../shared/rpc/project.ts'
import type { StudioEvent } from '../../shared/rpc/studio-api.ts'
import { removeLeftovers } from '../dataset/dataset-folder.ts'
import { folderSize } from '../files/folder-size.ts'
import type { Log } from '../system/log.ts'
import { problemOf } from '../system/problem-of.ts'
import type { RunId } from '../../shared/core/ids.ts'
import { keepLeft, recoverRuns } from '../training/recover-runs.ts'
import { RunQueue, type RunQueueOptions } from '../training/run-queue.ts'
import { readSummary } from '../training/run-summary.ts'
import { isFolder, newProjectFolder, whyNotWritable } from './project-folder.ts'
import { createProject, openProject, type ProjectSession, type SessionOptions } from './project-session.ts'
import { summarizeProject, type SummaryParts } from './project-summary.ts'
import { rebuildList } from './rebuild-list.ts'
import type { RecentProjects } from './recent-projects.ts'
import type { WorkMark } from './work-mark.ts'

/** How long a studio may take beyond pausing its run until it has let go of a project. */
const closingTailMs = 5000
const closingRetryMs = 100

export interface ProjectsOptions {
  readonly homeFolder: string
  readonly recent: RecentProjects
  readonly log: Log
  readonly emit: (event: StudioEvent) => void
  readonly whenInUse: 'refuse' | 'look'
  /** How long a run may take to stop when its project is closed. */
  readonly closeGraceMs: number
  readonly workMark: WorkMark
  /** What becomes of runs that the last session left: 'leave' also keeps those that wait from starting. */
  readonly whenRunsAreLeft: () => 'ask' | 'always' | 'never' | 'leave'
  readonly queueOptions: Pick<RunQueueOptions, 'datasets' | 'startTrainer' | 'restartDelaysMs'>
  /** What is known of the draft's data and network, for the list of projects. */
  readonly inspectDraft: (session: ProjectSession) => Promise<Pick<SummaryParts, 'manifest' | 'model'>>
}

/** A project that is open, with the queue of its runs. */
export interface OpenedProject {
  readonly session: ProjectSession
  readonly queue: RunQueue
  /** Runs that were at work when the last session ended, until somebody says whether they go on. */
  unfinished: readonly RunId[]
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

  /**
   * Opens the project in which a run was at work when the program last ended. A studio that outlives its killed window
   * pauses the run first: so long as it may hold the project, it is waited for.
   */
  async pickUp(): Promise<OpenProject | undefined> {
    const { workMark, log } = this.#options
    if (this.#opened !== undefined) return this.#opened.session.describe()
    const { folder } = workMark
    if (folder === undefined || !isFolder(folder)) return undefined
    try {
      const session = unwrap(await this.#openOnceClosed(folder))
      await this.close()
      return await this.#show(session)
    } catch (error) {
      log.error('the last project was not opened again', error)
      return undefined
    }
  }

  /** Says whether the runs that the last session left at work go on. */
  settleUnfinished(continues: boolean): void {
    const opened = this.requireWritable()
    if (continues) for (const id of opened.unfinished) opened.queue.continue(id)
    else this.#options.workMark.clear()
    opened.unfinished = []
    keepLeft(opened.session, [])
  }

  /** Pauses what is at work, removes runs that were deleted, and lets go of the folder. */
  async close(): Promise<void> {
    await this.leave()
    this.#options.workMark.clear()
  }

  /** As `close`, but the next start of the program opens the project again where a run was at work. */
  async leave(): Promise<void> {
    const opened = this.#opened
    if (opened === undefined) return
    const { session, queue } = opened
    const active = await queue.close(this.#options.closeGraceMs)
    const status = active === undefined ? undefined : readSummary(session.store, active)?.status
    if (active !== undefined && (status === 'paused' || status === 'interrupted'))
      keepLeft(session, [...opened.unfinished, active])
    if (session.readOnlyReason === undefined) removeDeletedRuns(session)
    await this.refresh().catch((error: unknown) =>
      this.#options.log.error('the project was not summarized', error)
    )
    this.#opened = undefined
    session.close()
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
    await rebuildList(this.#options.homeFolder, this.#options.recent)
    if (this.#opened !== undefined) await this.refresh()
    const openKey = this.#opened?.session.key
    // What was at work in a project that is not open was interrupted.
    return this.#options.recent
      .list()
      .map((one) =>
        one.unfinished === 'running' && one.key !== openKey ? { ...one, unfinished: 'interrupted' } : one
      )
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

  async #openOnceClosed(folder: string): Promise<Checked<ProjectSession>> {
    const startedAt = performance.now()
    let isTold = false
    for (;;) {
      const opened = this.#tryOpen(folder)
      if (opened.ok || opened.problem.code !== 'project/in-use') return opened
      if (performance.now() - startedAt > this.#options.closeGraceMs + closingTailMs) return opened
      if (!isTold) this.#options.emit({ type: 'project-closing', name: basename(folder) })
      isTold = true
      await wait(closingRetryMs)
    }
  }

  #tryOpen(folder: string): Checked<ProjectSession> {
    return openProject(folder, this.#sessionOptions())
  }

  #sessionOptions(): SessionOptions {
    const { whenInUse, emit, log } = this.#options
    return {
      whenInUse,
      onWriteTrouble: (error) => {
        if (error === undefined) return
        const found = problemOf(error, 'keeping results', log)
        const isFull = found.code === 'system/disk-full'
        emit({ type: 'problem', problem: isFull ? problem('project/results-wait', {}) : found })
      }
    }
  }

  async #show(session: ProjectSession): Promise<OpenProject> {
    const { queueOptions, emit, log, workMark } = this.#options
    const { path } = session.folder
    const queue = new RunQueue({
      ...queueOptions,
      session,
      log,
      // Lists hold no more than a run's state; the project itself is read again where it is shown.
      emit,
      onWork: (isAtWork) => {
        if (this.#options.whenRunsAreLeft() === 'leave') return
        if (isAtWork) workMark.set(path)
        else workMark.clear()
      },
      problemOf: (error, what) => problemOf(error, what, log)
    })
    const opened: OpenedProject = { session, queue, unfinished: [] }
    this.#opened = opened
    if (session.readOnlyReason === undefined) {
      await this.#recover(opened)
      removeDeletedRuns(session)
      await removeLeftovers(session.folder.datasets)
    }
    await this.refresh()
    const project = session.describe()
    emit({ type: 'project-changed', project })
    return project
  }

  /** Brings the runs that the last session left into order, and starts those that are to go on. */
  async #recover(opened: OpenedProject): Promise<void> {
    const { session, queue } = opened
    const { unfinished, queued } = await recoverRuns(session)
    const answer = this.#options.whenRunsAreLeft()
    if (answer === 'leave') return
    if (answer === 'ask') opened.unfinished = unfinished
    else keepLeft(session, [])
    if (answer === 'always') for (const id of unfinished) queue.continue(id)
    for (const id of queued) queue.add(id)
  }
}

/** Runs taken out of the list stay until the project is closed, so that this can be undone. */
function removeDeletedRuns({ store, folder }: ProjectSession): void {
  for (const id of store.runs.listDeleted()) {
    store.runs.remove(id)
    rmSync(folder.run(id), { recursive: true, force: true })
  }
}

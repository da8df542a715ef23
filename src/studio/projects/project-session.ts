import { randomUUID } from 'node:crypto'
import { basename, join } from 'node:path'
import { fail, ok, ProblemError, type Checked } from '../../shared/core/checked.ts'
import { emptyNetwork } from '../../shared/network/network-graph.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { Draft, OpenProject } from '../../shared/rpc/project.ts'
import { defaultTraining } from '../../shared/training/training-spec.ts'
import { folderLabel } from '../files/folder-label.ts'
import { backUpDaily } from '../store/backup.ts'
import { createBufferedWriter, type BufferedWriter } from '../store/buffered-writer.ts'
import { readDatabaseHeader } from '../store/database-header.ts'
import { createStore, databaseName, openStore, type OpenStore } from '../store/open-store.ts'
import { createProjectStore, type ProjectStore } from '../store/project-store.ts'
import { isFolder, ProjectFolder, whyNotWritable } from './project-folder.ts'
import { lockProject, type ProjectLock } from './project-lock.ts'

export interface SessionOptions {
  /** What to do when another process has the project: refuse it, or look at it without changing anything. */
  readonly whenInUse?: 'refuse' | 'look'
  readonly onWriteTrouble?: (error: unknown) => void
}

const emptyDraft: Draft = { datasetId: null, dataset: null, network: emptyNetwork, training: defaultTraining }

/** A project that is open here: its folder, its database, and the right to change it. */
export class ProjectSession {
  readonly folder: ProjectFolder
  readonly store: ProjectStore
  readonly writer: BufferedWriter
  /** Undefined when it can be changed. */
  readonly readOnlyReason: string | undefined
  readonly #lock: ProjectLock | undefined

  constructor(
    folder: string,
    parts: { store: OpenStore; lock?: ProjectLock; readOnlyReason?: string },
    options: SessionOptions
  ) {
    this.folder = new ProjectFolder(folder)
    this.store = createProjectStore(parts.store)
    this.writer = createBufferedWriter(this.store, { onTrouble: options.onWriteTrouble ?? (() => {}) })
    this.readOnlyReason = parts.readOnlyReason
    this.#lock = parts.lock
  }

  get key(): string {
    return this.store.settings.get('id') ?? basename(this.folder.path)
  }

  get name(): string {
    return this.store.settings.get('name') ?? basename(this.folder.path)
  }

  get createdAt(): number {
    return Number(this.store.settings.get('createdAt') ?? 0)
  }

  get draft(): Draft {
    return this.store.draft.get() ?? emptyDraft
  }

  describe(): OpenProject {
    return {
      key: this.key,
      name: this.name,
      folderLabel: folderLabel(this.folder.path),
      createdAt: this.createdAt,
      readOnlyReason: this.readOnlyReason ?? null,
      draft: this.draft
    }
  }

  /** Throws  ProblemError  project/read-only, when the project can only be looked at */
  requireWritable(): void {
    if (this.readOnlyReason !== undefined)
      throw new ProblemError(problem('project/read-only', { reason: this.readOnlyReason }))
  }

  close(): void {
    this.writer.close()
    if (this.readOnlyReason === undefined) backUpDaily(this.store.database, this.folder.path, Date.now())
    this.store.close()
    this.#lock?.release()
  }
}

/** Makes a project in a folder that exists and may be written to. */
export function createProject(
  folder: string,
  name: string,
  options: SessionOptions = {}
): Checked<ProjectSession> {
  const locked = lockProject(folder)
  if (!locked.ok) return locked
  const store = createStore(folder)
  if (!store.ok) {
    locked.value.release()
    return store
  }
  const session = new ProjectSession(folder, { store: store.value, lock: locked.value }, options)
  session.store.atOnce(() => {
    session.store.settings.set('id', randomUUID())
    session.store.settings.set('name', name)
    session.store.settings.set('createdAt', String(Date.now()))
  })
  return ok(session)
}

/**
 * Opens the project in a folder.
 *
 * Problems  project/missing        the folder is not there
 *           project/in-use         another process has it, and looking was not asked for
 *           project/not-a-project, project/newer, project/damaged   as `openStore` says
 */
export function openProject(folder: string, options: SessionOptions = {}): Checked<ProjectSession> {
  if (!isFolder(folder)) return fail(problem('project/missing', { folder: basename(folder) }))
  // Before the lock's file is made: a folder that is no project stays as it is.
  if (readDatabaseHeader(join(folder, databaseName)).kind !== 'ours') {
    return fail(problem('project/not-a-project', { folder: basename(folder) }))
  }
  const blocked = whyNotWritable(folder)
  if (blocked !== undefined) return openToLook(folder, blocked, options)

  const locked = lockProject(folder)
  if (!locked.ok) {
    return options.whenInUse === 'look' ? openToLook(folder, locked.problem.message, options) : locked
  }
  const store = openStore(folder)
  if (!store.ok) {
    locked.value.release()
    return store
  }
  return ok(new ProjectSession(folder, { store: store.value, lock: locked.value }, options))
}

function openToLook(
  folder: string,
  readOnlyReason: string,
  options: SessionOptions
): Checked<ProjectSession> {
  const store = openStore(folder, { isReadOnly: true })
  return store.ok ? ok(new ProjectSession(folder, { store: store.value, readOnlyReason }, options)) : store
}

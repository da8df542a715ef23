import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { projectSummary, type ProjectSummary } from '../../shared/rpc/project.ts'
import { folderLabel } from '../files/folder-label.ts'
import { readJsonFile, writeJsonFile } from '../files/json-file.ts'
import { readDatabaseHeader } from '../store/database-header.ts'
import { databaseName } from '../store/open-store.ts'

const entrySchema = z.strictObject({ folder: z.string(), summary: projectSummary })
type Entry = z.infer<typeof entrySchema>

/** The projects that were opened here, newest first, with what was known of each when it was last open. */
export class RecentProjects {
  readonly #file: string
  #entries: readonly Entry[]

  constructor(file: string) {
    this.#file = file
    this.#entries = readJsonFile(file, z.array(entrySchema)) ?? []
  }

  list(): readonly ProjectSummary[] {
    return this.#entries.map(({ folder, summary }) => ({
      ...summary,
      folderLabel: folderLabel(folder),
      isAvailable: existsSync(join(folder, databaseName))
    }))
  }

  folderOf(key: string): string | undefined {
    return this.#entries.find((entry) => entry.summary.key === key)?.folder
  }

  keep(folder: string, summary: ProjectSummary): void {
    const others = this.#entries.filter(
      (entry) => entry.summary.key !== summary.key && entry.folder !== folder
    )
    this.#save([{ folder, summary }, ...others])
  }

  forget(key: string): void {
    this.#save(this.#entries.filter((entry) => entry.summary.key !== key))
  }

  /** Folders directly below `homeFolder` that hold a project but are not in the list: what a lost list is rebuilt from. */
  unlisted(homeFolder: string): readonly string[] {
    if (this.#entries.length > 0 || existsSync(this.#file)) return []
    return readdirSync(homeFolder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(homeFolder, entry.name))
      .filter((folder) => readDatabaseHeader(join(folder, databaseName)).kind === 'ours')
  }

  #save(entries: readonly Entry[]): void {
    this.#entries = entries
    writeJsonFile(this.#file, entries)
  }
}

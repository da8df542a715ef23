import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fail, ok, type Checked, type Problem } from '../../shared/core/checked.ts'
import { problem } from '../../shared/problems/catalogue.ts'

/** A file that may be an image; `path` is below the imported folder, with forward slashes. */
export interface ImageFile {
  readonly path: string
  readonly className: string
}

const MAX_FILES = 1_000_000
const MAX_DEPTH = 8
/** Left by file managers; nobody thinks of them as part of the data. */
const CLUTTER = new Set(['thumbs.db', 'desktop.ini', '__macosx'])

/**
 * All files below the sub-folders of a folder, in path order. Links are not followed.
 *
 * Output    files, classes in name order, and a problem for everything that was left out
 * Problems  dataset/too-many-images, dataset/no-permission
 */
export async function listImageFiles(folder: string): Promise<
  Checked<{
    readonly files: readonly ImageFile[]
    readonly classes: readonly string[]
    readonly skipped: readonly Problem[]
  }>
> {
  const files: ImageFile[] = []
  const skipped: Problem[] = []
  const top = await readFolder(folder)
  if (!top) return fail(problem('dataset/no-permission', { file: basename(folder) }))
  const classes: string[] = []
  for (const entry of top) {
    if (isLink(entry)) skipped.push(problem('dataset/link-skipped', { file: entry.name }))
    else if (entry.isFile()) skipped.push(problem('dataset/file-outside-classes', { file: entry.name }))
    else {
      classes.push(entry.name)
      await walk({ folder, path: entry.name, className: entry.name, depth: 1 }, files, skipped)
    }
    if (files.length > MAX_FILES) return fail(problem('dataset/too-many-images', { limit: MAX_FILES }))
  }
  return ok({ files, classes, skipped })
}

interface Place {
  readonly folder: string
  readonly path: string
  readonly className: string
  readonly depth: number
}

async function walk(place: Place, files: ImageFile[], skipped: Problem[]): Promise<void> {
  const entries = await readFolder(join(place.folder, place.path))
  if (!entries || place.depth > MAX_DEPTH) {
    skipped.push(problem('dataset/file-unreadable', { file: place.path }))
    return
  }
  for (const entry of entries) {
    if (files.length > MAX_FILES) return
    const path = `${place.path}/${entry.name}`
    if (isLink(entry)) skipped.push(problem('dataset/link-skipped', { file: path }))
    else if (entry.isFile()) files.push({ path, className: place.className })
    else await walk({ ...place, path, depth: place.depth + 1 }, files, skipped)
  }
}

/** Links, devices, pipes and sockets: reading them would leave the folder, or never end. */
const isLink = (entry: Dirent): boolean => !entry.isFile() && !entry.isDirectory()

async function readFolder(path: string): Promise<Dirent[] | undefined> {
  try {
    const entries = await readdir(path, { withFileTypes: true })
    return entries
      .filter(({ name }) => !name.startsWith('.') && !CLUTTER.has(name.toLowerCase()))
      .sort((first, second) => (first.name < second.name ? -1 : 1))
  } catch {
    return undefined
  }
}

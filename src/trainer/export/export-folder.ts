import { createHash } from 'node:crypto'
import { lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises'
import path from 'node:path'
import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import type { Label } from '../../shared/core/params.ts'
import type { ExportManifest } from '../../shared/export/export-manifest.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { syncFolder, writeSynced } from '../runtime/durable-files.ts'
import type { FileContents } from './model-formats.ts'

export const sha256Of = (content: Uint8Array | string): string =>
  createHash('sha256').update(content).digest('hex')

/** Size and hash of each file, as the manifest lists them. */
export const describeFiles = (files: FileContents): ExportManifest['files'] =>
  Object.entries(files).map(([name, content]) => ({
    path: name,
    sizeBytes: Buffer.byteLength(content),
    sha256: sha256Of(content)
  }))

/** Reasons of the operating system that a person can do something about. */
const diskReasons: Readonly<Record<string, Label>> = {
  EACCES: { en: 'no permission', zh: '没有权限' },
  EPERM: { en: 'no permission', zh: '没有权限' },
  EROFS: { en: 'the disk is read-only', zh: '磁盘为只读' },
  ENOSPC: { en: 'the disk is full', zh: '磁盘已满' },
  EDQUOT: { en: 'the disk quota is used up', zh: '磁盘配额已用尽' },
  ENOTDIR: { en: 'a file stands in the way', zh: '同名文件已存在' },
  EEXIST: { en: 'a file stands in the way', zh: '同名文件已存在' },
  ENOTEMPTY: { en: 'something was put into it meanwhile', zh: '期间有内容被放入' },
  ENAMETOOLONG: { en: 'the path is too long', zh: '路径过长' }
}

/**
 * Does work on a folder, and says in words what the disk refuses.
 *
 * Problems  export/folder-not-writable
 */
export async function onDisk<T>(folder: string, work: () => Promise<Checked<T>>): Promise<Checked<T>> {
  try {
    return await work()
  } catch (error) {
    const reason = diskReasons[(error as NodeJS.ErrnoException).code ?? '']
    if (reason === undefined) throw error
    const values = { folder: path.basename(folder), reason: reason.en, reasonZh: reason.zh }
    return fail(problem('export/folder-not-writable', values))
  }
}

async function isFree(folder: string): Promise<boolean> {
  const entry = await lstat(folder).catch(() => undefined)
  if (entry === undefined) return true
  return entry.isDirectory() && (await readdir(folder)).length === 0
}

/**
 * Fills a folder beside the target and gives it the target's name once all of it is on disk.
 *
 * Input     target: absent or empty; `fill` writes into the folder it is given and says whether it may be kept
 * Problems  export/folder-not-empty, and those of `fill`; then nothing is left behind
 */
export async function writeBeside<T>(
  target: string,
  fill: (folder: string) => Promise<Checked<T>>
): Promise<Checked<T>> {
  if (!(await isFree(target)))
    return fail(problem('export/folder-not-empty', { folder: path.basename(target) }))
  await mkdir(path.dirname(target), { recursive: true })
  const temporary = await mkdtemp(path.join(path.dirname(target), `.${path.basename(target)}-`))
  try {
    const filled = await fill(temporary)
    if (!filled.ok) return filled
    await syncFolder(temporary)
    // Only an empty folder goes away here; what someone has put into it meanwhile stays, and the rename fails.
    await rmdir(target).catch(() => undefined)
    await rename(temporary, target)
    await syncFolder(path.dirname(target))
    return filled
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

/** Writes files below a folder, each brought to disk. */
export async function writeFiles(folder: string, files: FileContents): Promise<void> {
  for (const [name, content] of Object.entries(files)) await writeSynced(path.join(folder, name), content)
}

/**
 * Files of a folder by the names a manifest lists; regular files only, of the size and hash listed.
 *
 * Problems  export/file-changed
 */
export async function readListed(
  folder: string,
  listed: ExportManifest['files'],
  names: readonly string[]
): Promise<Checked<ReadonlyMap<string, Uint8Array>>> {
  const files = new Map<string, Uint8Array>()
  for (const name of names) {
    const changed = fail(problem('export/file-changed', { file: name }))
    const entry = listed.find((file) => file.path === name)
    const place = path.join(folder, name)
    const stat = await lstat(place).catch(() => undefined)
    // A link could lead out of the folder.
    if (entry === undefined || !stat?.isFile() || stat.size !== entry.sizeBytes) return changed
    const bytes = await readFile(place)
    if (sha256Of(bytes) !== entry.sha256) return changed
    files.set(name, bytes)
  }
  return ok(files)
}

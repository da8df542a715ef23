import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { ProblemError, unwrap } from '../../shared/core/checked.ts'
import type { FileHandle } from '../../shared/core/ids.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { FileHandles } from '../files/file-handles.ts'
import type { FileList } from '../services.ts'

const mostEntries = 5000

/** Whether a real path is the folder itself or lies below it. */
export const isBelow = (root: string, path: string): boolean =>
  path === root || path.startsWith(root.endsWith(sep) ? root : root + sep)

/** What a browser may choose from: folders and files below one folder, links out of it left out. */
export function createFileList(rootFolder: string, handles: FileHandles): FileList {
  return {
    list: async (handle) => {
      const root = await realpath(rootFolder)
      const folder = handle === null ? root : await realpath(unwrap(handles.pathOf(handle))).catch(() => '')
      if (!isBelow(root, folder)) throw new ProblemError(problem('system/outside-folder', {}))
      const label = [basename(root), ...relative(root, folder).split(sep)]
        .filter((part) => part !== '')
        .join('/')
      const parent = folder === root ? null : handles.register(join(folder, '..'))
      return { label, parent, entries: await entriesOf(root, folder, handles) }
    }
  }
}

interface Entry {
  readonly name: string
  readonly kind: 'folder' | 'file'
  readonly sizeBytes: number
  readonly handle: FileHandle
}

async function entriesOf(root: string, folder: string, handles: FileHandles): Promise<Entry[]> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).slice(0, mostEntries)
  const entries = await Promise.all(names.map((name) => entryOf(root, join(folder, name), handles)))
  return entries
    .filter((entry) => entry !== undefined)
    .sort((a, b) =>
      a.kind === b.kind ? a.name.localeCompare(b.name, 'en', { numeric: true }) : a.kind === 'folder' ? -1 : 1
    )
}

async function entryOf(root: string, path: string, handles: FileHandles): Promise<Entry | undefined> {
  try {
    const real = await realpath(path)
    const info = await stat(real)
    if (!isBelow(root, real) || !(info.isFile() || info.isDirectory())) return undefined
    const kind = info.isDirectory() ? 'folder' : 'file'
    return {
      name: basename(path),
      kind,
      sizeBytes: info.isFile() ? info.size : 0,
      handle: handles.register(real)
    }
  } catch {
    return undefined
  }
}

import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'

export interface WindowFile {
  readonly mime: string
  readonly bytes: Buffer
}

const mimes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8'
}

/** The built window, by address: a request can only name what is in this list, never a path. */
export function readWindowFiles(folder: string): ReadonlyMap<string, WindowFile> {
  const files = new Map<string, WindowFile>()
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const mime = mimes[extname(entry.name)]
    if (!entry.isFile() || mime === undefined) continue
    const path = join(entry.parentPath, entry.name)
    const address = `/${path
      .slice(folder.length + 1)
      .split(/[\\/]/u)
      .join('/')}`
    files.set(address, { mime, bytes: readFileSync(path) })
  }
  const start = files.get('/index.html')
  if (start !== undefined) files.set('/', start)
  return files
}

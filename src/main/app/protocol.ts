import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { protocol } from 'electron'
import { securityHeaders, studioHost, studioScheme } from './content-policy.ts'
import { rendererFolder } from './paths.ts'

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2'
}

interface Served {
  readonly file: string
  readonly mimeType: string
}

/** Before `ready`: makes app:// a secure origin with paths. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: studioScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }
  ])
}

/** Every file there is, by its path in an address: a request is looked up here, and never joined to a folder. */
export function listFiles(folder: string, below = ''): Map<string, Served> {
  const files = new Map<string, Served>()
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
    const path = `${below}/${entry.name}`
    const mimeType = mimeTypes[extname(entry.name)]
    if (entry.isDirectory()) for (const [key, served] of listFiles(folder, path)) files.set(key, served)
    else if (entry.isFile() && mimeType !== undefined) files.set(path, { file: join(folder, path), mimeType })
  }
  return files
}

/** The file an address names; undefined for every address that is not written exactly as one of them. */
export function findFile(files: ReadonlyMap<string, Served>, address: string): Served | undefined {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return undefined
  }
  if (url.protocol !== `${studioScheme}:` || url.host !== studioHost) return undefined
  return files.get(url.pathname)
}

/** Serves the window's files at app://studio/. Electron before 25 has no `protocol.handle`. */
export function serveWindow(): void {
  const files = listFiles(rendererFolder)
  if (typeof protocol.handle === 'function') {
    protocol.handle(studioScheme, ({ url, method }) => {
      const served = method === 'GET' || method === 'HEAD' ? findFile(files, url) : undefined
      if (served === undefined)
        return new Response('Not found', {
          status: 404,
          headers: { ...securityHeaders, 'Content-Type': 'text/plain' }
        })
      return new Response(readFileSync(served.file), {
        headers: { ...securityHeaders, 'Content-Type': served.mimeType }
      })
    })
    return
  }
  protocol.registerBufferProtocol(studioScheme, ({ url, method }, answer) => {
    const served = method === 'GET' || method === 'HEAD' ? findFile(files, url) : undefined
    if (served === undefined)
      answer({
        statusCode: 404,
        mimeType: 'text/plain',
        headers: { ...securityHeaders },
        data: Buffer.from('Not found')
      })
    else {
      answer({
        statusCode: 200,
        mimeType: served.mimeType.split(';')[0] ?? served.mimeType,
        headers: { ...securityHeaders, 'Content-Type': served.mimeType },
        data: readFileSync(served.file)
      })
    }
  })
}

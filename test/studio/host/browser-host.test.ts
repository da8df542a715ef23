import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { unwrap } from '../../../src/shared/core/checked.ts'
import { fileHandle, type FileHandle } from '../../../src/shared/core/ids.ts'
import { startBrowserHost } from '../../../src/studio/host/browser-host.ts'
import { createFileList } from '../../../src/studio/host/file-list.ts'
import { sanitizeUploadPath } from '../../../src/studio/host/uploads.ts'
import { ask, openStudio, refusal } from '../open-studio.ts'
import { temporaryFolder } from '../temporary-folder.ts'

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** A request as it goes over the wire: fetch would tidy paths and forbids the headers under test. */
function send(
  port: number,
  path: string,
  headers: Record<string, string> = {},
  post?: Buffer
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port, path, method: post === undefined ? 'GET' : 'POST', headers },
      (response) => {
        let body = ''
        response.on('data', (text: Buffer) => {
          body += text.toString()
        })
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
        )
      }
    )
    request.on('error', reject)
    request.end(post)
  })
}

async function openHost() {
  const windowFolder = temporaryFolder()
  mkdirSync(join(windowFolder, 'assets'))
  writeFileSync(join(windowFolder, 'index.html'), '<!doctype html><title>window</title>')
  writeFileSync(join(windowFolder, 'assets', 'main.js'), 'export {}')
  writeFileSync(join(windowFolder, 'secret.key'), 'not served')
  const filesFolder = temporaryFolder()
  const studio = openStudio({ host: 'browser', files: (handles) => createFileList(filesFolder, handles) })
  const host = await startBrowserHost({ studio, windowFolder, port: 0 })
  onTestFinished(() => host.close())
  const enter = async (): Promise<string> => {
    const { headers } = await send(host.port, new URL(host.address).pathname + new URL(host.address).search)
    return (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? ''
  }
  return { host, studio, filesFolder, enter, origin: `http://127.0.0.1:${host.port}` }
}

/** How a WebSocket ends: open, or the status that refused it. */
const connect = (port: number, headers: Record<string, string>): Promise<WebSocket | number> =>
  new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/studio-socket`, { headers })
    socket.on('open', () => resolve(socket))
    socket.on('error', () => {})
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
  })

describe('the browser host', () => {
  it('gives a session for its printed address once', async () => {
    const { host } = await openHost()
    const { pathname, search } = new URL(host.address)
    const first = await send(host.port, pathname + search)
    const second = await send(host.port, pathname + search)

    expect(first.status).toBe(303)
    expect(first.headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/u)
    expect(second.status).toBe(403)
  })

  it('serves the window with the strict policy to a session, and nothing without one', async () => {
    const { host, enter } = await openHost()
    expect((await send(host.port, '/')).status).toBe(403)
    const Cookie = await enter()
    const page = await send(host.port, '/', { Cookie })

    expect(page).toMatchObject({ status: 200, body: '<!doctype html><title>window</title>' })
    expect(page.headers['content-security-policy']).toContain(
      `default-src 'none'; script-src 'self'; style-src 'self'`
    )
    expect(page.headers['content-security-policy']).toContain(
      `connect-src 'self' ws://127.0.0.1:${host.port};`
    )
    expect(page.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer'
    })
    expect((await send(host.port, '/assets/main.js', { Cookie })).headers['content-type']).toMatch(
      /^text\/javascript/u
    )
  })

  it.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '/assets/../../x',
    '/secret.key',
    '/assets',
    '//etc/passwd',
    '/%00',
    '/..\\x',
    '/index.html/'
  ])('serves nothing for %s', async (path) => {
    const { host, enter } = await openHost()
    const Cookie = await enter()
    expect((await send(host.port, path, { Cookie })).status).toBe(404)
  })

  it.each<{ what: string; headers: Record<string, string> }>([
    { what: 'another host name', headers: { Host: 'evil.example' } },
    { what: 'another origin', headers: { Origin: 'http://evil.example' } },
    { what: 'a null origin', headers: { Origin: 'null' } }
  ])('refuses $what, even with a session', async ({ headers }) => {
    const { host, enter } = await openHost()
    const Cookie = await enter()
    expect((await send(host.port, '/', { ...headers, Cookie })).status).toBe(403)
  })

  it('listens on 127.0.0.1 only', async () => {
    const { host } = await openHost()
    const outward = Object.values(networkInterfaces())
      .flat()
      .find((one) => one?.family === 'IPv4' && !one.internal)
    if (outward === undefined) return
    await expect(
      new Promise((resolve, reject) => {
        httpRequest({ host: outward.address, port: host.port, timeout: 2000 }, resolve)
          .on('error', reject)
          .end()
      })
    ).rejects.toThrow()
  })

  it('answers calls over its socket, and tells events', async () => {
    const { host, enter, origin } = await openHost()
    const socket = await connect(host.port, { Cookie: await enter(), Origin: origin })
    if (typeof socket === 'number') throw new Error(`refused with ${socket}`)
    const messages: unknown[] = []
    const answered = new Promise<void>((resolve) => {
      socket.on('message', (data) => {
        const message = JSON.parse((data as Buffer).toString()) as { type: string }
        messages.push(message)
        if (message.type === 'done') resolve()
      })
    })
    socket.send(JSON.stringify({ id: 4, method: 'projects.create', input: { name: 'Over the wire' } }))
    await answered

    expect(messages).toMatchObject([
      { type: 'event', event: { type: 'project-changed' } },
      { type: 'done', id: 4, output: { name: 'Over the wire' } }
    ])
  })

  it.each(['no cookie', 'a foreign origin', 'no origin'])('opens no socket with %s', async (what) => {
    const { host, enter, origin } = await openHost()
    const Cookie = await enter()
    const headers = {
      ...(what === 'no cookie' ? {} : { Cookie }),
      ...(what === 'no origin'
        ? {}
        : { Origin: what === 'a foreign origin' ? 'http://evil.example' : origin })
    }
    expect(await connect(host.port, headers as Record<string, string>)).toBe(403)
  })

  it('closes a socket that sends no request', async () => {
    const { host, enter, origin } = await openHost()
    const socket = await connect(host.port, { Cookie: await enter(), Origin: origin })
    if (typeof socket === 'number') throw new Error(`refused with ${socket}`)
    const closed = new Promise<number>((resolve) => socket.on('close', resolve))
    socket.send('{"type":"register-path","id":1,"path":"/etc/passwd"}')
    expect(await closed).toBe(1008)
  })

  it('keeps what was dropped, file by file, and gives one handle for the folder', async () => {
    const { host, studio, enter, origin } = await openHost()
    const Cookie = await enter()
    const upload = (path: string, bytes: string) =>
      send(
        host.port,
        `/upload?batch=batch-0001&path=${encodeURIComponent(path)}`,
        { Cookie, Origin: origin },
        Buffer.from(bytes)
      )
    const first = await upload('flowers/a/1.txt', 'one')
    const second = await upload('flowers/b/2.txt', 'two')
    const { handle } = JSON.parse(first.body) as { handle: string }

    expect(JSON.parse(second.body)).toEqual({ handle })
    const folder = unwrap(studio.services.handles.pathOf(fileHandle.parse(handle)))
    expect(readFileSync(join(folder, 'b', '2.txt'), 'utf8')).toBe('two')
    expect(
      (await send(host.port, '/upload?batch=batch-0001&path=x', { Cookie }, Buffer.from('x'))).status
    ).toBe(403)
    expect(JSON.parse((await upload('../x', 'x')).body)).toMatchObject({
      problem: { code: 'system/upload-name' }
    })
  })
})

it.each([
  '../x',
  '/x',
  'a//b',
  'a/./b',
  'a/../b',
  'C:\\x',
  'a\\b',
  'a/b\u0000',
  ' a',
  'a.',
  'a/'.repeat(20) + 'b',
  'x'.repeat(300),
  ''
])('takes no file named %j', (path) => {
  expect(sanitizeUploadPath(path)).toBeUndefined()
})

describe('the list of files', () => {
  const names = (entries: readonly { name: string }[]): string[] => entries.map(({ name }) => name)

  it('shows what lies below its folder, and no link out of it', async () => {
    const { studio, filesFolder } = await openHost()
    const outside = temporaryFolder()
    mkdirSync(join(filesFolder, 'digits', '0'), { recursive: true })
    writeFileSync(join(filesFolder, 'iris.csv'), 'a,b\n')
    writeFileSync(join(filesFolder, '.hidden'), '')
    symlinkSync(outside, join(filesFolder, 'outside'))
    symlinkSync('/etc/passwd', join(filesFolder, 'passwd'))
    const root = await ask(studio, 'files.list', { folder: null })
    expect(names(root.entries)).toEqual(['digits', 'iris.csv'])
    expect(root.parent).toBeNull()

    const inner = await ask(studio, 'files.list', { folder: root.entries[0]?.handle ?? null })
    expect(names(inner.entries)).toEqual(['0'])
    expect(names((await ask(studio, 'files.list', { folder: inner.parent })).entries)).toEqual([
      'digits',
      'iris.csv'
    ])
  })

  it('refuses a folder outside, even where its handle is known', async () => {
    const { studio } = await openHost()
    const handle: FileHandle = studio.registerPath(temporaryFolder())
    expect(await refusal(studio, 'files.list', { folder: handle })).toBe('system/outside-folder')
  })

  it('is there for a browser only', async () => {
    expect(await refusal(openStudio(), 'files.list', { folder: null })).toBe('system/browser-only')
  })
})

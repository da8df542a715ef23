import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import { studioRequest, type StudioMessage } from '../../shared/rpc/studio-message.ts'
import { stateFiles } from '../files/home.ts'
import type { Studio } from '../studio.ts'
import { problemOf } from '../system/problem-of.ts'
import { HostAccess } from './access.ts'
import { replyTo } from './reply.ts'
import { securityHeaders } from './security-headers.ts'
import { Uploads } from './uploads.ts'
import { readWindowFiles, type WindowFile } from './window-files.ts'

export interface BrowserHostOptions {
  readonly studio: Studio
  /** The built window. */
  readonly windowFolder: string
  /** 0 takes any free port. */
  readonly port: number
}

export interface BrowserHost {
  /** To be opened once; carries the one-time token. */
  readonly address: string
  readonly port: number
  close(): Promise<void>
}

const largestMessageBytes = 64_000_000
const closedPage =
  'This address was opened before, or is not complete. Start the studio again for a new one.\n该地址已被使用或不完整。请重新启动以获得新地址。\n'

/** Serves the window and its studio to a browser on this machine, and to nobody else. Throws what listening throws. */
export async function startBrowserHost({
  studio,
  windowFolder,
  port
}: BrowserHostOptions): Promise<BrowserHost> {
  const files = readWindowFiles(windowFolder)
  const uploads = new Uploads(stateFiles(studio.services.homeFolder).uploads, (path) =>
    studio.registerPath(path)
  )
  await uploads.clear()
  const server = createServer()
  await listen(server, port)
  const ownPort = (server.address() as AddressInfo).port
  const access = new HostAccess(ownPort)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessageBytes })

  server.on(
    'request',
    (request, response) => void handle({ request, response, access, files, uploads, studio })
  )
  server.on('upgrade', (request, socket, head) => {
    const isAllowed =
      request.url?.split('?')[0] === '/studio-socket' &&
      access.isOwnHost(request.headers) &&
      access.isOwnOrigin(request.headers, true) &&
      access.hasSession(request.headers)
    if (!isAllowed) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (client) => connect(client, studio))
  })
  const unsubscribe = studio.onEvent((event) => {
    const text = JSON.stringify({ type: 'event', event } satisfies StudioMessage)
    for (const client of sockets.clients) if (client.readyState === client.OPEN) client.send(text)
  })
  return {
    address: access.address,
    port: ownPort,
    close: async () => {
      unsubscribe()
      for (const client of sockets.clients) client.terminate()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await uploads.clear()
    }
  }
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', reject)
      resolve()
    })
  })

function connect(client: WebSocket, studio: Studio): void {
  const send = (message: StudioMessage): void => {
    if (client.readyState === client.OPEN) client.send(JSON.stringify(message))
  }
  client.on('error', () => client.terminate())
  client.on('message', (data, isBinary) => {
    const request = studioRequest.safeParse(
      isBinary ? undefined : parseJson((data as Buffer).toString('utf8'))
    )
    if (!request.success) return client.close(1008, 'not a request')
    void replyTo(studio, request.data).then(send)
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly access: HostAccess
  readonly files: ReadonlyMap<string, WindowFile>
  readonly uploads: Uploads
  readonly studio: Studio
}

async function handle(exchange: Exchange): Promise<void> {
  const { request, response, access, files } = exchange
  const { headers } = request
  if (!access.isOwnHost(headers) || !access.isOwnOrigin(headers, false)) return refuse(response, 403, '')
  for (const [name, value] of Object.entries(securityHeaders(headers.host ?? '')))
    response.setHeader(name, value)
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')

  if (
    request.method === 'GET' &&
    url.pathname === '/' &&
    url.searchParams.has('token') &&
    !access.hasSession(headers)
  ) {
    const cookie = access.exchange(url.searchParams.get('token') ?? '')
    if (cookie === undefined) return refuse(response, 403, closedPage)
    response.writeHead(303, { 'Set-Cookie': cookie, Location: '/' }).end()
    return
  }
  if (!access.hasSession(headers)) return refuse(response, 403, closedPage)
  if (request.method === 'POST' && url.pathname === '/upload') return upload(exchange, url)
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, '')
  const file = files.get(url.pathname)
  if (file === undefined) return refuse(response, 404, '')
  response.writeHead(200, { 'Content-Type': file.mime, 'Content-Length': file.bytes.length })
  response.end(request.method === 'HEAD' ? undefined : file.bytes)
}

/** POST /upload?batch=…&path=…, the file's bytes as body; answers `{handle}`, or `{problem}`. */
async function upload({ request, response, access, uploads, studio }: Exchange, url: URL): Promise<void> {
  if (!access.isOwnOrigin(request.headers, true)) return refuse(response, 403, '')
  try {
    const batch = url.searchParams.get('batch') ?? ''
    const handle = await uploads.receive({ batch, path: url.searchParams.get('path') ?? '', body: request })
    respondJson(response, 200, { handle })
  } catch (error) {
    respondJson(response, 400, { problem: problemOf(error, 'receiving a file', studio.services.log) })
  }
}

function respondJson(response: ServerResponse, status: number, document: unknown): void {
  // After a refusal the rest of the body is not read, so the connection cannot be used again.
  const connection = status === 200 ? 'keep-alive' : 'close'
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', Connection: connection })
  response.end(JSON.stringify(document))
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff'
  })
  response.end(text)
}

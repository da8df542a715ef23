import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/**
 * Who may talk to the browser host: a page of its own address (Host and Origin), with the session cookie that the one-time
 * token of the printed address was exchanged for.
 */
export class HostAccess {
  readonly #port: number
  readonly #session = randomBytes(32).toString('base64url')
  #token: string | undefined = randomBytes(32).toString('base64url')

  constructor(port: number) {
    this.#port = port
  }

  /** The address to print; good for one use. */
  get address(): string {
    return `http://127.0.0.1:${this.#port}/?token=${this.#token ?? ''}`
  }

  /** Cookies know no ports, so the name does. */
  get #cookieName(): string {
    return `layerwright-${this.#port}`
  }

  /** The cookie for a token that is right and was not used before. */
  exchange(token: string): string | undefined {
    if (this.#token === undefined || !isEqual(token, this.#token)) return undefined
    this.#token = undefined
    return `${this.#cookieName}=${this.#session}; HttpOnly; SameSite=Strict; Path=/`
  }

  /** Against other names for this machine that an attacker's DNS may point here. */
  isOwnHost(headers: IncomingHttpHeaders): boolean {
    return headers.host !== undefined && this.#ownHosts.includes(headers.host)
  }

  /** A browser names the origin of every WebSocket and of every request that changes something. */
  isOwnOrigin(headers: IncomingHttpHeaders, isRequired: boolean): boolean {
    if (headers.origin === undefined) return !isRequired
    return headers.origin === `http://${headers.host ?? ''}` && this.isOwnHost(headers)
  }

  hasSession(headers: IncomingHttpHeaders): boolean {
    const cookies = (headers.cookie ?? '').split(';').map((cookie) => cookie.trim())
    const own = cookies.find((cookie) => cookie.startsWith(`${this.#cookieName}=`))
    return own !== undefined && isEqual(own.slice(this.#cookieName.length + 1), this.#session)
  }

  get #ownHosts(): readonly string[] {
    return [`127.0.0.1:${this.#port}`, `localhost:${this.#port}`]
  }
}

function isEqual(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}

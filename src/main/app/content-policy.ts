/** Where the window's pages live. Exactly this scheme and host; there is no other page. */
export const studioScheme = 'app'
export const studioHost = 'studio'
export const startAddress = `${studioScheme}://${studioHost}/index.html`

/** Whether an address is one of the window's own pages. Parsed, never compared by its beginning. */
export function isOwnAddress(address: string): boolean {
  try {
    const { protocol, host, username, password } = new URL(address)
    return protocol === `${studioScheme}:` && host === studioHost && username === '' && password === ''
  } catch {
    return false
  }
}

/** Whether the window may load an address at all: its own files, and what it made itself in memory. */
export function isLoadable(address: string): boolean {
  if (isOwnAddress(address)) return true
  return address.startsWith(`blob:${studioScheme}://${studioHost}/`) || address.startsWith('devtools://')
}

const policy = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' blob: data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-src': "'none'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
  // Svelte makes its templates from strings in its own bundle, through this one policy.
  'trusted-types': 'svelte-trusted-html'
}

export const contentSecurityPolicy = Object.entries(policy)
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join('; ')

/** Sent with every file of the window. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin'
}

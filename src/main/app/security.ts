import { app, session, type Session, type WebContents } from 'electron'
import { isLoadable, isOwnAddress, startAddress } from './content-policy.ts'
import { log } from './log.ts'

/** Before `ready`: no name is looked up and nothing is fetched in the background, whatever asks for it. */
export function closeNetwork(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  app.commandLine.appendSwitch('disable-background-networking')
  app.commandLine.appendSwitch('disable-component-update')
  app.commandLine.appendSwitch('disable-domain-reliability')
  app.commandLine.appendSwitch('no-pings')
}

/** Before `ready`: every page runs in Chromium's sandbox, except where the person started the program without one. */
export function requireSandbox(): void {
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
}

/** Refuses every permission and every device, and every address but the window's own. */
export function lockSession(locked: Session): void {
  locked.setPermissionRequestHandler((_contents, permission, answer) => {
    log('permission refused', permission)
    answer(false)
  })
  locked.setPermissionCheckHandler(() => false)
  locked.setDevicePermissionHandler(() => false)
  locked.webRequest.onBeforeRequest(({ url }, answer) => {
    const isRefused = !isLoadable(url)
    if (isRefused) log('request refused', url.slice(0, 200))
    answer({ cancel: isRefused })
  })
  locked.on('will-download', (event) => event.preventDefault())
}

/** No page leaves app://studio/, opens a window or attaches a webview. */
export function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(({ url }) => {
    log('window refused', url.slice(0, 200))
    return { action: 'deny' }
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  const stayHere = (event: { preventDefault: () => void }, url: string): void => {
    if (isOwnAddress(url)) return
    log('navigation refused', url.slice(0, 200))
    event.preventDefault()
  }
  contents.on('will-navigate', stayHere)
  contents.on('will-redirect', stayHere)
  // `about:blank` asks nobody before it is shown; the window comes back at once.
  contents.on('did-navigate', (_event, url) => {
    if (!isOwnAddress(url)) void contents.loadURL(startAddress)
  })
  // Electron 24 and later; before it, frames are kept out by `frame-src 'none'` alone.
  contents.on('will-frame-navigate', (event) => stayHere(event, event.url))
}

/** Once ready: holds for the session there is, and for every page that will ever be made. */
export function lockEverything(): void {
  lockSession(session.defaultSession)
  app.on('session-created', lockSession)
  app.on('web-contents-created', (_event, contents) => lockContents(contents))
}

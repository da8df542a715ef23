import { app, shell, type BrowserWindow } from 'electron'
import { z } from 'zod'
import { fileHandle } from '../shared/core/ids.ts'
import { studioApi } from '../shared/rpc/studio-api.ts'
import { studioRequest } from '../shared/rpc/studio-message.ts'
import { choosePath, pickKind } from './app/dialogs.ts'
import { handle } from './app/ipc.ts'
import { log } from './app/log.ts'
import { setMenu } from './app/menu.ts'
import { chooseUserData, nodePath, studioEntry } from './app/paths.ts'
import { declareScheme, serveWindow } from './app/protocol.ts'
import { closeNetwork, lockEverything, requireSandbox } from './app/security.ts'
import { openWindow } from './app/window.ts'
import { Closing } from './closing.ts'
import { StudioProcess } from './studio-process.ts'

let window: BrowserWindow | undefined

/** The window's page; undefined once the window is closed, while the studio may still have something to say. */
const contents = () => (window === undefined || window.isDestroyed() ? undefined : window.webContents)

const request = studioRequest.refine(({ method }) => Object.hasOwn(studioApi, method), 'no such method')
const droppedPaths = z.array(z.string().min(1).max(4096)).max(1)
const handleOrNone = fileHandle.optional()

chooseUserData()
// Electron's own answer is a dialog that nobody can close while the program quits.
process.on('uncaughtException', (error) => log('fault', error.stack))
closeNetwork()
requireSandbox()
declareScheme()

if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(start)
} else {
  app.quit()
}

function start(): void {
  lockEverything()
  serveWindow()
  setMenu((command) => contents()?.send('menu:command', command))

  const studio = new StudioProcess({
    nodePath: nodePath(),
    entry: studioEntry(),
    onMessage: (message) => contents()?.send('studio:message', message),
    onShowPath: (path) => shell.showItemInFolder(path),
    onWork: (isAtWork) => closing.onWork(isAtWork),
    onRestart: () => {
      if (closing.isInBackground) studio.pickUp()
    }
  })
  const closing = new Closing(studio)
  studio.start()

  handle('studio:request', contents, { input: request, output: z.undefined() }, (asked) => {
    studio.send(asked)
    return undefined
  })
  handle('studio:pick', contents, { input: pickKind, output: handleOrNone }, async (kind) => {
    const path = window === undefined ? undefined : await choosePath(window, kind)
    return path === undefined ? undefined : studio.register(path)
  })
  handle('studio:dropped', contents, { input: droppedPaths, output: handleOrNone }, ([path]) =>
    path === undefined ? undefined : studio.register(path)
  )

  app.on('child-process-gone', (_event, { type, reason }) =>
    log('helper process ended', `${type}: ${reason}`)
  )
  app.on('before-quit', () => log('quit'))
  app.on('will-quit', (event) => {
    event.preventDefault()
    void studio.end().then(() => app.exit())
  })
  const show = (): void => {
    if (window !== undefined && !window.isDestroyed()) {
      if (window.isMinimized()) window.restore()
      window.focus()
      return
    }
    window = openWindow()
    closing.watch(window)
  }
  // Starting the program again brings the window back, also where training goes on in the background.
  app.on('second-instance', show)
  app.on('activate', show)
  show()
}

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { app, BrowserWindow, nativeTheme, screen, type Rectangle, type WebPreferences } from 'electron'
import { z } from 'zod'
import { startAddress } from './content-policy.ts'
import { log } from './log.ts'
import { preloadFile, windowStateFile } from './paths.ts'

const windowState = z.strictObject({
  bounds: z.strictObject({ x: z.int(), y: z.int(), width: z.int().min(400), height: z.int().min(300) }),
  isMaximized: z.boolean()
})
type WindowState = z.infer<typeof windowState>

/** Everything that matters for safety, written out even where it is the default. */
export const windowPreferences = (): WebPreferences => ({
  preload: preloadFile,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  // Chromium fetches its dictionaries from the network.
  spellcheck: false,
  devTools: !app.isPackaged
})

function readState(): WindowState | undefined {
  try {
    const read = windowState.parse(JSON.parse(readFileSync(windowStateFile(), 'utf8')))
    return isOnScreen(read.bounds) ? read : undefined
  } catch {
    return undefined
  }
}

/** A window that was last on a screen that is no longer there comes back on the first one. */
function isOnScreen(bounds: Rectangle): boolean {
  const { workArea } = screen.getDisplayMatching(bounds)
  const across =
    Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x)
  const down =
    Math.min(bounds.y + bounds.height, workArea.y + workArea.height) - Math.max(bounds.y, workArea.y)
  return across > 100 && down > 100
}

function keepState(window: BrowserWindow): void {
  const state: WindowState = { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() }
  try {
    mkdirSync(dirname(windowStateFile()), { recursive: true })
    writeFileSync(windowStateFile(), JSON.stringify(state))
  } catch (error) {
    log('window state not kept', error instanceof Error ? error.message : 'unknown')
  }
}

export function openWindow(): BrowserWindow {
  const state = readState()
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    ...state?.bounds,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'Layerwright',
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#121418' : '#f4f5f8',
    webPreferences: windowPreferences()
  })
  if (state?.isMaximized === true) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => keepState(window))
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log('window ended', reason)
    if (reason !== 'clean-exit') window.webContents.reload()
  })
  void window.loadURL(startAddress)
  return window
}

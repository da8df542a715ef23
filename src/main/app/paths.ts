import { join } from 'node:path'
import { app } from 'electron'

/** The window's built files, beside this bundle: `out/main`, `out/preload`, `out/renderer`. */
export const rendererFolder = join(__dirname, '../renderer')
export const preloadFile = join(__dirname, '../preload/index.cjs')

/** Node 24: named by the start script in a checkout, shipped beside the app in a package. */
export function nodePath(): string {
  const named = process.env['LAYERWRIGHT_NODE']
  if (named !== undefined && named !== '') return named
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  if (app.isPackaged) return join(process.resourcesPath, 'node', file)
  throw new Error('LAYERWRIGHT_NODE is not set. Start the window with "npm start".')
}

/** What the studio process runs; TypeScript, by type stripping. */
export const studioEntry = (): string =>
  join(app.isPackaged ? process.resourcesPath : app.getAppPath(), 'src/studio/process.ts')

/** Keeps the window's own files below LAYERWRIGHT_HOME where that is set. Before anything asks for `userData`. */
export function chooseUserData(): void {
  const home = process.env['LAYERWRIGHT_HOME']
  if (home !== undefined && home !== '') app.setPath('userData', join(home, 'window'))
}

export const windowStateFile = (): string => join(app.getPath('userData'), 'window.json')
export const logFile = (): string => join(app.getPath('userData'), 'shell.log')

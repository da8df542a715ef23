/** Where the parts that the set-up brings lie. Pure look-ups: nothing is fetched or written here. */
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { FALLBACK_ELECTRON_VERSION, NODE_VERSION } from './pins.mjs'

/** The checkout. */
export const projectRoot = resolve(import.meta.dirname, '../..')

/** Such as `linux-x64`: the key of every table of pins. */
export const platformKey = `${process.platform}-${process.arch}`

const exe = process.platform === 'win32' ? '.exe' : ''

/** Folder of everything fetched for this version of the program, shared by all checkouts of one person. */
export function cacheFolder() {
  const base = process.env.LAYERWRIGHT_CACHE || process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  return join(resolve(base), 'layerwright', version())
}

/** Where Node keeps our sources as it has compiled them, so that later starts are quicker. */
export const compileCacheFolder = () => process.env.NODE_COMPILE_CACHE || join(cacheFolder(), 'compiled')

function version() {
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))
  return String(version)
}

/** Node 24: the one named by LAYERWRIGHT_NODE, else the pinned one in the cache, else this process if it is recent enough. */
export function findNode() {
  const named = process.env.LAYERWRIGHT_NODE
  if (named && existsSync(named)) return resolve(named)
  const cached = cachedNode()
  if (existsSync(cached)) return cached
  return process.version === `v${NODE_VERSION}` ? process.execPath : undefined
}

export const cachedNode = () => join(cacheFolder(), `node-${NODE_VERSION}`, `node${exe}`)

/**
 * Electron: the folder named by ELECTRON_OVERRIDE_DIST_PATH, else the electron package's own download, else the one
 * from a wheel in the cache.
 */
export function findElectron() {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const places = named ? [join(named, ownElectronFile())] : [ownElectron(), cachedElectron()]
  return places.find((path) => path !== undefined && existsSync(path))
}

/** What the electron package has fetched for itself; undefined when it has not. */
export function ownElectron() {
  const folder = join(projectRoot, 'node_modules/electron')
  return existsSync(join(folder, 'path.txt')) ? join(folder, 'dist', ownElectronFile()) : undefined
}

function ownElectronFile() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return `electron${exe}`
}

export const cachedElectron = () => join(cacheFolder(), `electron-${FALLBACK_ELECTRON_VERSION}`, 'electron')

/** A current Chromium: the one named by LAYERWRIGHT_CHROMIUM, else the first usual name on the PATH. */
export function findChromium() {
  const named = process.env.LAYERWRIGHT_CHROMIUM
  if (named && existsSync(named)) return resolve(named)
  return findProgram(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'])
}

/**
 * The first of these programs that is on the PATH.
 *
 * @param {readonly string[]} names
 */
export function findProgram(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  return names.flatMap((name) => folders.map((folder) => join(folder, `${name}${exe}`))).find(isExecutable)
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * @param {string} what
 * @param {string | undefined} path
 */
function required(what, path) {
  if (path) return path
  throw new Error(`${what} is not set up. Run "npm test" or "npm start" once; either brings it.`)
}

export const nodePath = () => required('Node 24', findNode())
export const electronPath = () => required('Electron', findElectron())
export const chromiumPath = () => required('Chromium', findChromium())

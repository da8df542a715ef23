/** Opens the program for a test: as the Electron window, or hosted for a browser, each under a home folder of its own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { _electron, test as base, chromium, type ElectronApplication, type Page } from '@playwright/test'
import { chromiumPath, electronPath, nodePath, projectRoot } from '../scripts/setup/paths.mjs'

export { expect } from '@playwright/test'

/** A running program, however it is shown. */
export interface Studio {
  readonly page: Page
  /** Its own home folder, gone after the test. */
  readonly home: string
  /** The Electron application; undefined in a browser. */
  readonly electron: ElectronApplication | undefined
  /** Files may be chosen below this folder in a browser. */
  readonly files: string
  /** Kills the whole program without a warning, and opens it again with the same home folder. */
  readonly killAndReopen: () => Promise<Page>
}

/** One opening of the program. */
interface Opened {
  readonly page: Page
  readonly electron?: ElectronApplication
  readonly close: () => Promise<void>
  readonly kill: () => Promise<void>
}

/** Chromium's sandbox does not start for root. */
const sandboxFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : []

export const electronArguments: readonly string[] = [...sandboxFlags, projectRoot]

const environment = (home: string, more: Record<string, string> = {}): Record<string, string> => {
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined
  )
  // The person's own home folder is left alone too.
  return {
    ...Object.fromEntries(kept),
    ...more,
    HOME: dirname(home),
    LAYERWRIGHT_HOME: home,
    LAYERWRIGHT_NODE: nodePath()
  }
}

export const electronEnvironment = environment

const opensWithinMs = 30_000
const mostTries = 3

/**
 * Playwright attaches to Electron 22 while its first page is loading, and on a busy machine now and then never gets an
 * answer; the program itself is up by then. Such a start is ended and made again.
 */
async function openElectron(home: string, more: Record<string, string>, tries = 1): Promise<Opened> {
  try {
    return await openElectronOnce(home, more)
  } catch (error) {
    if (tries >= mostTries) throw error
    return openElectron(home, more, tries + 1)
  }
}

async function openElectronOnce(home: string, more: Record<string, string>): Promise<Opened> {
  const electron = await _electron.launch({
    executablePath: electronPath(),
    args: [...electronArguments],
    env: environment(home, more),
    timeout: opensWithinMs
  })
  try {
    const page = await electron.firstWindow({ timeout: opensWithinMs })
    await ready(page)
    await electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800)
    )
    const kill = async (): Promise<void> => {
      const gone = new Promise<void>((done) => electron.once('close', () => done()))
      electron.process().kill('SIGKILL')
      await gone
    }
    return { electron, page, kill, close: () => closeElectron(electron) }
  } catch (error) {
    electron.process().kill('SIGKILL')
    throw error
  }
}

/** Quits as a person does; insists where a test has left the program unable to. */
async function closeElectron(electron: ElectronApplication): Promise<void> {
  const timer = setTimeout(() => electron.process().kill('SIGKILL'), 15_000)
  // A run that a test has left at work is paused without a question.
  await electron
    .evaluate(({ dialog }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false })
    })
    .catch(() => undefined)
  await electron.close()
  clearTimeout(timer)
}

async function openBrowser(home: string, files: string, more: Record<string, string>): Promise<Opened> {
  const host = spawn(
    nodePath(),
    [
      '--disable-warning=ExperimentalWarning',
      join(projectRoot, 'src/cli/index.ts'),
      'serve',
      '--port',
      '0',
      '--files',
      files
    ],
    { env: environment(home, more), stdio: ['ignore', 'pipe', 'ignore'] }
  )
  const address = await firstLine(host)
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: sandboxFlags })
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(address)
  const kill = async (): Promise<void> => {
    const gone = new Promise((done) => host.once('exit', done))
    host.kill('SIGKILL')
    await gone
    await browser.close()
  }
  const close = async (): Promise<void> => {
    await browser.close()
    await end(host)
  }
  return { page, kill, close }
}

async function firstLine(host: ChildProcess): Promise<string> {
  if (host.stdout === null) throw new Error('The host has no output to read its address from.')
  for await (const line of createInterface(host.stdout)) return line
  throw new Error('The host ended before it printed its address.')
}

/** Ends a process and waits until it is gone. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((done) => child.once('exit', done))
  child.kill('SIGINT')
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await gone
  clearTimeout(timer)
}

interface Fixtures {
  /** What else the program finds in its environment: `test.use({ variables: { … } })`. */
  readonly variables: Record<string, string>
  /** The window of this project: Electron in project `electron`, a browser tab in project `chromium`. */
  readonly studio: Studio
  readonly page: Page
}

export const test = base.extend<Fixtures>({
  variables: [{}, { option: true }],
  studio: async ({ variables }, use, info) => {
    const root = mkdtempSync(join(tmpdir(), 'layerwright-e2e-'))
    const home = join(root, 'Layerwright')
    mkdirSync(home)
    const files = resolve(projectRoot, 'resources')
    const open = async (): Promise<Opened> => {
      const found =
        info.project.name === 'electron'
          ? await openElectron(home, variables)
          : await openBrowser(home, files, variables)
      await ready(found.page)
      return found
    }
    let opened: Opened | undefined
    try {
      opened = await open()
      const killAndReopen = async (): Promise<Page> => {
        await opened?.kill()
        opened = undefined
        opened = await open()
        return opened.page
      }
      await use({ page: opened.page, home, electron: opened.electron, files, killAndReopen })
      await opened.close()
    } finally {
      rmSync(root, { recursive: true, force: true, maxRetries: 5 })
    }
  },
  page: async ({ studio }, use) => use(studio.page)
})

/** The window has its preferences and its project, and can be used. */
export const ready = (page: Page): Promise<void> =>
  page.waitForSelector('.app.ready', { timeout: opensWithinMs }).then(() => undefined)

/** Drops real files or folders on the window, as a file manager does. */
export async function dropFiles(
  page: Page,
  paths: readonly string[],
  at = { x: 600, y: 400 }
): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, ...at, data })
  }
  await devtools.detach()
}

/** Makes the native file dialog answer with a path; Electron only. */
export const answerDialog = (electron: ElectronApplication, path: string): Promise<void> =>
  electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, path)

/** Makes a project with the keyboard, as a person does. */
export async function createProject(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+n')
  await page.getByRole('textbox', { name: /Name|名称/u }).fill(name)
  await page.keyboard.press('Enter')
  await page.locator('.top').getByText(name).waitFor()
}

/**
 * Time from starting the program, as the start scripts do once all is set up, until its start page can be used: heading
 * and sample cards in sight. As the Electron window (needs a display), and hosted for a browser that is already open.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { _electron, chromium, type Page } from '@playwright/test'
import {
  chromiumPath,
  compileCacheFolder,
  electronPath,
  nodePath,
  projectRoot
} from '../scripts/setup/paths.mjs'

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5)
const WITHIN_MS = 60_000
const home = mkdtempSync(join(tmpdir(), 'layerwright-bench-'))
const env = {
  ...Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : []))
  ),
  LAYERWRIGHT_HOME: home,
  LAYERWRIGHT_NODE: nodePath(),
  NODE_COMPILE_CACHE: compileCacheFolder()
}
/** Chromium's sandbox does not start for root. */
const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : []

async function usable(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: WITHIN_MS })
  await page.getByRole('button', { name: /iris/iu }).first().waitFor({ timeout: WITHIN_MS })
}

async function openWindow(): Promise<number> {
  const started = performance.now()
  const app = await _electron.launch({
    executablePath: electronPath(),
    args: [...flags, projectRoot],
    env,
    timeout: WITHIN_MS
  })
  try {
    await usable(await app.firstWindow({ timeout: WITHIN_MS }))
    return performance.now() - started
  } finally {
    await app.close()
  }
}

async function openHosted(): Promise<number> {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: flags })
  const page = await browser.newPage()
  const started = performance.now()
  const command = ['--disable-warning=ExperimentalWarning', join(projectRoot, 'src/cli/index.ts'), 'serve']
  const host = spawn(nodePath(), [...command, '--port', '0'], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    const [address] = (await once(createInterface(host.stdout), 'line')) as [string]
    await page.goto(address)
    await usable(page)
    return performance.now() - started
  } finally {
    await browser.close()
    const gone = once(host, 'exit')
    host.kill('SIGINT')
    await gone
  }
}

async function report(name: string, open: () => Promise<number>): Promise<void> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) times.push(await open())
  const seconds = (ms: number): string => (ms / 1000).toFixed(2)
  const median = times.toSorted((first, second) => first - second)[ROUNDS >> 1] ?? NaN
  console.log(`| ${name} | ${seconds(median)} | ${times.map(seconds).join(', ')} |`)
}

try {
  if (!existsSync(join(projectRoot, 'out/renderer')))
    throw new Error('Build the window first: npm start, or npm test.')
  console.log('| | median (s), at most 3 | each start |\n|---|---|---|')
  await report('Hosted, in a browser', openHosted)
  if (process.platform !== 'linux' || process.env['DISPLAY']) await report('Electron window', openWindow)
  else console.log('| Electron window | not measured: no display | |')
} finally {
  rmSync(home, { recursive: true, force: true })
}

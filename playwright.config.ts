import { defineConfig } from '@playwright/test'

type Host = 'electron' | 'chromium'

/**
 * The same window and the same studio answer in both: what takes long is tagged with the host that each commit runs it
 * in. `npm run test:nightly` sets LAYERWRIGHT_NIGHTLY and runs all of it in both.
 */
const leftOutIn = (host: Host): RegExp[] => {
  const other: Host = host === 'electron' ? 'chromium' : 'electron'
  return process.env['LAYERWRIGHT_NIGHTLY'] === undefined ? [new RegExp(`@${other}`, 'u')] : []
}

/** Both projects run the same files; `e2e` reads the project's name to open Electron or the browser host. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  timeout: 180_000,
  expect: { timeout: 30_000 },
  // A window under Xvfb on a busy machine misses a moment now and then; the report names what passed only the second time.
  retries: process.env['CI'] === undefined ? 0 : 1,
  // Each test has a home, a port and a window of its own; much of its time is waiting.
  workers: 2,
  reporter: 'list',
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
  projects: [
    // One at a time: two windows of one display take the keyboard from each other.
    { name: 'electron', workers: 1, grepInvert: leftOutIn('electron') },
    { name: 'chromium', grepInvert: leftOutIn('chromium') }
  ]
})

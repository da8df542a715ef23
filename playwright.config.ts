import { defineConfig } from '@playwright/test'

/** Both projects run the same files; `e2e` reads the project's name to open Electron or the browser host. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  timeout: 180_000,
  expect: { timeout: 15_000 },
  // A window under Xvfb on a busy machine misses a moment now and then; the report names what passed only the second time.
  retries: process.env['CI'] === undefined ? 0 : 1,
  // One studio, one trainer and one window at a time fill two cores.
  workers: 1,
  reporter: 'list',
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
  projects: [{ name: 'electron' }, { name: 'chromium' }]
})

import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromiumPath, electronPath, findProgram, projectRoot } from '../setup/paths.mjs'
import { readPlaywright, readVitest } from './tally.mjs'

/**
 * One thing that `npm test` runs.
 *
 * @typedef {object} Check
 * @property {string} name  what `--only` takes
 * @property {readonly string[]} needs  files without which it fails at once, so that nothing is left out unnoticed
 * @property {Command} command
 * @property {(report: string) => import('./tally.mjs').Tally} [count]  reads the suite's own report; else the check
 *   counts as one
 */

/**
 * @typedef {object} Command
 * @property {readonly string[]} args  what Node 24 runs
 * @property {string} [under]  a program that runs Node 24 in its turn
 * @property {readonly string[]} [underArgs]
 * @property {Record<string, string>} [env]
 */

/** @param {string} path */
const tool = (path) => join(projectRoot, 'node_modules', path)

/** @param {string} project */
const tsc = (project) => ({ args: [tool('typescript/bin/tsc'), '-p', project] })

/**
 * @param {string} project
 * @returns {readonly Check[]}
 */
const typesOf = (project) => [{ name: 'types', needs: [project], command: tsc(project) }]

const PROJECTS = [
  'tsconfig.node.json',
  'tsconfig.shell.json',
  'tsconfig.web.json',
  'tsconfig.e2e.json',
  'tsconfig.scripts.json'
]

/**
 * Every check in the order in which it runs: what is quick and tells most first.
 *
 * @param {{ nightly: boolean, report: string }} options  `report` is where suites write theirs
 * @returns {readonly Check[]}
 */
export function checks({ nightly, report }) {
  const all = [
    ...PROJECTS.flatMap(typesOf),
    {
      name: 'svelte-check',
      needs: ['tsconfig.web.json'],
      command: {
        args: [
          tool('svelte-check/bin/svelte-check'),
          '--tsconfig',
          './tsconfig.web.json',
          '--fail-on-warnings'
        ]
      }
    },
    {
      name: 'lint',
      needs: ['eslint.config.js'],
      command: { args: [tool('eslint/bin/eslint.js'), '.', '--max-warnings', '0'] }
    },
    {
      name: 'format',
      needs: ['.prettierrc.json'],
      command: { args: [tool('prettier/bin/prettier.cjs'), '--check', '.'] }
    },
    { name: 'unused', needs: ['knip.json'], command: { args: [tool('knip/bin/knip.js')] } },
    {
      name: 'build',
      needs: [
        'electron.vite.config.ts',
        'src/main/index.ts',
        'src/preload/index.ts',
        'src/renderer/index.html'
      ],
      command: { args: [tool('electron-vite/bin/electron-vite.js'), 'build'] }
    },
    vitest('unit', ['node', 'renderer'], report),
    playwright(report)
  ].map((check) => (nightly ? inFull(check) : check))
  const hasNightly =
    existsSync(join(projectRoot, 'test-nightly')) && readdirSync(join(projectRoot, 'test-nightly')).length > 0
  return nightly && hasNightly ? [...all, vitest('nightly', ['nightly'], report)] : all
}

/**
 * With the cases, the numbers of random starts and the hosts that a commit leaves out.
 *
 * @param {Check} check
 * @returns {Check}
 */
function inFull(check) {
  const env = { ...check.command.env, LAYERWRIGHT_NIGHTLY: '1' }
  return { ...check, command: { ...check.command, env } }
}

/**
 * @param {string} name
 * @param {readonly string[]} projects
 * @param {string} report
 * @returns {Check}
 */
function vitest(name, projects, report) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const chosen = projects.map((project) => `--project=${project}`)
  return {
    name,
    needs: ['vitest.config.ts'],
    command: { args: [tool('vitest/vitest.mjs'), 'run', ...chosen, ...reporters] },
    count: readVitest
  }
}

/**
 * The tours, in Electron and in a current Chromium, on a display of their own.
 *
 * @param {string} report
 * @returns {Check}
 */
function playwright(report) {
  const display = findProgram(['xvfb-run'])
  return {
    name: 'e2e',
    needs: ['playwright.config.ts', 'e2e'],
    command: {
      ...(process.platform === 'linux' && display
        ? { under: display, underArgs: ['-a', '-s', '-screen 0 1440x900x24'] }
        : {}),
      args: [tool('@playwright/test/cli.js'), 'test', '--reporter=list,json'],
      env: {
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        LAYERWRIGHT_ELECTRON: electronPath(),
        LAYERWRIGHT_CHROMIUM: chromiumPath()
      }
    },
    count: readPlaywright
  }
}

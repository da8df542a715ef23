import { readFileSync } from 'node:fs'

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/** @type {Tally} */
export const NOTHING = { passed: 0, failed: 0, skipped: 0 }

/**
 * @param {Tally} a
 * @param {Tally} b
 * @returns {Tally}
 */
export const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped
})

/**
 * The last line of a run of all checks.
 *
 * @param {Tally} tally
 */
export const line = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

/**
 * Counts of a suite that ends with a status; a program that failed although all it counted passed has failed once
 * (a file that did not load, an unhandled rejection, a crash at the end).
 *
 * @param {number | null} status
 * @param {Tally} counted
 * @returns {Tally}
 */
export function withStatus(status, counted) {
  const total = counted.passed + counted.failed + counted.skipped
  const silentFailure = (status !== 0 || total === 0) && counted.failed === 0
  return silentFailure ? { ...counted, failed: 1 } : counted
}

/**
 * @param {string} path  of vitest's JSON report
 * @returns {Tally}
 */
export function readVitest(path) {
  const report = read(path)
  if (!report) return NOTHING
  return {
    passed: report.numPassedTests,
    // A file that cannot be loaded holds no test, and has failed all the same.
    failed: report.numFailedTests + filesWithoutTests(report),
    skipped: report.numPendingTests + (report.numTodoTests ?? 0)
  }
}

/** @param {{ testResults?: { status: string, assertionResults: { status: string }[] }[] }} report */
function filesWithoutTests({ testResults = [] }) {
  return testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed')
  ).length
}

/**
 * @param {string} path  of Playwright's JSON report
 * @returns {Tally}
 */
export function readPlaywright(path) {
  const stats = read(path)?.stats
  if (!stats) return NOTHING
  // A test that passed only when it was tried again counts as passed; Playwright names it in its own report.
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }
}

/** @param {string} path */
function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

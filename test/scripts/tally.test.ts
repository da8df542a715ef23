import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { add, line, NOTHING, readPlaywright, readVitest, withStatus } from '../../scripts/checks/tally.mjs'

/** Path of a report with this content. */
function report(content: object | string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'layerwright-tally-')), 'report.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const vitestReport = (counts: object, testResults: object[] = []) =>
  report({
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults,
    ...counts
  })

describe('the last line', () => {
  it('adds up all suites and leaves out what was not skipped', () => {
    const sum = [
      { passed: 3, failed: 0, skipped: 0 },
      { passed: 4, failed: 1, skipped: 0 }
    ].reduce(add, NOTHING)

    expect(line(sum)).toBe('7 passed, 1 failed')
    expect(line({ ...sum, skipped: 2 })).toBe('7 passed, 1 failed, 2 skipped')
  })
})

describe('a suite', () => {
  it('is counted from vitest’s report', () => {
    const path = vitestReport({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 })
    expect(readVitest(path)).toEqual({ passed: 5, failed: 1, skipped: 3 })
  })

  it('counts a file that could not be loaded as one failure', () => {
    const path = vitestReport({ numPassedTests: 5, numFailedTests: 1 }, [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'failed' }] },
      { status: 'passed', assertionResults: [{ status: 'passed' }] }
    ])
    expect(readVitest(path)).toEqual({ passed: 5, failed: 2, skipped: 0 })
  })

  it('is counted from Playwright’s report', () => {
    const path = report({ stats: { expected: 4, flaky: 1, unexpected: 2, skipped: 3 } })
    expect(readPlaywright(path)).toEqual({ passed: 5, failed: 2, skipped: 3 })
  })

  it('has failed when it left no report, or a broken one, or no test', () => {
    expect(withStatus(1, readVitest('/no/such/report.json'))).toEqual({ passed: 0, failed: 1, skipped: 0 })
    expect(withStatus(0, readPlaywright(report('{ "stats"')))).toEqual({ passed: 0, failed: 1, skipped: 0 })
    expect(withStatus(0, readVitest(vitestReport({})))).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  it('has failed once when all tests passed but its program did not end well', () => {
    expect(withStatus(1, { passed: 5, failed: 0, skipped: 0 })).toEqual({ passed: 5, failed: 1, skipped: 0 })
    expect(withStatus(null, { passed: 5, failed: 0, skipped: 0 })).toEqual({
      passed: 5,
      failed: 1,
      skipped: 0
    })
  })

  it('keeps its own failures when the status says the same', () => {
    expect(withStatus(1, { passed: 5, failed: 2, skipped: 0 })).toEqual({ passed: 5, failed: 2, skipped: 0 })
  })
})

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createRandom } from '../../src/shared/core/random.ts'
import { temporaryFolder } from '../studio/temporary-folder.ts'
import { json, layerwright } from './layerwright.ts'

const DAYS = 300
const start = Date.UTC(2023, 0, 2)

/** Two shops with a week's rhythm and noise, one ten times the other: repeating a week repeats its noise as well. */
function sales(): string {
  const random = createRandom(3)
  const lines = ['day,shop,sales']
  for (const [shop, size] of [
    ['north', 10],
    ['south', 100]
  ] as const) {
    for (let day = 0; day < DAYS; day += 1) {
      const week = day % 7 >= 5 ? 1.6 : 1 + 0.1 * (day % 7)
      const value = size * (week + 0.6 * (random() - 0.5))
      lines.push(
        `${new Date(start + day * 86_400_000).toISOString().slice(0, 10)},${shop},${value.toFixed(3)}`
      )
    }
  }
  return `${lines.join('\n')}\n`
}

it('forecasts several series better than repeating the last week, and an export goes on with them as the run does', async () => {
  const home = temporaryFolder()
  const file = join(home, 'sales.csv')
  writeFileSync(file, sales())
  const run = async (...words: string[]): Promise<Record<string, unknown>> => {
    const ran = await layerwright(home, [...words, '--json'])
    expect(ran.error).not.toContain('fault')
    expect(ran.status).toBe(0)
    return json(ran)
  }

  const trained = await run('quick', file, '--task', 'forecast', '--target', 'sales')
  const { test } = trained['metrics'] as { test: { mase: number; forecastMae: number; naiveMae: number } }
  expect(test.forecastMae).toBeLessThan(test.naiveMae)
  expect(test.mase).toBeGreaterThan(0)

  const report = await run('evaluate', '1', file)
  expect(report).toMatchObject({ kind: 'forecast', part: 'all', season: 7 })
  expect(report['steps']).toHaveLength(7)
  expect(report['coverage']).toBeGreaterThan(0.7)

  const out = join(home, 'exported')
  await run('export', '1', '--format', 'keras', '--out', out)
  expect(readFileSync(join(out, 'README.md'), 'utf8')).toMatch(
    /The output is the next 7 values of `sales`.*output ± `series\.reach`/su
  )
  const byRun = await run('predict', '1', file)
  const byExport = await run('predict', out, file)
  expect(byExport['predictions']).toEqual(byRun['predictions'])
  const predictions = byRun['predictions'] as {
    time: string
    series: string
    label: number
    low: number
    high: number
  }[]
  expect(predictions).toHaveLength(14)
  // 300 days from 2 January 2023 end on 28 October.
  for (const { label, low, high } of predictions) expect((low + high) / 2).toBeCloseTo(label, 3)
  expect(predictions[0]).toMatchObject({ time: '2023-10-29', series: 'north' })
  expect(predictions[13]).toMatchObject({ time: '2023-11-04', series: 'south' })
  expect(predictions.filter(({ series }) => series === 'south').every(({ label }) => label > 60)).toBe(true)

  const csv = join(home, 'next.csv')
  await run('predict', out, file, '--out', csv)
  expect(readFileSync(csv, 'utf8').split('\r\n')[0]).toBe('time,shop,predicted_sales,low_sales,high_sales')
}, 180_000)

it('says what is wrong with a table that has no time', async () => {
  const home = temporaryFolder()
  const file = join(home, 'plain.csv')
  writeFileSync(file, 'a,b\n1,2\n3,4\n5,7\n')
  const ran = await layerwright(home, ['quick', file, '--task', 'forecast', '--target', 'b'])
  expect(ran.status).not.toBe(0)
  expect(ran.error).toContain('says when each row was')
})

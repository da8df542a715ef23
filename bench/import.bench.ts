/**
 * Import of a 210 MB CSV file (1.25 million rows, 20 columns) with the profile of each column, beside DuckDB doing the
 * same with its own commands. Each measurement is a process of its own; the two take turns.
 */
import { spawnSync } from 'node:child_process'
import { createWriteStream, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { once } from 'node:events'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { finished } from 'node:stream/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import { createRandom } from '../src/shared/core/random.ts'
import { datasetId } from '../src/shared/core/ids.ts'
import { importDataset } from '../src/studio/dataset/datasets.ts'

const ROWS = Number(process.env['BENCH_ROWS'] ?? 1_250_000)
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3)

/** 12 decimals, 3 whole numbers, 3 categories, a date and a yes/no column; about 168 bytes a row. */
async function writeCsv(path: string): Promise<void> {
  const random = createRandom(1)
  const out = createWriteStream(path)
  const decimals = Array.from({ length: 12 }, (_, index) => `d${index}`)
  out.write(`${[...decimals, 'n0', 'n1', 'n2', 'city', 'colour', 'grade', 'day', 'flag'].join(',')}\n`)
  const cities = Array.from({ length: 500 }, (_, index) => `city ${index}`)
  const day = Date.UTC(2020, 0, 1)
  for (let start = 0; start < ROWS; start += 1000) {
    let text = ''
    for (let row = start; row < Math.min(ROWS, start + 1000); row += 1) {
      const fields: (string | number)[] = decimals.map((_, index) =>
        random() < 0.01 ? '' : (random() * 100 * (index + 1)).toFixed(6)
      )
      fields.push(Math.floor(random() * 1e6), Math.floor(random() * 100), row + 1)
      fields.push(
        cities[Math.floor(random() * 500)] ?? '',
        ['red', 'green', 'blue'][Math.floor(random() * 3)] ?? '',
        'ABCDE'[Math.floor(random() * 5)] ?? ''
      )
      fields.push(
        new Date(day + Math.floor(random() * 1500) * 86_400_000).toISOString().slice(0, 10),
        random() < 0.5 ? 'true' : 'false'
      )
      text += `${fields.join(',')}\n`
    }
    if (!out.write(text)) await once(out, 'drain')
  }
  out.end()
  await finished(out)
}

async function ours(csv: string, folder: string): Promise<void> {
  const result = await importDataset({ path: csv, intoFolder: join(folder, 'd1'), id: datasetId.parse('d1') })
  if (!result.ok) throw new Error(result.problem.message)
}

/** Load, SUMMARIZE, a histogram of 24 bars of each number column and the top 20 of each other column. */
async function theirs(csv: string, folder: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(Math.max(2, cpus().length)),
    memory_limit: '450MB',
    temp_directory: folder
  })
  const connection = await instance.connect()
  const path = csv.replaceAll("'", "''")
  await connection.run(`CREATE TABLE t AS SELECT * FROM read_csv('${path}')`)
  const summary = (await connection.runAndReadAll('SUMMARIZE t')).getRowsJson()
  for (const [name, type, min, max] of summary) {
    const column = `"${typeof name === 'string' ? name : ''}"`
    const width = (Number(max) - Number(min)) / 24
    await connection.runAndReadAll(
      type === 'DOUBLE' || type === 'BIGINT'
        ? `SELECT least(floor((${column} - ${Number(min)}) / ${width}), 23) AS bin, count(*) FROM t GROUP BY bin`
        : `SELECT ${column}, count(*) AS n FROM t GROUP BY ${column} ORDER BY n DESC LIMIT 20`
    )
  }
  connection.closeSync()
  instance.closeSync()
}

interface Measurement {
  readonly ms: number
  readonly peakMb: number
  /** Of all threads together: tells more than the clock on a machine with other work. */
  readonly cpuSeconds: number
}

/** Runs this file again as one of the two, in a process of its own. */
function measure(kind: string, csv: string): Measurement {
  const run = spawnSync(process.execPath, [fileURLToPath(import.meta.url), kind, csv], { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(run.stderr)
  const [ms = NaN, peakMb = NaN, cpuSeconds = NaN] = (run.stdout.trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number)
  return { ms, peakMb, cpuSeconds }
}

const median = (values: readonly number[]): number =>
  [...values].sort((first, second) => first - second)[values.length >> 1] ?? NaN

async function compare(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'layerwright-bench-'))
  const csv = process.env['BENCH_CSV'] ?? join(folder, 'rows.csv')
  try {
    if (!existsSync(csv)) await writeCsv(csv)
    const rounds = Array.from({ length: ROUNDS }, () => ({
      ours: measure('ours', csv),
      theirs: measure('theirs', csv)
    }))
    const figure = (who: 'ours' | 'theirs', what: keyof Measurement): number =>
      median(rounds.map((round) => round[who][what]))
    const seconds = (who: 'ours' | 'theirs'): string => (figure(who, 'ms') / 1000).toFixed(1)
    console.log(
      `CSV import with profile: ${(statSync(csv).size / 1e6).toFixed(0)} MB, ${ROWS} rows × 20 columns; median of ${ROUNDS}`
    )
    console.log(`${cpus().length} × ${cpus()[0]?.model ?? ''}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB\n`)
    console.log('| | time (s) | processor time (s) | peak memory (MB) |\n|---|---|---|---|')
    console.log(
      `| Layerwright: import, profile, column cache | ${seconds('ours')} | ${figure('ours', 'cpuSeconds').toFixed(1)} | ${figure('ours', 'peakMb').toFixed(0)} |`
    )
    console.log(
      `| DuckDB: load, SUMMARIZE, histograms | ${seconds('theirs')} | ${figure('theirs', 'cpuSeconds').toFixed(1)} | ${figure('theirs', 'peakMb').toFixed(0)} |`
    )
    console.log(
      `\nRatio ${(figure('ours', 'ms') / figure('theirs', 'ms')).toFixed(2)} (at most 1.5), of processor time ${(figure('ours', 'cpuSeconds') / figure('theirs', 'cpuSeconds')).toFixed(2)}; peak memory at most 1024 MB`
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const [kind, csv] = process.argv.slice(2)
if (kind === undefined || csv === undefined) await compare()
else {
  const folder = mkdtempSync(join(tmpdir(), 'layerwright-bench-'))
  const started = performance.now()
  await (kind === 'ours' ? ours : theirs)(csv, folder)
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  console.log(`${performance.now() - started} ${maxRSS / 1024} ${(userCPUTime + systemCPUTime) / 1e6}`)
  rmSync(folder, { recursive: true, force: true })
}

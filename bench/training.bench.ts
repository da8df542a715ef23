/**
 * Training beside Keras (on TensorFlow and on JAX) and PyTorch: the same layers, sizes, batches and optimiser, each
 * side in a process of its own, taking turns. Printed for each workload: microseconds a sample (best of all rounds),
 * the same of processor time,
 * the ratio to the best peer by the clock, the first epoch with everything before it from the start of the process, and the
 * most memory that the process has held.
 *
 *     npm run bench -- training                    every workload
 *     npm run bench -- training:lstm,gru           some of them
 *     npm run bench -- training:mlp=5000,eager     fewer rows; another side beside the usual ones
 */
import os from 'node:os'
import { openContestant, sides, type Contestant, type SideName } from './training/contestant.ts'
import { workloads, type Workload } from './training/workloads.ts'

const ROUNDS = 3
/** PyTorch's compiler and the operations one by one are slow to watch, and never the best side. */
const usual: readonly SideName[] = ['ours', 'keras-tensorflow', 'keras-jax', 'torch']
const isSide = (name: string): name is SideName => Object.hasOwn(sides, name)

interface Row {
  readonly side: SideName
  readonly name: string
  readonly contestant: Contestant | undefined
  /** Why it could not take part. */
  reason: string
  version: string
  firstMs: number
  peakMb: number
  readonly times: number[]
  readonly processorTimes: number[]
}

/** One side started and trained for one epoch. */
async function enter(side: SideName, workload: string, rowCount: number): Promise<Row> {
  const row = {
    side,
    name: sides[side].name,
    reason: '',
    version: '',
    firstMs: NaN,
    peakMb: NaN,
    times: [],
    processorTimes: []
  }
  let contestant: Contestant | undefined
  try {
    const startedAt = performance.now()
    contestant = await openContestant(sides[side], workload, rowCount)
    const { version } = await contestant.train(1)
    return { ...row, contestant, version, firstMs: performance.now() - startedAt }
  } catch (error) {
    contestant?.close()
    const reason = error instanceof Error ? error.message : String(error)
    return { ...row, contestant: undefined, reason }
  }
}

async function compete(name: string, workload: Workload, wanted: readonly SideName[]): Promise<void> {
  const { words, rowCount, epochs } = workload
  console.log(`\n${name}: ${words}, ${rowCount.toLocaleString('en')} rows`)
  const rows: Row[] = []
  for (const side of wanted) rows.push(await enter(side, name, rowCount))
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const row of rows) {
      if (row.contestant === undefined) continue
      const { ms, processorMs, peakKb } = await row.contestant.train(epochs)
      row.times.push((ms * 1000) / rowCount)
      row.processorTimes.push((processorMs * 1000) / rowCount)
      row.peakMb = peakKb / 1024
    }
  }
  for (const { contestant } of rows) contestant?.close()
  print(rows)
}

function print(rows: readonly Row[]): void {
  const bestOf = ({ times }: Row): number => Math.min(...times)
  const isOurs = ({ side }: Row): boolean => side === 'ours' || side === 'eager'
  const bestPeer = Math.min(...rows.filter((row) => !isOurs(row)).map(bestOf))
  console.log(
    '| | µs a sample | rounds | of the processor | to the best peer | first epoch (ms) | peak memory (MB) |'
  )
  console.log('|---|---|---|---|---|---|---|')
  for (const row of rows) {
    const best = bestOf(row)
    const digits = best < 20 ? 1 : 0
    const cells =
      row.contestant === undefined
        ? [`not measured: ${row.reason}`, '', '', '', '', '']
        : [
            best.toFixed(digits),
            row.times.map((time) => time.toFixed(digits)).join(', '),
            Math.min(...row.processorTimes).toFixed(digits),
            Number.isFinite(bestPeer) ? (best / bestPeer).toFixed(2) : '',
            row.firstMs.toFixed(0),
            row.peakMb.toFixed(0)
          ]
    const version = row.version === '' ? '' : ` (${row.version})`
    console.log(`| ${[`${row.name}${version}`, ...cells].join(' | ')} |`)
  }
}

const parts = process.argv.slice(2)
const extra = parts.filter(isSide)
const chosen = parts.filter((part) => !isSide(part)).map((part) => part.split('=') as [string, string?])
const names: [string, string?][] = chosen.length > 0 ? chosen : Object.keys(workloads).map((name) => [name])
for (const [name, rows] of names) {
  const workload = workloads[name]
  if (workload === undefined) {
    throw new Error(`There is no workload ${name}; there are ${Object.keys(workloads).join(', ')}.`)
  }
  await compete(name, rows === undefined ? workload : { ...workload, rowCount: Number(rows) }, [
    ...usual,
    ...extra.filter((side) => !usual.includes(side))
  ])
}
console.log(`\nLoad of the machine at the end: ${os.loadavg()[0]?.toFixed(1)} on ${os.cpus().length} cores`)

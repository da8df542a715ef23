/**
 * Training beside Keras (on TensorFlow and on JAX) and PyTorch: the same layers, sizes, batches and optimiser, each
 * side in a process of its own, taking turns. Printed for each workload: microseconds a sample (best of all rounds),
 * the same of processor time, the first epoch with everything before it from the start of the process, and the most
 * memory that the process has held; at the end one row each with what is to be reached.
 *
 *     npm run bench -- training                    every workload
 *     npm run bench -- training:lstm,gru           some of them
 *     npm run bench -- training:mlp=5000,eager     fewer rows; another side beside the usual ones
 */
import os from 'node:os'
import {
  findProgramOf,
  openContestant,
  sides,
  type Contestant,
  type SideName
} from './training/contestant.ts'
import { printComparison, printSummary, type Compared } from './training/report.ts'
import { workloads, type Workload } from './training/workloads.ts'

const ROUNDS = 3
/** PyTorch's compiler takes minutes and was not faster; the operations one by one are slow to watch. Both only where named. */
const usual: readonly SideName[] = ['ours', 'keras-tensorflow', 'keras-jax', 'torch']
const isSide = (name: string): name is SideName => Object.hasOwn(sides, name)

interface Entry extends Compared {
  contestant: Contestant | undefined
}

/** One side started and trained for one epoch. */
async function enter(side: SideName, workload: string, rowCount: number): Promise<Entry> {
  const entry: Entry = {
    side,
    name: sides[side].name,
    reason: '',
    version: '',
    firstMs: NaN,
    peakMb: NaN,
    times: [],
    processorTimes: [],
    contestant: undefined
  }
  try {
    const program = await findProgramOf(sides[side])
    const startedAt = performance.now()
    entry.contestant = openContestant(sides[side], program, { workload, rowCount })
    const { version, peakKb } = await entry.contestant.train(1)
    return { ...entry, version, peakMb: peakKb / 1024, firstMs: performance.now() - startedAt }
  } catch (error) {
    return leave(entry, error)
  }
}

/** A side that failed takes no further part; what it had shown stays. */
function leave(entry: Entry, error: unknown): Entry {
  entry.contestant?.close()
  entry.contestant = undefined
  entry.reason = error instanceof Error ? error.message : String(error)
  return entry
}

async function runRound(entry: Entry, { epochs, rowCount }: Workload): Promise<void> {
  if (entry.contestant === undefined) return
  try {
    const { ms, processorMs, peakKb } = await entry.contestant.train(epochs)
    entry.times.push((ms * 1000) / rowCount)
    entry.processorTimes.push((processorMs * 1000) / rowCount)
    entry.peakMb = peakKb / 1024
  } catch (error) {
    leave(entry, error)
  }
}

async function compete(
  name: string,
  workload: Workload,
  wanted: readonly SideName[]
): Promise<readonly Compared[]> {
  console.log(`\n${name}: ${workload.words}, ${workload.rowCount.toLocaleString('en')} rows (${load()})`)
  const entries: Entry[] = []
  for (const side of wanted) entries.push(await enter(side, name, workload.rowCount))
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const entry of entries) await runRound(entry, workload)
  }
  for (const { contestant } of entries) contestant?.close()
  printComparison(entries)
  return entries
}

const load = (): string => `load average ${os.loadavg()[0]?.toFixed(1)} on ${os.availableParallelism()} cores`

const startedAt = performance.now()
const parts = process.argv.slice(2)
const extra = parts.filter(isSide)
const chosen = parts.filter((part) => !isSide(part)).map((part) => part.split('=') as [string, string?])
const names: [string, string?][] = chosen.length > 0 ? chosen : Object.keys(workloads).map((name) => [name])
const unknown = names.map(([name]) => name).filter((name) => workloads[name] === undefined)
if (unknown.length > 0) {
  throw new Error(
    `There is no workload ${unknown.join(', ')}; there are ${Object.keys(workloads).join(', ')}.`
  )
}
const all: { readonly workload: Workload; readonly name: string; readonly compared: readonly Compared[] }[] =
  []
for (const [name, rows] of names) {
  const known = workloads[name]
  if (known === undefined) continue
  const workload = rows === undefined ? known : { ...known, rowCount: Number(rows) }
  const wanted = [...usual, ...extra.filter((side) => !usual.includes(side))]
  all.push({ name, workload, compared: await compete(name, workload, wanted) })
}
printSummary(all)
console.log(`\nAll in ${((performance.now() - startedAt) / 60_000).toFixed(1)} minutes, at the end ${load()}`)
if (!extra.includes('torch-compile')) {
  console.log('PyTorch’s compiler was left out, since it takes minutes: training:NAME,torch-compile')
}

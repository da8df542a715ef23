import type { SideName } from './contestant.ts'
import type { Workload } from './workloads.ts'

/** What was measured of one side of a workload. */
export interface Compared {
  readonly side: SideName
  readonly name: string
  /** Why it could not take part, or not to the end; empty where it did. */
  reason: string
  version: string
  firstMs: number
  peakMb: number
  /** Microseconds a sample of each round, by the clock and of the processor. */
  readonly times: number[]
  readonly processorTimes: number[]
}

const isOurs = ({ side }: Compared): boolean => side === 'ours' || side === 'eager'
const bestTime = ({ times }: Compared): number => Math.min(...times)
const bestProcessorTime = ({ processorTimes }: Compared): number => Math.min(...processorTimes)

/** The least of what the other programs took. */
const bestPeer = (compared: readonly Compared[], measure: (one: Compared) => number): number =>
  Math.min(...compared.filter((one) => !isOurs(one)).map(measure))

const kerasTensorflow = (compared: readonly Compared[]): Compared | undefined =>
  compared.find(({ side }) => side === 'keras-tensorflow')

/** Empty where one of the two was not measured. */
const ratio = (value: number, other = NaN): string =>
  Number.isFinite(value) && Number.isFinite(other) ? (value / other).toFixed(2) : ''

const whole = (value: number): string => (Number.isFinite(value) ? value.toFixed(0) : '')
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** One workload, a row for each side. */
export function printComparison(compared: readonly Compared[]): void {
  const titles = [
    '',
    'µs a sample',
    'rounds',
    'of the processor',
    'to the best peer',
    'first epoch (ms)',
    'to Keras/TensorFlow',
    'peak memory (MB)',
    'to Keras/TensorFlow'
  ]
  console.log(row(titles))
  console.log(row(titles.map(() => '---')))
  const keras = kerasTensorflow(compared)
  for (const one of compared) {
    const title = one.version === '' ? one.name : `${one.name} (${one.version})`
    const reason =
      one.reason === '' ? '' : `not measured${one.times.length > 0 ? ' to the end' : ''}: ${one.reason}`
    if (one.times.length === 0) {
      console.log(row([title, reason, ...titles.slice(2).map(() => '')]))
      continue
    }
    const best = bestTime(one)
    const digits = best < 20 ? 1 : 0
    const cells = [
      best.toFixed(digits),
      one.times.map((time) => time.toFixed(digits)).join(', '),
      bestProcessorTime(one).toFixed(digits),
      ratio(best, bestPeer(compared, bestTime)),
      whole(one.firstMs),
      ratio(one.firstMs, keras?.firstMs),
      whole(one.peakMb),
      ratio(one.peakMb, keras?.peakMb)
    ]
    console.log(row([title, ...cells]))
    if (reason !== '') console.log(row([one.name, reason, ...titles.slice(2).map(() => '')]))
  }
}

interface Result {
  readonly name: string
  readonly workload: Workload
  readonly compared: readonly Compared[]
}

/** All workloads, a row each: ours to the best of the others, and what is to be reached. */
export function printSummary(results: readonly Result[]): void {
  const titles = [
    'workload',
    'time / best peer',
    'wanted',
    'processor time / best peer',
    'first epoch / Keras/TensorFlow',
    'wanted',
    'memory / Keras/TensorFlow',
    'wanted'
  ]
  console.log(`\n${row(titles)}`)
  console.log(row(titles.map(() => '---')))
  for (const { name, workload, compared } of results) {
    const ours = compared.find(({ side }) => side === 'ours')
    if (ours === undefined) continue
    const keras = kerasTensorflow(compared)
    const cells = [
      ratio(bestTime(ours), bestPeer(compared, bestTime)),
      workload.wanted.toFixed(2),
      ratio(bestProcessorTime(ours), bestPeer(compared, bestProcessorTime)),
      ratio(ours.firstMs, keras?.firstMs),
      '1.00',
      ratio(ours.peakMb, keras?.peakMb),
      '0.80'
    ]
    console.log(row([name, ...cells]))
  }
}

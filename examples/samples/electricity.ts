import { createRandom } from '../../src/shared/core/random.ts'
import { toCsv } from './csv.ts'
import { normal } from './draw.ts'

const WEEKS = 16
const HOUR = 3_600_000

/** A rise and fall around one hour of the day. */
const bump = (hour: number, at: number, width: number): number =>
  Math.exp(-((hour - at) ** 2) / (2 * width ** 2))

const weekday = (hour: number): number =>
  80 * bump(hour, 8, 2) + 35 * bump(hour, 13, 3) + 75 * bump(hour, 19, 2.5)
const weekend = (hour: number): number => 40 * bump(hour, 11, 3) + 45 * bump(hour, 19, 3)

/**
 * The hourly electricity demand of a town that does not exist.
 *
 * Output  a table of time, temperature and demand: a slow rise, days, weekends, weather that lasts for days, and what
 *         else moves demand for some hours
 */
export function makeElectricity(seed: number): string {
  const random = createRandom(seed)
  let [weather, rest] = [0, 0]
  const rows = Array.from({ length: WEEKS * 7 * 24 }, (_, at) => {
    const hour = at % 24
    const isWeekend = Math.floor(at / 24) % 7 >= 5
    weather = 0.985 * weather + 0.6 * normal(random)
    rest = 0.8 * rest + 3 * normal(random)
    const sun = 3 * Math.sin((2 * Math.PI * (hour - 9)) / 24)
    const demand = 210 + 0.008 * at + (isWeekend ? weekend(hour) : weekday(hour)) - 4 * weather + rest
    const time = new Date(Date.UTC(2024, 0, 1) + at * HOUR).toISOString().slice(0, 16).replace('T', ' ')
    return [time, (4 + at / 270 + sun + weather).toFixed(1), demand.toFixed(1)]
  })
  return toCsv(['time', 'temperature', 'demand'], rows)
}

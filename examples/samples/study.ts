import { createRandom } from '../../src/shared/core/random.ts'
import { toCsv } from './csv.ts'
import { normal } from './draw.ts'

const ROWS = 800

/**
 * Two inputs and a yes or no, for a single logistic unit.
 *
 * Output  a table of hours studied, hours slept, and whether the examination was passed, drawn with probability
 *         1 / (1 + exp(-(2.4 · (study - 5) + 1.2 · (sleep - 7)))): a straight border, and rows on its wrong side
 */
export function makeStudy(seed: number): string {
  const random = createRandom(seed)
  const rows = Array.from({ length: ROWS }, () => {
    const study = Math.max(0, 5 + 2 * normal(random))
    const sleep = Math.min(12, Math.max(3, 7 + 1.4 * normal(random)))
    const passed = random() < 1 / (1 + Math.exp(-(2.4 * (study - 5) + 1.2 * (sleep - 7))))
    return [study.toFixed(2), sleep.toFixed(2), passed ? 'yes' : 'no']
  })
  return toCsv(['hours_studied', 'hours_slept', 'passed'], rows)
}

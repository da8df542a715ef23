import { createRandom } from '../../src/shared/core/random.ts'
import { toCsv } from './csv.ts'
import { normal } from './draw.ts'

const ROWS = 1000
const NOISE = 0.1

/**
 * The documents' first example: y = 2x + noise.
 *
 * Output  a table of x, even from 0 to 1, and y with normal noise of standard deviation 0.1: no model can come below a
 *         mean squared error of about 0.01
 */
export function makeLine(seed: number): string {
  const random = createRandom(seed)
  const rows = Array.from({ length: ROWS }, () => {
    const x = random()
    return [x.toFixed(4), (2 * x + NOISE * normal(random)).toFixed(4)]
  })
  return toCsv(['x', 'y'], rows)
}

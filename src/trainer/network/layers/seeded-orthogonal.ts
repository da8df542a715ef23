import { createRandom } from '../../../shared/core/random.ts'
import { tf } from '../../runtime/load-tensorflow.ts'

/** Normally distributed numbers by Box and Muller. */
function normals(count: number, seed: number): Float64Array {
  const random = createRandom(seed)
  return Float64Array.from({ length: count }, () => {
    const radius = Math.sqrt(-2 * Math.log(1 - random()))
    return radius * Math.cos(2 * Math.PI * random())
  })
}

/** `rows` rows of unit length, each at a right angle to all others (modified Gram and Schmidt). */
export function orthogonalRows(rows: number, length: number, seed: number): Float64Array {
  const values = normals(rows * length, seed)
  for (let row = 0; row < rows; row += 1) {
    const own = values.subarray(row * length, (row + 1) * length)
    // Twice is enough for the rest of the first pass to vanish.
    for (let pass = 0; pass < 2; pass += 1) {
      for (let other = 0; other < row; other += 1)
        subtractShare(own, values.subarray(other * length, (other + 1) * length))
    }
    const norm = Math.sqrt(own.reduce((sum, value) => sum + value * value, 0))
    for (let place = 0; place < length; place += 1) own[place] = (own[place] ?? 0) / norm
  }
  return values
}

function subtractShare(own: Float64Array, other: Float64Array): void {
  let share = 0
  for (let place = 0; place < own.length; place += 1) share += (own[place] ?? 0) * (other[place] ?? 0)
  for (let place = 0; place < own.length; place += 1)
    own[place] = (own[place] ?? 0) - share * (other[place] ?? 0)
}

/**
 * Start values whose rows, or columns where there are fewer of them, stand at right angles. The library's own
 * takes many operations a column, and minutes for a large layer.
 *
 * Source  Saxe et al. (2013), arXiv:1312.6120
 */
class SeededOrthogonal extends tf.serialization.Serializable {
  static className = 'SeededOrthogonal'
  readonly gain: number
  readonly seed: number

  constructor({ gain, seed }: { readonly gain: number; readonly seed: number }) {
    super()
    this.gain = gain
    this.seed = seed
  }

  apply(shape: readonly number[]): tf.Tensor {
    const columns = shape.at(-1) ?? 1
    const rows = shape.slice(0, -1).reduce((product, size) => product * size, 1)
    const isWide = rows <= columns
    const values = orthogonalRows(Math.min(rows, columns), Math.max(rows, columns), this.seed)
    return tf.tidy(() => {
      const flat = tf.mul(
        tf.tensor(Float32Array.from(values), isWide ? [rows, columns] : [columns, rows]),
        this.gain
      )
      return tf.reshape(isWide ? flat : tf.transpose(flat), [...shape])
    })
  }

  /** Asked by the library of every initialiser. */
  fromConfigUsesCustomObjects(): boolean {
    return false
  }

  getConfig(): tf.serialization.ConfigDict {
    return { gain: this.gain, seed: this.seed }
  }
}

tf.serialization.registerClass(SeededOrthogonal)

export const seededOrthogonalName = SeededOrthogonal.className

import type { LossPoint } from '../store/step-losses.ts'

const mostPoints = 2000

/** Keeps the losses of any number of steps in at most 2,000 means of equally many steps each. */
export class LossThinner {
  readonly #stepsPerEpoch: number
  #points: LossPoint[] = []
  #groupSize = 1
  #sum = 0
  #count = 0
  #stepCount = 0

  constructor(stepsPerEpoch: number) {
    this.#stepsPerEpoch = stepsPerEpoch
  }

  get points(): readonly LossPoint[] {
    return this.#points
  }

  /** Adds the losses of the next steps; answers the points that they completed. */
  add(losses: readonly number[]): LossPoint[] {
    const added: LossPoint[] = []
    for (const loss of losses) {
      this.#stepCount += 1
      this.#sum += loss
      this.#count += 1
      if (this.#count < this.#groupSize) continue
      const point = { x: this.#stepCount / this.#stepsPerEpoch, y: this.#sum / this.#count }
      this.#sum = 0
      this.#count = 0
      this.#points.push(point)
      added.push(point)
      if (this.#points.length >= mostPoints) this.#halve()
    }
    return added
  }

  #halve(): void {
    const halved: LossPoint[] = []
    for (let index = 1; index < this.#points.length; index += 2) {
      const [first, second] = [this.#points[index - 1], this.#points[index]]
      if (first !== undefined && second !== undefined)
        halved.push({ x: second.x, y: (first.y + second.y) / 2 })
    }
    this.#points = halved
    this.#groupSize *= 2
  }
}

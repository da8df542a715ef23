import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { defaultSchedules } from '../../../src/shared/training/schedule.ts'
import type { ReduceOnPlateau } from '../../../src/shared/training/training-spec.ts'
import { createLearningRate } from '../../../src/trainer/training/learning-rate.ts'

interface Fixture {
  readonly plateau: readonly {
    readonly spec: ReduceOnPlateau
    readonly losses: readonly number[]
    readonly rates: readonly number[]
  }[]
}
const file = new URL('../../fixtures/keras-schedules.json', import.meta.url)
const { plateau } = JSON.parse(readFileSync(file, 'utf8')) as Fixture
const length = { stepsPerEpoch: 10, epochs: 20 }

const settings = (reduceOnPlateau: ReduceOnPlateau | null) => ({
  optimizer: { kind: 'sgd', learningRate: 0.01 } as const,
  schedule: defaultSchedules.constant,
  reduceOnPlateau
})

describe('the learning rate of a training', () => {
  it.each(plateau)('falls where it falls in Keras: $spec', ({ spec, losses, rates }) => {
    const rate = createLearningRate(settings(spec), length)
    for (const [epoch, loss] of losses.entries()) {
      rate.observe(loss)
      expect(rate.at((epoch + 1) * 10)).toBeCloseTo(rates[epoch] ?? NaN, 8)
    }
  })

  it('goes on the same from its state', () => {
    const [first] = plateau
    if (first === undefined) throw new Error('The fixture is empty.')
    const whole = createLearningRate(settings(first.spec), length)
    const half = createLearningRate(settings(first.spec), length)
    first.losses.slice(0, 7).forEach((loss) => half.observe(loss))
    const rest = createLearningRate(settings(first.spec), length)
    rest.restore(half.state())
    first.losses.slice(7).forEach((loss) => rest.observe(loss))
    first.losses.forEach((loss) => whole.observe(loss))
    expect(rest.state()).toEqual(whole.state())
    expect(rest.at(200)).toBe(whole.at(200))
  })

  it('is never lowered where no plateau is watched for', () => {
    const rate = createLearningRate(settings(null), length)
    for (const loss of [1, 2, 3, 4, 5]) rate.observe(loss)
    expect(rate.at(60)).toBe(0.01)
  })
})

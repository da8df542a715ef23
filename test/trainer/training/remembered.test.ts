import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { watchEpochs } from '../../../src/trainer/training/early-stopping.ts'
import { createMemory, remembered } from '../../../src/trainer/training/remembered.ts'

/** Counts what it is told of, as a callback would. */
function createSum(name: string) {
  let sum = 0
  return {
    add: (value: number) => {
      sum += value
    },
    memory: remembered(name, z.strictObject({ sum: z.number() }), {
      state: () => ({ sum }),
      restore: (state) => {
        sum = state.sum
      }
    })
  }
}

const throughText = (state: unknown) => JSON.parse(JSON.stringify(state)) as Record<string, unknown>

describe('what a training remembers', () => {
  it('comes back with all bits of its numbers', () => {
    const [before, after] = [createSum('loss'), createSum('loss')]
    for (const value of [0.1, 0.2, 1e-17, 1 / 3]) before.add(value)
    createMemory([after.memory]).restore(throughText(createMemory([before.memory]).state()))
    for (const sum of [before, after]) sum.add(1e-9)
    expect(after.memory.state()).toEqual(before.memory.state())
  })

  it.each([
    [{}, 'missing'],
    [{ loss: { sum: 1 }, schedule: {} }, 'schedule'],
    [{ loss: { sum: 'much' } }, 'sum']
  ])('refuses %j', (state, words) => {
    expect(() => createMemory([createSum('loss').memory]).restore(state)).toThrow(words)
  })

  it('refuses two parts of one name', () => {
    expect(() => createMemory([createSum('loss').memory, createSum('loss').memory])).toThrow('loss')
  })
})

describe('early stopping', () => {
  const losses = [3, 2.5, 2.6, 2.4, 2.7, 2.8, 2.35]

  it.each([0, 1, 2, 3, 4, 5])('decides as before when it goes on after %i epochs', (count) => {
    const whole = watchEpochs({ patience: 3, minDelta: 0.2 })
    const first = watchEpochs({ patience: 3, minDelta: 0.2 })
    const second = watchEpochs({ patience: 3, minDelta: 0.2 })
    const expected = losses.map((loss, index) => whole.observe(index + 1, loss))
    const seen = losses.slice(0, count).map((loss, index) => first.observe(index + 1, loss))
    createMemory([second.memory]).restore(throughText(createMemory([first.memory]).state()))
    for (const [index, loss] of losses.slice(count).entries())
      seen.push(second.observe(count + index + 1, loss))
    expect(seen).toEqual(expected)
    expect([second.bestEpoch, second.bestLoss]).toEqual([whole.bestEpoch, whole.bestLoss])
  })
})

import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { inOrder } from '../../../src/studio/dataset/in-order.ts'

describe('inOrder', () => {
  it('hands results over in order, with no more at work than allowed', async () => {
    const taken: number[] = []
    let atWork = 0
    let most = 0
    await inOrder(
      [30, 1, 20, 2, 10, 3],
      { inFlight: 3 },
      {
        work: async (ms, index) => {
          atWork += 1
          most = Math.max(most, atWork)
          await wait(ms)
          atWork -= 1
          return index
        },
        take: (index) => void taken.push(index)
      }
    )
    expect(taken).toEqual([0, 1, 2, 3, 4, 5])
    expect(most).toBe(3)
  })

  it('begins nothing after a failure', async () => {
    const begun: number[] = []
    const work = inOrder(
      Array.from({ length: 100 }, (_, index) => index),
      { inFlight: 2 },
      {
        work: async (index) => {
          begun.push(index)
          if (index === 3) throw new Error('broken')
        },
        take: () => undefined
      }
    )
    await expect(work).rejects.toThrow('broken')
    const count = begun.length
    await wait(20)
    expect(begun.length).toBe(count)
    expect(count).toBeLessThan(20)
  })
})

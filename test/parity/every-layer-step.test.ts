import { describe, expect, it } from 'vitest'
import { compareGradients, compareWays, openEveryLayer } from './both-ways.ts'
import { networkNames } from './every-layer.ts'

const cases = networkNames.flatMap((network) =>
  (['compiled', 'compiled-single-thread'] as const).map((engine) => ({ network, engine }))
)

describe('a step through every layer', () => {
  it.each(cases)(
    'gives what its operations give one by one: $network, $engine',
    async ({ network, engine }) => {
      for (const start of [1, 2]) {
        const parts = await openEveryLayer(network, start)
        const { loss, worst } = await compareWays(parts, engine)
        parts.model.dispose()

        expect(loss).toBeLessThan(1e-5)
        expect(worst.share, worst.name).toBeLessThan(1e-5)
      }
    }
  )

  it.each(cases)('has their derivatives: $network, $engine', async ({ network, engine }) => {
    for (const start of [1, 2]) {
      const parts = await openEveryLayer(network, start)
      const { all, worst } = await compareGradients(parts, engine)
      parts.model.dispose()

      expect(all).toBeLessThan(1e-5)
      expect(worst.share, worst.name).toBeLessThan(1e-4)
    }
  })
})

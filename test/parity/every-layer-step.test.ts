import { describe, expect, it } from 'vitest'
import { compareGradients, compareWays, openEveryLayer } from './both-ways.ts'
import { networkNames } from './every-layer.ts'

const cases = networkNames.flatMap((network) =>
  (['compiled', 'compiled-single-thread'] as const).map((engine) => ({ network, engine }))
)

// From one start; from twenty, and the derivatives on a single thread as well, in test-nightly.
describe('a step through every layer', () => {
  it.each(cases)(
    'gives what its operations give one by one: $network, $engine',
    async ({ network, engine }) => {
      const parts = await openEveryLayer(network, 1)
      const { loss, worst } = await compareWays(parts, engine)
      parts.model.dispose()

      expect(loss).toBeLessThan(1e-5)
      expect(worst.share, worst.name).toBeLessThan(1e-5)
    }
  )

  it.each(networkNames)('has their derivatives: %s', async (network) => {
    const parts = await openEveryLayer(network, 1)
    const { all, worst } = await compareGradients(parts, 'compiled')
    parts.model.dispose()

    expect(all).toBeLessThan(1e-5)
    expect(worst.share, worst.name).toBeLessThan(1e-4)
  })
})

import { join } from 'node:path'
import { expect, it } from 'vitest'
import { electricityConvolution } from '../examples/electricity-convolution.ts'
import { electricityLstm } from '../examples/electricity-lstm.ts'
import { shippedSampleFolder } from '../src/studio/files/home.ts'
import { deviationOfKeras, trainShortly } from './exported-example.ts'

it.each([electricityLstm, electricityConvolution])(
  'an exported forecast gives in real Keras what the run gives, and goes on with the series from its folder: $key',
  async (example) => {
    const { ask, write } = await trainShortly(example)
    const keras = await write('keras')
    expect(await deviationOfKeras({ keras, h5: await write('h5') })).toBeLessThan(1e-4)

    const series = join(shippedSampleFolder(), example.sample)
    const byRun = (await ask('predict', '1', series))['predictions']
    expect(byRun).toHaveLength(24)
    expect((await ask('predict', keras, series))['predictions']).toEqual(byRun)
  }
)

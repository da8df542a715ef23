import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { answers } from '../examples/answers.ts'
import { characterGenerator } from '../examples/character-generator.ts'
import { dialogue } from '../examples/dialogue.ts'
import { newsLstm } from '../examples/news-lstm.ts'
import { newsTransformer } from '../examples/news-transformer.ts'
import { deviationOfKeras, trainShortly } from './exported-example.ts'

describe.each([newsLstm, newsTransformer])('an exported classifier of texts, $key', (example) => {
  it('gives in real Keras what the run gives, and predicts raw texts from its folder', async () => {
    const { home, ask, write } = await trainShortly(example)
    const keras = await write('keras')
    expect(await deviationOfKeras({ keras, h5: await write('h5') })).toBeLessThan(1e-4)

    const raw = join(home, 'raw.csv')
    await writeFile(raw, 'text\n"The goalkeeper won the cup final."\nParliament rejected the budget bill.\n')
    const byRun = (await ask('predict', '1', raw))['predictions']
    expect(byRun).toHaveLength(2)
    expect((await ask('predict', keras, raw))['predictions']).toEqual(byRun)
  })
})

describe('an exported generator', () => {
  it('gives in real Keras what the run gives, and goes on with a prompt as the run does from every format', async () => {
    const { ask, write } = await trainShortly(characterGenerator)
    const [keras, h5, tfjs] = [await write('keras'), await write('h5'), await write('tfjs')]
    expect(await deviationOfKeras({ keras, h5 })).toBeLessThan(1e-4)

    const goOn = async (model: string) =>
      (await ask('generate', model, '--prompt', '春', '--seed', '1', '--length', '40'))['text']
    const text = await goOn('1')
    expect(String(text).length).toBeGreaterThan(0)
    for (const folder of [keras, h5, tfjs]) expect(await goOn(folder)).toBe(text)
  })
})

describe.each([dialogue, answers])('an exported model of pairs, $key', (example) => {
  it('gives in real Keras what the run gives, and answers as the run does from every format', async () => {
    const { ask, write } = await trainShortly(example)
    const [keras, h5] = [await write('keras'), await write('h5')]
    expect(await deviationOfKeras({ keras, h5 })).toBeLessThan(1e-4)

    const answerOf = async (model: string) =>
      (await ask('generate', model, '--prompt', 'Where does Anna live?'))['text']
    const text = await answerOf('1')
    expect(String(text).length).toBeGreaterThan(0)
    for (const folder of [keras, h5]) expect(await answerOf(folder)).toBe(text)
  })
})

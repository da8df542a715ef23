import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { unwrap } from '../../src/shared/core/checked.ts'
import { setFrozen } from '../../src/shared/network/graph-edits.ts'
import { smallGpt } from '../../src/shared/network/templates/small-gpt.ts'
import { defaultTraining } from '../../src/shared/training/training-spec.ts'
import { readBestCheckpoint } from '../../src/trainer/training/checkpoint/read-checkpoint.ts'
import { temporaryFolder } from '../studio/temporary-folder.ts'
import { json, layerwright } from './layerwright.ts'

const owners = ['ann', 'bob', 'cas', 'dot', 'eve', 'fay', 'gus', 'hal']
const things = ['hat', 'cup', 'box', 'pen', 'bag', 'bed', 'car', 'egg']
const colorOf = (owner: number, thing: number): string =>
  ['red', 'blue', 'green', 'white'][(owner * 3 + thing * 5) % 4] ?? ''
const tell = (owner: number, thing: number): string =>
  `the ${things[thing]} of ${owners[owner]} is ${colorOf(owner, thing)}`

const told = (at: number): readonly [owner: number, thing: number] => [at % 8, Math.floor(at / 8) % 8]

/** What is told over and over; the words of the questions come too, unanswered. */
const corpus = Array.from({ length: 320 }, (_, line) => {
  const [owner, thing] = told(line * 7)
  const news = [0, 1, 2].map((next) => tell(...told((line * 3 + next) * 5)))
  return [...news, `what color has the ${things[thing]} of ${owners[owner]}`].join(' . ')
}).join('\n\n')
/** Each thing of each owner. */
const pairs = owners.flatMap((name, owner) =>
  things.map((thing, index) => `what color has the ${thing} of ${name},${tell(owner, index)}`)
)

const steps = (last: object, columns: string[]) =>
  [
    { kind: 'segmentText', params: { by: 'spaces' } },
    { kind: 'vocabulary', params: { marksEnds: true } },
    last
  ].map((step, index) => ({ id: `step-${index + 1}`, columns, ...step }))
const WORD_COUNT =
  4 + owners.length + things.length + 4 + ['the', 'of', 'is', 'what', 'color', 'has', '.'].length
const recipeOf = (dataset: object, epochs: number) => ({
  version: 1,
  dataset: { version: 1, ...dataset },
  network: smallGpt(WORD_COUNT),
  training: {
    ...defaultTraining,
    ...{ loss: 'sparseCategoricalCrossentropy', batchSize: 8, epochs, device: 'cpu', engine: 'compiled' }
  }
})
const pretraining = recipeOf(
  {
    source: { kind: 'table', path: 'corpus.txt' },
    task: 'generation',
    columns: [{ name: 'text', kind: 'text', role: 'feature' }],
    steps: steps({ kind: 'tokenWindows', params: { length: 32, stride: 32 } }, ['text']),
    split: { train: 0.8, validation: 0.1, test: 0.1, seed: 1, isStratified: false, order: 'position' }
  },
  3
)
const tuning = recipeOf(
  {
    source: { kind: 'table', path: 'pairs.csv' },
    task: 'pairs',
    columns: [
      { name: 'question', kind: 'text', role: 'feature' },
      { name: 'answer', kind: 'text', role: 'target' }
    ],
    steps: steps({ kind: 'pairSequences', params: {} }, ['question', 'answer']),
    split: { train: 0.5, validation: 0.1, test: 0.4, seed: 1, isStratified: false }
  },
  20
)

it('pre-trains a decoder on a text, then fine-tunes it on pairs with its words and its places', async () => {
  const home = temporaryFolder()
  const write = (name: string, content: string): string => {
    writeFileSync(join(home, name), content)
    return join(home, name)
  }
  const run = async (...words: string[]): Promise<Record<string, unknown>> => {
    const ran = await layerwright(home, [...words, '--project', join(home, 'project'), '--json'])
    expect(ran.error).not.toContain('fault')
    expect(ran.status, ran.error).toBe(0)
    return json(ran)
  }
  write('corpus.txt', corpus)
  write('pairs.csv', ['question,answer', ...pairs].join('\n'))
  await run('train', write('pretrain.json', JSON.stringify(pretraining)))
  const from = ['--start-from', '1', '--take-words']
  const tuned = await run('train', write('tune.json', JSON.stringify(tuning)), ...from)
  expect(tuned['startFrom']).toMatchObject({
    layers: expect.arrayContaining([expect.objectContaining({ start: 'taken', misfit: 'longer' })]) as unknown
  })
  const { layers } = tuned['startFrom'] as { layers: { start: string }[] }
  expect(layers.map(({ start }) => start)).toEqual(layers.map(() => 'taken'))

  // Frozen, the learned places are the first of those of the text.
  const places = tuning.network.nodes.filter(({ kind }) => kind === 'positionEmbedding').map(({ id }) => id)
  const still = {
    ...{ ...tuning, network: setFrozen(tuning.network, places, true) },
    training: { ...tuning.training, epochs: 1 }
  }
  const frozen = await run('train', write('frozen.json', JSON.stringify(still)), ...from)
  const placesOf = async (number: number) => {
    const { id } = await run('show', String(number))
    const read = unwrap(await readBestCheckpoint(join(home, 'project/runs', String(id))))
    return read.find(({ name }) => name.endsWith('/positions'))
  }
  expect(frozen['status']).toBe('completed')
  const [there, here] = [await placesOf(1), await placesOf(3)]
  expect([there?.shape, here?.shape]).toEqual([
    [32, 128],
    [16, 128]
  ])
  expect(here?.values).toEqual(there?.values.subarray(0, 16 * 128))

  const { train } = tuned['metrics'] as { train: { answerPerplexity: number } }
  expect(train.answerPerplexity).toBeLessThan(2)
  const out = join(home, 'exported')
  await run('export', '2', '--format', 'keras', '--out', out)
  const asked = await layerwright(home, [
    'generate',
    out,
    '--prompt',
    'what color has the hat of ann',
    '--json'
  ])
  const [first] = (await run('predict', '2', join(home, 'pairs.csv')))['predictions'] as { label: string }[]
  expect(json(asked)).toMatchObject({ text: first?.label, isEnded: true })
}, 300_000)

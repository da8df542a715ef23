import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { check } from '../../src/cli/commands/check.ts'
import type { Command } from '../../src/cli/commands/command.ts'
import { compare } from '../../src/cli/commands/compare.ts'
import { show } from '../../src/cli/commands/show.ts'
import { train } from '../../src/cli/commands/train.ts'
import type { StartPlan } from '../../src/shared/training/start-plan.ts'
import { defaultTraining } from '../../src/shared/training/training-spec.ts'
import { temporaryFolder } from '../studio/temporary-folder.ts'
import { chainOf } from '../trainer/small-data.ts'

const columns = ['text']
const steps = (hidden: boolean) => [
  { id: '1', kind: 'segmentText', columns, params: { by: 'spaces' } },
  { id: '2', kind: 'vocabulary', columns, params: { keepsMask: hidden } },
  ...(hidden ? [{ id: '3', kind: 'maskTokens', columns, params: { copies: 1, selectionRate: 0.4 } }] : []),
  { id: '4', kind: 'padSequence', columns, params: { length: 4 } }
]
const shares = (train: number, rest: number) => ({
  ...{ train, validation: rest, test: rest, seed: 1, isStratified: false }
})
const body: Parameters<typeof chainOf>[0] = [
  { kind: 'input' },
  { kind: 'embedding', params: { inputDim: 9, outputDim: 8, maskZero: true } },
  { kind: 'transformerEncoder', params: { numHeads: 2, feedForward: 8 } }
]
const output = (units: number) => ({ kind: 'dense', params: { units, activation: 'softmax' } })
const recipeOf = (isMasked: boolean) => ({
  version: 1,
  dataset: {
    ...{
      version: 1,
      source: { kind: 'table', path: 'texts.csv' },
      task: isMasked ? 'masked' : 'classification'
    },
    columns: [
      { name: 'text', kind: 'text', role: 'feature' },
      { name: 'label', kind: 'category', role: isMasked ? 'ignored' : 'target' }
    ],
    steps: steps(isMasked),
    split: isMasked ? { ...shares(0.75, 0.125), order: 'position' } : shares(0.5, 0.25)
  },
  network: chainOf(isMasked ? [...body, output(9)] : [...body, { kind: 'globalMaxPooling1d' }, output(2)]),
  training: { ...defaultTraining, epochs: 2, engine: 'eager', device: 'cpu' }
})

/** Two of six words a row, the first of which tells the label; few rows are labelled, and these have words of their own. */
const csv = [
  'text,label',
  ...Array.from({ length: 48 }, (_, row) => `w${row % 6} w${(row * 5 + 1) % 6} w${(row + 2) % 6},`),
  ...Array.from({ length: 16 }, (_, row) => `w${row % 2} x${row % 2} y${row % 3},${row % 2 ? 'yes' : 'no'}`)
].join('\n')

/** Calls a command in this process; what it tells while it works is kept. */
async function call(
  command: Command,
  args: string[],
  options: Record<string, string | boolean>,
  home: string
) {
  const told: string[] = []
  const progress = { show: () => {}, line: (text: string) => told.push(text), clear: () => {} }
  const env = { ...process.env, LAYERWRIGHT_HOME: home }
  const given = { project: join(home, 'project'), ...options }
  const { document } = await command.run(args, given, { progress, env, signal: new AbortController().signal })
  return { document: document as Record<string, unknown>, told }
}

it('pre-trains on texts, refuses other words, then starts a classifier from there with its words and layers', async () => {
  const home = temporaryFolder()
  const file = (name: string): string => join(home, name)
  writeFileSync(file('texts.csv'), csv)
  writeFileSync(file('masked.json'), JSON.stringify(recipeOf(true)))
  writeFileSync(file('labels.json'), JSON.stringify(recipeOf(false)))
  const first = await call(train, [file('masked.json')], {}, home)
  expect(first.document).toMatchObject({
    ...{ status: 'completed', metrics: { test: { guessAccuracy: expect.any(Number) as number } } }
  })

  const start = { 'start-from': '1' }
  const refused = call(check, [file('labels.json')], start, home)
  await expect(refused).rejects.toMatchObject({
    problems: [{ code: 'training/other-words', values: { expected: 9 } }]
  })

  const second = await call(
    train,
    [file('labels.json')],
    { ...start, 'take-words': true, freeze: true },
    home
  )
  const { layers } = second.document['startFrom'] as StartPlan
  expect(layers.map(({ name, start: how }) => [name, how])).toEqual([
    ['embedding_1', 'taken'],
    ['transformerEncoder_2', 'taken'],
    ['dense_4', 'fresh']
  ])
  expect(second.told).toContain('  dense_4: starts fresh (no layer of this name there)')

  const { document: shown } = await call(show, ['2'], {}, home)
  expect(shown['recipe']).toMatchObject({
    dataset: { steps: [{}, { kind: 'vocabulary', given: { from: 'Run 1' } }, { kind: 'padSequence' }] },
    network: { nodes: [{}, { trainable: false }, { trainable: false }, {}, {}] },
    training: { startFrom: { name: 'Run 1' } }
  })
  const model = readFileSync(join(home, 'project/runs', String(shown['id']), 'model.json'), 'utf8')
  expect(JSON.parse(model)).toMatchObject({ trainableCount: 18 })
  const { document: compared } = await call(compare, ['1', '2'], {}, home)
  expect(compared['differing']).toContainEqual({ key: 'training.startFrom', values: ['none', 'Run 1'] })
}, 120_000)

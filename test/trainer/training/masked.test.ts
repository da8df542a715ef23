import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { maskedReport } from '../../../src/shared/evaluation/evaluation-report.ts'
import type { Recipe } from '../../../src/shared/recipe.ts'
import type { RunEvent } from '../../../src/shared/training/run-events.ts'
import { train } from '../../../src/trainer/training/train.ts'
import { outcomeOf } from '../resumed-run.ts'
import { corpusRecipe, writeSmallCorpus } from '../small-corpus.ts'
import { chainOf } from '../small-data.ts'

let base: string
beforeEach(async () => {
  base = await mkdtemp(path.join(os.tmpdir(), 'masked-test-'))
  await writeSmallCorpus(path.join(base, 'data'))
})
afterEach(async () => {
  await rm(base, { recursive: true, force: true })
})

const WORDS = 24

function maskedRecipe(epochs: number): Recipe {
  const { dataset, training } = corpusRecipe({ epochs })
  const columns = ['text']
  return {
    version: 1,
    dataset: {
      ...dataset,
      task: 'masked',
      steps: [
        { id: '1', kind: 'segmentText', columns, params: { by: 'characters' } },
        { id: '2', kind: 'vocabulary', columns, params: { keepsMask: true } },
        { id: '3', kind: 'maskTokens', columns, params: { copies: 4, selectionRate: 0.25 } },
        { id: '4', kind: 'padSequence', columns, params: { length: 12 } }
      ]
    },
    network: chainOf([
      { kind: 'input' },
      { kind: 'embedding', params: { inputDim: WORDS, outputDim: 16, maskZero: true } },
      { kind: 'positionEmbedding' },
      { kind: 'transformerEncoder', params: { numHeads: 2, feedForward: 32 } },
      { kind: 'dense', params: { units: WORDS, activation: 'softmax' } }
    ]),
    training: { ...training, optimizer: { ...training.optimizer, learningRate: 0.01 } }
  }
}

async function run(name: string, recipe: Recipe, { resume = false, pauseAfter = 0 } = {}) {
  const events: RunEvent[] = []
  const pause = new AbortController()
  const runFolder = path.join(base, name)
  await train(
    {
      ...{ kind: 'train', runFolder, datasetFolder: path.join(base, 'data'), recipe, threadCount: 1, resume },
      initialWeightsFrom: null
    },
    {
      send: (event) => {
        events.push(event)
        if (event.type === 'epoch-ended' && event.record.epoch === pauseAfter) pause.abort('paused')
      },
      signal: pause.signal
    }
  )
  return events
}

it('learns hidden words, goes on after a pause with the same bits, and tells what it guessed', async () => {
  const whole = await run('whole', maskedRecipe(12))
  const paused = await run('parts', maskedRecipe(12), { pauseAfter: 5 })
  expect(paused.at(-1)).toMatchObject({ type: 'paused' })
  const rest = await run('parts', maskedRecipe(12), { resume: true })
  expect(await outcomeOf(path.join(base, 'parts'), [...paused, ...rest])).toEqual(
    await outcomeOf(path.join(base, 'whole'), whole)
  )

  const written = await readFile(path.join(base, 'whole/evaluation.json'), 'utf8')
  const reports = z.array(maskedReport).parse(JSON.parse(written))
  expect(reports.map(({ part, rowCount }) => [part, rowCount])).toEqual([
    ['train', 80],
    ['validation', 10],
    ['test', 10]
  ])
  const test = reports[2]
  // Of the twelve characters of a verse three are hidden.
  expect(test?.tokenCount).toBe(30)
  expect(test?.accuracy.value).toBeGreaterThan(0.9)
  expect(test?.baseline.accuracy.value).toBeLessThan(0.3)
  const guesses = test?.examples.flatMap(({ tokens, places }) =>
    places.map(({ at, guess }) => guess === tokens[at])
  )
  expect(guesses?.filter(Boolean).length).toBe(Math.round((test?.accuracy.value ?? 0) * 30))
}, 120_000)

import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Recipe } from '../../../src/shared/recipe.ts'
import type { RunEvent } from '../../../src/shared/training/run-events.ts'
import { train } from '../../../src/trainer/training/train.ts'
import { outcomeOf, recordsOf } from '../resumed-run.ts'
import { corpusRecipe, writeSmallCorpus } from '../small-corpus.ts'

let base: string
beforeEach(async () => {
  base = await mkdtemp(path.join(os.tmpdir(), 'sample-writer-test-'))
  await writeSmallCorpus(path.join(base, 'data'))
})
afterEach(async () => {
  await rm(base, { recursive: true, force: true })
})

interface Part {
  readonly resume?: boolean
  readonly pauseAfter?: number
}

async function run(name: string, recipe: Recipe, { resume = false, pauseAfter }: Part = {}) {
  const events: RunEvent[] = []
  const pause = new AbortController()
  const job = {
    kind: 'train',
    runFolder: path.join(base, name),
    datasetFolder: path.join(base, 'data'),
    recipe,
    threadCount: 1,
    resume,
    initialWeightsFrom: null
  } as const
  await train(job, {
    send: (event) => {
      events.push(event)
      if (event.type === 'epoch-ended' && event.record.epoch === pauseAfter) pause.abort('paused')
    },
    signal: pause.signal
  })
  return events
}

/** What a run learned and measured, and what it wrote. */
async function resultOf(name: string, events: readonly RunEvent[]) {
  const { weights, evaluation } = await outcomeOf(path.join(base, name), events)
  const records = recordsOf(events)
  const figures = records.map(({ train: trained, validation }) => ({ trained, validation }))
  return { learned: { weights, evaluation, figures }, samples: records.map(({ sample }) => sample) }
}

it('writes what the model goes on with after the first epoch, and learns the same bits with it as without', async () => {
  const sampleText = { prompt: '春眠', length: 12, temperature: 0.8 }
  const written = await resultOf('with', await run('with', corpusRecipe({ sampleText })))
  const silent = await resultOf('without', await run('without', corpusRecipe({ sampleText: null })))
  expect(written.samples[0]).toMatchObject({ prompt: '春眠', text: expect.stringMatching(/./u) as string })
  expect(silent.samples).toEqual([undefined, undefined, undefined, undefined])
  expect(written.learned).toEqual(silent.learned)
})

it('writes the same text from the same recipe, and keeps it where a paused run goes on', async () => {
  const [whole, paused] = [
    await run('whole', corpusRecipe()),
    await run('parts', corpusRecipe(), { pauseAfter: 2 })
  ]
  expect(paused.at(-1)).toMatchObject({ type: 'paused' })
  const rest = await run('parts', corpusRecipe(), { resume: true })
  const [first, second] = [await resultOf('whole', whole), await resultOf('parts', [...paused, ...rest])]
  expect(second.learned).toEqual(first.learned)
  expect(second.samples[0]?.text).toBe(first.samples[0]?.text)
  expect(second.samples[0]?.text).not.toBe('')
  expect(second.samples).toHaveLength(4)
})

it('begins as the training text does where a model knows no start of a text', async () => {
  const [first] = recordsOf(await run('opening', corpusRecipe({ epochs: 1 }, false)))
  expect(first?.sample?.prompt).toBe('春眠不觉晓，处处')
})

it('says once that the prompt cannot be read, and trains without sample texts', async () => {
  const sampleText = { prompt: '龘', length: 12, temperature: 0.8 }
  const events = await run('unknown', corpusRecipe({ sampleText }))
  const warnings = events.flatMap((event) => (event.type === 'warned' ? [event.problem.code] : []))
  expect(warnings.filter((code) => code === 'training/no-sample-text')).toHaveLength(1)
  expect(events.at(-1)).toMatchObject({ type: 'finished' })
  expect(recordsOf(events).every(({ sample }) => sample === undefined)).toBe(true)
})

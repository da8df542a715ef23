import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ProblemError } from '../../../src/shared/core/checked.ts'
import { problem, problemWords } from '../../../src/shared/problems/catalogue.ts'
import type { RunEvent } from '../../../src/shared/training/run-events.ts'
import { openManifest, sealManifest } from '../../../src/trainer/training/checkpoint/manifest.ts'
import { readBestCheckpoint } from '../../../src/trainer/training/checkpoint/read-checkpoint.ts'
import { train, type TrainJob } from '../../../src/trainer/training/train.ts'
import { nodeId } from '../../../src/shared/core/ids.ts'
import { setFrozen } from '../../../src/shared/network/graph-edits.ts'
import { chainOf, smallRecipe, writeSmallDataset } from '../small-data.ts'

let base: string
beforeAll(async () => {
  base = await mkdtemp(path.join(os.tmpdir(), 'resume-refusals-'))
  await writeSmallDataset(path.join(base, 'data'))
  await attempt(jobIn('paused'), 'paused')
})
afterAll(async () => {
  await rm(base, { recursive: true, force: true })
})

const jobIn = (folder: string): TrainJob => ({
  kind: 'train',
  runFolder: path.join(base, folder),
  datasetFolder: path.join(base, 'data'),
  recipe: smallRecipe({ epochs: 4, engine: 'eager' }),
  threadCount: 1,
  resume: false,
  initialWeightsFrom: null
})

/** Trains, with an end after the first epoch where one is wanted. */
async function attempt(job: TrainJob, end?: 'paused' | 'stopped'): Promise<RunEvent[]> {
  const events: RunEvent[] = []
  const signal = new AbortController()
  await train(job, {
    send: (event) => {
      events.push(event)
      if (event.type === 'epoch-ended' && end !== undefined) signal.abort(end)
    },
    signal: signal.signal
  })
  return events
}

/** The problem by which going on with a copy of the paused run is refused. */
async function refusalOf(change: (job: TrainJob) => Promise<TrainJob> | TrainJob) {
  const runFolder = await mkdtemp(path.join(base, 'copy-'))
  await cp(path.join(base, 'paused'), runFolder, { recursive: true })
  const job = await change({ ...jobIn('paused'), runFolder, resume: true })
  const found = await attempt(job).catch((error: unknown) => error)
  return found instanceof ProblemError ? found.problem : found
}

/** Changes what all checkpoints of a run say of it, with their seals right. */
async function changeManifests(
  { runFolder }: TrainJob,
  change: (manifest: NonNullable<ReturnType<typeof openManifest>>) => void
): Promise<void> {
  for (const name of await readdir(path.join(runFolder, 'checkpoints'))) {
    const file = path.join(runFolder, 'checkpoints', name, 'manifest.json')
    const manifest = openManifest(await readFile(file, 'utf8'))
    if (manifest === undefined) throw new Error(`${name} is not whole.`)
    change(manifest)
    await writeFile(file, sealManifest(manifest))
  }
}

describe('going on with a run is refused', () => {
  it('where the data is another, named with both fingerprints', async () => {
    const found = await refusalOf(async (job) => {
      const datasetFolder = path.join(base, 'other-data')
      await cp(job.datasetFolder, datasetFolder, { recursive: true })
      const file = path.join(datasetFolder, 'dataset.json')
      const text = await readFile(file, 'utf8')
      await writeFile(file, text.replace('a'.repeat(64), 'f'.repeat(64)))
      return { ...job, datasetFolder }
    })
    expect(found).toMatchObject({
      code: 'training/resume-data',
      values: { source: 'small', expected: 'a'.repeat(12), found: 'f'.repeat(12) }
    })
  })

  it('where one number of the imported data was changed', async () => {
    const found = await refusalOf(async (job) => {
      const datasetFolder = path.join(base, 'touched-data')
      await cp(job.datasetFolder, datasetFolder, { recursive: true })
      const file = path.join(datasetFolder, '0.bin')
      const bytes = await readFile(file)
      bytes[6] = (bytes[6] ?? 0) ^ 8
      await writeFile(file, bytes)
      return { ...job, datasetFolder }
    })
    expect(found).toMatchObject({ code: 'training/resume-data', values: { source: 'small' } })
  })

  it('where a file of the data is gone, by its name', async () => {
    const found = await refusalOf(async (job) => {
      const datasetFolder = path.join(base, 'less-data')
      await cp(job.datasetFolder, datasetFolder, { recursive: true })
      await rm(path.join(datasetFolder, '1.bin'))
      return { ...job, datasetFolder }
    })
    expect(found).toMatchObject({ code: 'training/dataset-damaged', values: { file: '1.bin' } })
  })

  it.each([
    [{ batchSize: 4 }, { at: 'training.batchSize', expected: '8', found: '4' }],
    [{ seed: 7 }, { at: 'training.seed', expected: '42', found: '7' }],
    [{ epochs: 9 }, { at: 'training.epochs', expected: '4', found: '9' }]
  ])('where the recipe is another: %j', async (change, values) => {
    const found = await refusalOf((job) => ({
      ...job,
      recipe: { ...job.recipe, training: { ...job.recipe.training, ...change } }
    }))
    expect(found).toMatchObject({ code: 'training/resume-recipe', values })
  })

  it.each([
    ['a library has another version', 'training/resume-library', { versions: { tensorflow: '1.0.0' } }],
    [
      'it was trained on another kind of device',
      'training/resume-device',
      { device: { kind: 'gpu', name: 'A card' } }
    ],
    ['its engine is not known here', 'training/resume-engine', { engine: 'steam' }],
    ['its network was built otherwise', 'training/resume-recipe', { modelHash: '0'.repeat(64) }]
  ])('where %s', async (_, code, change) => {
    const found = await refusalOf(async (job) => {
      await changeManifests(job, (manifest) => Object.assign(manifest.facts, change))
      return job
    })
    expect(found).toMatchObject({ code })
  })

  it('and leaves the run as it was', async () => {
    const before = await readdir(path.join(base, 'paused', 'checkpoints'))
    const job = { ...jobIn('paused'), resume: true, recipe: smallRecipe({ epochs: 5, engine: 'eager' }) }
    await expect(attempt(job)).rejects.toThrow(ProblemError)
    expect(await readdir(path.join(base, 'paused', 'checkpoints'))).toEqual(before)
  })
})

describe('going on with a run', () => {
  it('takes no notice of where the data lay and of how layers lie on the canvas', async () => {
    const events = await refusalOf((job) => ({
      ...job,
      recipe: {
        ...job.recipe,
        dataset: { ...job.recipe.dataset, source: { kind: 'table', path: 'moved/small.csv' } },
        network: {
          ...job.recipe.network,
          nodes: job.recipe.network.nodes.map((node) => ({ ...node, position: { x: 7, y: 7 } }))
        }
      }
    }))
    expect((events as RunEvent[]).at(-1)).toMatchObject({ type: 'finished', reason: 'all-epochs' })
  })

  it('says that it goes on on another processor, and from an older checkpoint', async () => {
    const events = await refusalOf(async (job) => {
      await changeManifests(job, (manifest) => Object.assign(manifest.facts.device, { name: 'Another' }))
      await writeFile(path.join(job.runFolder, 'checkpoints', 'last-000002-00000000', 'weights.bin'), '')
      return job
    })
    const codes = (events as RunEvent[]).flatMap((event) =>
      event.type === 'warned' ? [event.problem.code] : []
    )
    expect(codes).toEqual(['training/older-checkpoint', 'training/resumed-elsewhere'])
    expect((events as RunEvent[]).find(({ type }) => type === 'resumed')).toMatchObject({ epoch: 1, step: 0 })
  })

  it('forgets what only going on needs once it has finished', async () => {
    const job = jobIn('finished')
    await attempt(job)
    const names = await readdir(path.join(job.runFolder, 'checkpoints'))
    expect(names.filter((name) => name.startsWith('last'))).toEqual([])
    expect(await readBestCheckpoint(job.runFolder)).toMatchObject({ ok: true })
  })

  it('only to be stopped measures the best weights that there are', async () => {
    const runFolder = await mkdtemp(path.join(base, 'copy-'))
    await cp(path.join(base, 'paused'), runFolder, { recursive: true })
    const stop = new AbortController()
    stop.abort('stopped')
    const events: RunEvent[] = []
    const send = (event: RunEvent) => void events.push(event)
    await train({ ...jobIn('paused'), runFolder, resume: true }, { send, signal: stop.signal })
    expect(events.at(-1)).toMatchObject({ type: 'finished', reason: 'stopped', bestEpoch: 1 })
    expect(events.filter(({ type }) => type === 'epoch-ended')).toEqual([])
  })
})

describe('a loss that is no number', () => {
  it('keeps the last epoch whose weights were numbers, and says which', async () => {
    const job = jobIn('broken')
    const optimizer = { kind: 'momentum', learningRate: 100, momentum: 0.99, nesterov: false } as const
    const training = { epochs: 200, optimizer, regularization: { l1: 0, l2: 10 }, engine: 'eager' } as const
    const found = await attempt({ ...job, recipe: smallRecipe(training) }).catch((error: unknown) => error)
    if (!(found instanceof ProblemError)) throw new Error('The run was to fail.')
    const { code, values } = found.problem
    expect(code).toMatch(/^training\/(loss|weights)-not-finite$/u)
    const kept = await readBestCheckpoint(job.runFolder)
    expect(kept.ok && kept.value.every((weight) => weight.values.every(Number.isFinite))).toBe(true)
    const names = await readdir(path.join(job.runFolder, 'checkpoints'))
    const best = names
      .filter((name) => name.startsWith('best'))
      .sort()
      .at(-1)
    expect(Number(best?.slice('best-'.length) ?? 0)).toBe(values?.['kept'])
  })

  it('says so also where only the start weights are left, and where an older run did not tell', () => {
    const values = { epoch: 2, step: 3 }
    const said = 'The loss stopped being a number in epoch 2, step 3.'
    const { message } = problem('training/loss-not-finite', { ...values, kept: 0 })
    expect(message).toBe(`${said} The start weights are kept.`)
    const stored = { code: 'training/loss-not-finite', message: said, values } as const
    expect(problemWords(stored, 'en').message).toBe(said)
  })
})

describe('a new run from the weights of another', () => {
  it('begins with its best weights', async () => {
    const job = { ...jobIn('branch'), initialWeightsFrom: path.join(base, 'paused') }
    const wanted = await readBestCheckpoint(job.initialWeightsFrom)
    const stop = new AbortController()
    const send = (event: RunEvent): void => {
      if (event.type === 'checkpointed') stop.abort('paused')
    }
    await train(job, { send, signal: stop.signal })
    const first = await readBestCheckpoint(job.runFolder)
    expect(first).toEqual(wanted)
  })

  const output = { kind: 'dense', params: { units: 2, activation: 'softmax' } }

  it('is refused where no layer fits', async () => {
    const job = { ...jobIn('misfit'), initialWeightsFrom: path.join(base, 'paused') }
    const network = chainOf([
      { kind: 'input' },
      { kind: 'dense', params: { units: 9 } },
      { kind: 'dropout' },
      output
    ])
    const found = await attempt({ ...job, recipe: { ...job.recipe, network } }).catch(
      (error: unknown) => error
    )
    const values = { expected: 'dense_1, dense_3', found: 'dense_1, dense_3' }
    expect(found).toMatchObject({ problem: { code: 'training/no-layer-fits', values } })
  })

  it('takes the layers that fit, says which begin anew, and leaves frozen ones as they were', async () => {
    const drawn = chainOf([{ kind: 'input' }, { kind: 'dense', params: { units: 8 } }, output])
    const network = setFrozen(drawn, [nodeId.parse('n1')], true)
    const trainOn = async (name: string) => {
      const job = { ...jobIn(name), initialWeightsFrom: path.join(base, 'paused') }
      const events: RunEvent[] = []
      const { signal } = new AbortController()
      const send = (event: RunEvent) => void events.push(event)
      await train({ ...job, recipe: { ...job.recipe, network } }, { send, signal })
      const kept = await readBestCheckpoint(job.runFolder)
      return { events, weights: kept.ok ? kept.value : [] }
    }
    const parent = await readBestCheckpoint(path.join(base, 'paused'))
    const [first, again] = [await trainOn('part'), await trainOn('part-again')]
    const frozen = (weights: typeof first.weights) =>
      weights.filter(({ name }) => name.startsWith('dense_1/'))

    expect(first.events.filter(({ type }) => type === 'warned')).toMatchObject([
      {
        problem: {
          code: 'training/started-in-part',
          values: { taken: 1, count: 2, fresh: 'dense_2' }
        }
      }
    ])
    expect(frozen(first.weights)).toHaveLength(2)
    expect(frozen(first.weights)).toEqual(frozen(parent.ok ? parent.value : []))
    expect(again.weights).toEqual(first.weights)
  })
})

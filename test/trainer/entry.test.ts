import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { evaluationReport, rowPrediction } from '../../src/shared/evaluation/evaluation-report.ts'
import type { TrainerJob } from '../../src/shared/rpc/trainer-protocol.ts'
import type { TrainingSpec } from '../../src/shared/training/training-spec.ts'
import { readBestCheckpoint } from '../../src/trainer/training/checkpoint/read-checkpoint.ts'
import { smallRecipe, writeSmallDataset } from './small-data.ts'
import { eventsOf, forkTrainer, isEvent, type TestTrainer } from './trainer-process.ts'

let base: string
let trainer: TestTrainer | undefined

beforeEach(async () => {
  base = await mkdtemp(path.join(os.tmpdir(), 'trainer-test-'))
  await writeSmallDataset(path.join(base, 'data'))
})
afterEach(async () => {
  trainer?.child.kill('SIGKILL')
  await rm(base, { recursive: true, force: true })
})

const runFolder = (): string => path.join(base, 'run')
const trainJob = (training: Partial<TrainingSpec> = {}): TrainerJob => ({
  kind: 'train',
  runFolder: runFolder(),
  datasetFolder: path.join(base, 'data'),
  recipe: smallRecipe(training),
  threadCount: 1,
  resume: false,
  initialWeightsFrom: null
})

function start(job: TrainerJob): TestTrainer {
  trainer = forkTrainer()
  trainer.send({ type: 'start', job })
  return trainer
}

async function readJson<Schema extends z.ZodType>(name: string, schema: Schema): Promise<z.output<Schema>> {
  return schema.parse(JSON.parse(await readFile(path.join(runFolder(), name), 'utf8')))
}

describe('a trainer process', () => {
  it('trains to the end, leaves model, evaluation and predictions, and exits', async () => {
    const running = start(trainJob({ epochs: 12 }))
    await running.until(({ type }) => type === 'done')
    expect(await running.ended()).toEqual({ code: 0, signal: null })

    const events = eventsOf(running.messages)
    expect(events.filter(({ type }) => type === 'epoch-ended')).toHaveLength(12)
    expect(events.at(-1)).toMatchObject({ type: 'finished', reason: 'all-epochs' })
    const reports = await readJson('evaluation.json', z.array(evaluationReport))
    expect(reports.map(({ part, rowCount }) => [part, rowCount])).toEqual([
      ['train', 72],
      ['validation', 24],
      ['test', 24]
    ])
    const predictions = await readJson('predictions.json', z.array(rowPrediction))
    expect(new Set(predictions.map(({ row }) => row)).size).toBe(120)
    const weights = await readBestCheckpoint(runFolder())
    expect(weights.ok && weights.value.map(({ name, shape }) => [name, shape])).toEqual([
      ['dense_1/kernel', [2, 8]],
      ['dense_1/bias', [8]],
      ['dense_3/kernel', [8, 2]],
      ['dense_3/bias', [2]]
    ])
  })

  it.each([
    ['compiled', /^TensorFlow [\d.]+, compiled$/u],
    ['eager', /^TensorFlow [\d.]+$/u]
  ])('says which engine trained: %s', async (engine, words) => {
    trainer = forkTrainer({ LAYERWRIGHT_ENGINE: engine })
    trainer.send({ type: 'start', job: trainJob({ epochs: 2 }) })
    await trainer.until(({ type }) => type === 'done')
    const started = eventsOf(trainer.messages).find((event) => event.type === 'started')

    expect(started?.engine).toMatch(words)
  })

  it('stops at the next step, keeping a measured model', async () => {
    const running = start(trainJob({ epochs: 100_000 }))
    await running.until(isEvent('epoch-ended'))
    running.send({ type: 'stop' })
    await running.until(({ type }) => type === 'done')

    const finished = eventsOf(running.messages).at(-1)
    expect(finished).toMatchObject({ type: 'finished', reason: 'stopped' })
    expect(await readJson('evaluation.json', z.array(evaluationReport))).toHaveLength(3)
  })

  it('leaves a readable checkpoint when it is killed in mid-epoch', async () => {
    const running = start(trainJob({ epochs: 100_000 }))
    await running.until(isEvent('progress'))
    running.child.kill('SIGKILL')
    expect((await running.ended()).signal).toBe('SIGKILL')

    const weights = await readBestCheckpoint(runFolder())
    expect(weights).toMatchObject({ ok: true, value: [{ name: 'dense_1/kernel' }, {}, {}, {}] })
  })

  it('ends by itself, with its checkpoint on disk, when the studio is gone', async () => {
    const running = start(trainJob({ epochs: 100_000 }))
    await running.until(isEvent('epoch-ended'))
    running.child.disconnect()
    expect(await running.ended()).toEqual({ code: 0, signal: null })
    expect(await readBestCheckpoint(runFolder())).toMatchObject({ ok: true })
  })

  it('ends by itself when the studio goes before it has anything to do', async () => {
    trainer = forkTrainer()
    await trainer.until(({ type }) => type === 'heartbeat')
    trainer.child.disconnect()
    expect(await trainer.ended()).toEqual({ code: 0, signal: null })
  })

  it('gives a heartbeat while it trains', async () => {
    const running = start(trainJob({ epochs: 100_000 }))
    await running.until(isEvent('epoch-ended'))
    const known = running.messages.length
    await running.until(
      (message) => message.type === 'heartbeat' && running.messages.indexOf(message) > known
    )
  })

  it('names the epoch and step at which the loss is no number, and keeps the start', async () => {
    const running = start(
      trainJob({
        optimizer: { kind: 'momentum', learningRate: 100, momentum: 0.99, nesterov: false },
        regularization: { l1: 0, l2: 10 },
        epochs: 200
      })
    )
    const failed = await running.until(({ type }) => type === 'failed')
    expect(failed).toMatchObject({ problem: { code: 'training/loss-not-finite' } })
    expect(eventsOf(running.messages).at(-1)).toMatchObject({ type: 'failed' })
    expect(await readBestCheckpoint(runFolder())).toMatchObject({ ok: true })
  })

  it('says which file of the dataset is damaged', async () => {
    await rm(path.join(base, 'data', '1.bin'))
    const failed = await start(trainJob()).until(({ type }) => type === 'failed')
    expect(failed).toMatchObject({ problem: { code: 'training/dataset-damaged', values: { file: '1.bin' } } })
  })

  it('tells what the machine trains on', async () => {
    const done = await start({ kind: 'probe' }).until(({ type }) => type === 'done')
    expect(done).toMatchObject({ result: { kind: 'probe', device: { kind: expect.any(String) as string } } })
  })
})

describe('a finished run', () => {
  it('is measured on other data and predicts its rows', async () => {
    await start(trainJob({ epochs: 30, optimizer: { kind: 'sgd', learningRate: 0.2 } })).until(
      ({ type }) => type === 'done'
    )
    const modelFolder = runFolder()
    const other = path.join(base, 'other')
    await writeSmallDataset(other, 50)

    const evaluated = await start({ kind: 'evaluate', modelFolder, datasetFolder: other }).until(
      ({ type }) => type === 'done'
    )
    expect(evaluated).toMatchObject({ result: { report: { part: 'all', rowCount: 50 } } })

    const outFile = path.join(base, 'out.csv')
    const predicted = await start({ kind: 'predict', modelFolder, datasetFolder: other, outFile }).until(
      ({ type }) => type === 'done'
    )
    expect(predicted).toMatchObject({ result: { rowCount: 50 } })
    const lines = (await readFile(outFile, 'utf8')).trimEnd().split('\r\n')
    expect(lines[0]).toBe('predicted_side,probability_below,probability_above')
    expect(lines).toHaveLength(51)
  })
})

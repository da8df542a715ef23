import { setTimeout as wait } from 'node:timers/promises'
import { createRandom } from '../../src/shared/core/random.ts'
import type { EngineName } from '../../src/shared/training/engine.ts'
import type { NetworkGraph } from '../../src/shared/network/network-graph.ts'
import type { RunEvent } from '../../src/shared/training/run-events.ts'
import { defaultOptimizers, type TrainingSpec } from '../../src/shared/training/training-spec.ts'
import type { TrainJob } from '../../src/trainer/training/train.ts'
import { attempt } from './resumed-run.ts'
import { tree } from '../../src/shared/network/templates/tree.ts'
import {
  smallPairs,
  smallSeries,
  smallTexts,
  writeSmallPairs,
  writeSmallSeries,
  writeSmallTexts
} from './sequence-data.ts'
import { chainOf, smallRecipe, writeSmallDataset } from './small-data.ts'
import { isEvent, type TestTrainer } from './trainer-process.ts'

/** Different words of the small texts that occur twice, with those that stand for padding and the unknown. */
const SMALL_WORDS = 18

/** Of the small pairs: six colors, six things, “is” and “?”, with those that stand for no word. */
const PAIR_WORDS = 18
const pairWords = { inputDim: PAIR_WORDS, outputDim: 12 }

const output = { kind: 'dense', params: { units: 2, activation: 'softmax' } } as const

/** Networks and optimisers that together carry every kind of state from step to step. */
export const resumeCases = {
  mlp: {
    network: chainOf([
      { kind: 'input' },
      { kind: 'dense', params: { units: 16, activation: 'tanh' } },
      { kind: 'dropout', params: { rate: 0.3 } },
      { kind: 'dense', params: { units: 8, activation: 'relu' } },
      output
    ]),
    training: { optimizer: defaultOptimizers.adam, epochs: 60 }
  },
  cnn: {
    network: chainOf([
      { kind: 'input' },
      { kind: 'dense', params: { units: 64, activation: 'linear' } },
      { kind: 'reshape', params: { targetShape: '8 × 8 × 1' } },
      { kind: 'conv2d', params: { filters: 4, kernelHeight: 3, kernelWidth: 3, activation: 'relu' } },
      { kind: 'batchNormalization' },
      { kind: 'maxPooling2d' },
      { kind: 'dropout', params: { rate: 0.2 } },
      { kind: 'flatten' },
      output
    ]),
    training: { optimizer: defaultOptimizers.rmsprop, epochs: 25 }
  },
  lstm: {
    network: chainOf([
      { kind: 'input' },
      { kind: 'dense', params: { units: 24, activation: 'tanh' } },
      { kind: 'reshape', params: { targetShape: '6 × 4' } },
      { kind: 'lstm', params: { units: 6 } },
      output
    ]),
    training: { optimizer: defaultOptimizers.adam, epochs: 25 }
  },
  transformer: {
    network: chainOf([
      { kind: 'input' },
      { kind: 'dense', params: { units: 24, activation: 'tanh' } },
      { kind: 'reshape', params: { targetShape: '6 × 4' } },
      { kind: 'transformerEncoder', params: { numHeads: 2, feedForward: 8 } },
      { kind: 'flatten' },
      output
    ]),
    training: { optimizer: defaultOptimizers.adam, epochs: 25 }
  },
  textLstm: {
    data: 'texts',
    network: chainOf([
      { kind: 'input' },
      { kind: 'embedding', params: { inputDim: SMALL_WORDS, outputDim: 12, maskZero: true } },
      { kind: 'spatialDropout1d', params: { rate: 0.2 } },
      { kind: 'bidirectional', params: { cell: 'LSTM', units: 6 } },
      output
    ]),
    training: { optimizer: defaultOptimizers.adam, epochs: 10 }
  },
  textTransformer: {
    data: 'texts',
    network: chainOf([
      { kind: 'input' },
      { kind: 'embedding', params: { inputDim: SMALL_WORDS, outputDim: 12, maskZero: true } },
      { kind: 'positionEmbedding' },
      { kind: 'transformerEncoder', params: { numHeads: 2, feedForward: 16, dropout: 0.2 } },
      { kind: 'globalMaxPooling1d' },
      output
    ]),
    training: { optimizer: defaultOptimizers.adam, epochs: 10 }
  },
  forecast: {
    data: 'series',
    network: chainOf([
      { kind: 'input' },
      { kind: 'lstm', params: { units: 8 } },
      { kind: 'dropout', params: { rate: 0.2 } },
      { kind: 'dense', params: { units: 3, activation: 'linear' } }
    ]),
    training: { optimizer: defaultOptimizers.adam, loss: 'meanSquaredError', epochs: 10 }
  },
  pairs: {
    data: 'pairs',
    network: tree([
      { kind: 'input', params: { part: 'question' }, reads: [], at: [0, 0] },
      { kind: 'embedding', params: pairWords, reads: [0], at: [0, 1] },
      {
        kind: 'bidirectional',
        params: { cell: 'LSTM', units: 8, returnSequences: true },
        reads: [1],
        at: [0, 2]
      },
      { kind: 'input', params: { part: 'answer' }, reads: [], at: [1, 0] },
      { kind: 'embedding', params: pairWords, reads: [3], at: [1, 1] },
      { kind: 'lstm', params: { units: 16, returnSequences: true }, reads: [4], at: [1, 2] },
      { kind: 'attention', reads: [5, 2], at: [0, 3] },
      { kind: 'concatenate', reads: [5, 6], at: [1, 4] },
      { kind: 'dropout', params: { rate: 0.2 }, reads: [7], at: [1, 5] },
      { kind: 'dense', params: { units: PAIR_WORDS, activation: 'softmax' }, reads: [8], at: [1, 6] }
    ]),
    training: { optimizer: defaultOptimizers.adam, loss: 'sparseCategoricalCrossentropy', epochs: 10 }
  }
} satisfies Record<string, ResumedRun>
export type ResumeCase = keyof typeof resumeCases

interface ResumedRun {
  /** Rows of numbers where nothing is said. */
  readonly data?: keyof typeof caseData
  readonly network: NetworkGraph
  readonly training: Partial<TrainingSpec>
}

const caseData = {
  texts: { write: writeSmallTexts, spec: smallTexts },
  series: { write: writeSmallSeries, spec: smallSeries },
  pairs: { write: writeSmallPairs, spec: smallPairs }
}

function dataOf(name: ResumeCase) {
  const { data }: ResumedRun = resumeCases[name]
  return data === undefined ? undefined : caseData[data]
}

/** Writes the data that a case learns from. */
export const writeCaseData = (name: ResumeCase, folder: string): Promise<void> =>
  (dataOf(name)?.write ?? writeSmallDataset)(folder, 240)

export interface CaseFolders {
  readonly runFolder: string
  readonly datasetFolder: string
}

export function resumeJob(name: ResumeCase, engine: EngineName, folders: CaseFolders): TrainJob {
  const { network, training } = resumeCases[name]
  const spec = dataOf(name)?.spec
  const dataset = spec === undefined ? {} : { dataset: spec }
  return {
    kind: 'train',
    ...folders,
    recipe: { ...smallRecipe({ ...training, engine }), ...dataset, network },
    threadCount: 2,
    resume: false,
    initialWeightsFrom: null,
    // So often that most kills fall into the writing of a checkpoint.
    checkpointEveryMs: 20
  }
}

/** How long a job trains when nobody interrupts it. */
export function trainingTimeOf(events: readonly RunEvent[]): number {
  const last = events.filter((event) => event.type === 'epoch-ended').at(-1)
  return last?.elapsedMs ?? 0
}

export interface Kills {
  readonly seed: number
  readonly count: number
  /** Of the job when nobody interrupts it. */
  readonly trainingMs: number
  /** The longest time until a kill, as a share of the training time; 1 where nothing is said. */
  readonly reach?: number
  /** A kill is now and then followed by up to so many while the run is just going on again; 0 where nothing is said. */
  readonly mostInRecovery?: number
}

/** One run that was killed and went on until it finished. */
export interface KilledRun {
  readonly events: readonly RunEvent[]
  /** Kills at work. */
  readonly killed: number
  /** Kills while reading the checkpoint and building the model again, before the first new step. */
  readonly killedInRecovery: number
  /** Where each part began, as epoch:step. */
  readonly places: readonly string[]
}

/** So many kills are followed by others in a row. */
const IN_A_ROW_SHARE = 0.1

/** A run killed again and again, at moments that follow from a seed, until it finishes. */
export async function killAndContinue(
  job: TrainJob,
  { seed, count, trainingMs, reach = 1, mostInRecovery = 0 }: Kills
): Promise<KilledRun> {
  const random = createRandom(seed)
  const events: RunEvent[] = []
  const killed = { work: 0, recovery: 0 }
  let [inRow, openingMs] = [0, 0]
  while (events.at(-1)?.type !== 'finished') {
    const isRecovery = inRow > 0
    const isLeft = killed.work >= count && !isRecovery
    const interrupt = isRecovery
      ? killInRecovery(random() * openingMs)
      : killAfter(random() * trainingMs * reach, (ms) => (openingMs = ms))
    const part = await attempt({ ...job, resume: events.length > 0 }, isLeft ? undefined : interrupt)
    events.push(...part)
    const last = part.at(-1)
    if (last?.type === 'failed') throw new Error(`${last.problem.code}: ${last.problem.message}`)
    if (isRecovery) inRow -= 1
    if (last?.type === 'finished') break
    const isAtWork = part.some(({ type }) => type === 'resumed' || type === 'started')
    killed[isAtWork ? 'work' : 'recovery'] += 1
    if (!isRecovery && random() < IN_A_ROW_SHARE) inRow = Math.ceil(random() * mostInRecovery)
  }
  const places = events.flatMap((event) => (event.type === 'resumed' ? [`${event.epoch}:${event.step}`] : []))
  return { events, killed: killed.work, killedInRecovery: killed.recovery, places }
}

const killAfter =
  (ms: number, tellOpening: (ms: number) => void) =>
  async (trainer: TestTrainer): Promise<void> => {
    await trainer.until(isEvent('preparing'))
    const preparedAt = performance.now()
    await trainer.until(isEvent('started'))
    tellOpening(performance.now() - preparedAt)
    await wait(ms)
    trainer.child.kill('SIGKILL')
  }

/** Between the first word of the process and the first step. */
const killInRecovery =
  (ms: number) =>
  async (trainer: TestTrainer): Promise<void> => {
    await trainer.until(isEvent('preparing'))
    await wait(ms)
    trainer.child.kill('SIGKILL')
  }

/** Whether a run that goes on never begins before a place where it has been. */
export function isMonotone(places: readonly string[]): boolean {
  const counts = places.map((place) => {
    const [epoch = 0, step = 0] = place.split(':').map(Number)
    return epoch * 1e6 + step
  })
  return counts.every((count, index) => index === 0 || count >= (counts[index - 1] ?? 0))
}

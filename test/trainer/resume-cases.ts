import { setTimeout as wait } from 'node:timers/promises'
import { createRandom } from '../../src/shared/core/random.ts'
import type { EngineName } from '../../src/shared/training/engine.ts'
import type { NetworkGraph } from '../../src/shared/network/network-graph.ts'
import type { RunEvent } from '../../src/shared/training/run-events.ts'
import { defaultOptimizers, type TrainingSpec } from '../../src/shared/training/training-spec.ts'
import type { TrainJob } from '../../src/trainer/training/train.ts'
import { attempt } from './resumed-run.ts'
import { chainOf, smallRecipe } from './small-data.ts'
import { isEvent, type TestTrainer } from './trainer-process.ts'

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
  }
} satisfies Record<string, { network: NetworkGraph; training: Partial<TrainingSpec> }>
export type ResumeCase = keyof typeof resumeCases

export interface CaseFolders {
  readonly runFolder: string
  readonly datasetFolder: string
}

export function resumeJob(name: ResumeCase, engine: EngineName, folders: CaseFolders): TrainJob {
  const { network, training } = resumeCases[name]
  return {
    kind: 'train',
    ...folders,
    recipe: { ...smallRecipe({ ...training, engine }), network },
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
}

/** A run killed again and again, at moments that follow from a seed, until it finishes; with where each part began. */
export async function killAndContinue(job: TrainJob, { seed, count, trainingMs }: Kills) {
  const random = createRandom(seed)
  const events: RunEvent[] = []
  let killed = 0
  while (events.at(-1)?.type !== 'finished') {
    const interrupt = killed < count ? killAfter(random() * trainingMs) : undefined
    const part = await attempt({ ...job, resume: events.length > 0 }, interrupt)
    events.push(...part)
    const last = part.at(-1)
    if (last?.type === 'failed') throw new Error(`${last.problem.code}: ${last.problem.message}`)
    if (last?.type !== 'finished') killed += 1
  }
  const places = events.flatMap((event) => (event.type === 'resumed' ? [`${event.epoch}:${event.step}`] : []))
  return { events, killed, places }
}

const killAfter =
  (ms: number) =>
  async (trainer: TestTrainer): Promise<void> => {
    await trainer.until(isEvent('started'))
    await wait(ms)
    trainer.child.kill('SIGKILL')
  }

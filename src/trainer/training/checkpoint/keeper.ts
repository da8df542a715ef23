import { ProblemError } from '../../../shared/core/checked.ts'
import { problem } from '../../../shared/problems/catalogue.ts'
import { readWeights, type BuiltModel, type WeightArray } from '../../network/build-model.ts'
import type { BestWeights } from '../best-weights.ts'
import type { TrainingStep } from '../step.ts'
import {
  comparePlaces,
  keepOnly,
  listCheckpoints,
  startCheckpoints,
  type CheckpointName,
  type Place
} from './checkpoint-folder.ts'
import type { TrainingFacts } from './manifest.ts'
import type { ResumePoint } from './read-checkpoint.ts'
import type { CheckpointContent } from './write-checkpoint.ts'
import { writeWithRoom, type RoomOptions } from './write-with-room.ts'

/** Training time between two checkpoints in mid-epoch. */
const USUAL_INTERVAL_MS = 30_000
/** A checkpoint at an epoch's end comes no sooner after the one before than this, */
const EPOCH_INTERVAL_MS = 2000
/** and no sooner than so many times what writing that one took. */
const WRITING_SHARE = 20
/** Of each kind: if the newest turns out damaged, the one before it is there. */
const GENERATION_COUNT = 2

export interface KeeperParts extends Omit<RoomOptions, 'onStuck'> {
  readonly runFolder: string
  readonly facts: TrainingFacts
  readonly model: BuiltModel
  readonly step: Pick<TrainingStep, 'readState'>
  readonly best: BestWeights
  readonly intervalMs?: number | undefined
}

/** The newest checkpoint to go on from or the one before, and the best that belongs to it. */
interface Generation {
  readonly place: Place
  readonly bestEpoch: number
}

/** Brings a training to disk, one checkpoint at a time, beside the steps that go on. */
export class CheckpointKeeper {
  readonly #parts: KeeperParts
  #generations: Generation[] = []
  /** Epochs whose weights are on disk, the newest first. */
  #bests: number[] = []
  #writing: Promise<void> | undefined
  #failure: Error | undefined
  #isStuck = false
  #startedAt = performance.now()
  #tookMs = 0

  constructor(parts: KeeperParts) {
    this.#parts = parts
  }

  /** The newest place on disk; undefined before the first. */
  get place(): Place | undefined {
    return this.#generations[0]?.place
  }

  /** While the disk is full: training waits until `settle` resolves. */
  get isStuck(): boolean {
    return this.#isStuck
  }

  /** Begins afresh, or takes over what was found, and forgets what is newer than it. */
  async start(from: ResumePoint | undefined): Promise<void> {
    const { runFolder, files } = this.#parts
    if (from === undefined) return startCheckpoints(runFolder, files)
    const { epoch, step, bestEpoch } = from.last.manifest
    this.#generations = [{ place: { epoch, step }, bestEpoch }]
    const bests = (await listCheckpoints(runFolder, 'best')).filter((best) => best.epoch <= bestEpoch)
    this.#bests = bests.map((best) => best.epoch)
    const lasts = await listCheckpoints(runFolder, 'last')
    const older = lasts.filter((last) => comparePlaces(last, { epoch, step }) <= 0)
    await keepOnly(runFolder, [...older, ...bests], files)
  }

  /** Whether enough time has passed to write one between two steps, or at an epoch's end. */
  isDue(at: 'step' | 'epoch'): boolean {
    if (this.#writing !== undefined) return false
    const intervalMs = this.#parts.intervalMs ?? USUAL_INTERVAL_MS
    const shortestMs = Math.max(EPOCH_INTERVAL_MS, WRITING_SHARE * this.#tookMs)
    const neededMs = at === 'step' ? intervalMs : Math.min(intervalMs, shortestMs)
    return performance.now() - this.#startedAt >= neededMs
  }

  /**
   * Copies all there is and begins to write it. The model's variables are up to date, and no step is under way.
   *
   * Problems  training/weights-not-finite
   */
  async keep(place: Place, state: string): Promise<void> {
    await this.settle()
    if (this.place !== undefined && comparePlaces(this.place, place) === 0) return
    const { model, step, best, facts } = this.#parts
    const weights = readWeights(model)
    failNotFinite(weights, place, best.epoch)
    const about = { kind: 'last', ...place, bestEpoch: best.epoch, createdAt: Date.now(), facts } as const
    const content = { about, weights, optimizer: await step.readState(), state }
    const bestContent = this.#copyBest()
    this.#startedAt = performance.now()
    this.#writing = this.#writeBoth(bestContent, content)
      .catch((error: unknown) => {
        this.#failure = error instanceof Error ? error : new Error(String(error))
      })
      .finally(() => {
        this.#writing = undefined
      })
  }

  /** Resolves once nothing is being written. */
  async settle(): Promise<void> {
    await this.#writing
    const failure = this.#failure
    this.#failure = undefined
    if (failure !== undefined) throw failure
  }

  /** Brings the best weights to disk. */
  async finish(): Promise<void> {
    await this.settle()
    await this.#writeBest(this.#copyBest())
    await this.#prune()
  }

  /** Forgets what only going on would need. */
  async forgetLast(): Promise<void> {
    await this.settle()
    this.#generations = []
    await this.#prune()
  }

  #copyBest(): CheckpointContent | undefined {
    const { best, facts } = this.#parts
    if (best.epoch === 0 || this.#bests[0] === best.epoch) return undefined
    const { epoch } = best
    return {
      about: { kind: 'best', epoch, step: 0, bestEpoch: epoch, createdAt: Date.now(), facts },
      weights: best.read(),
      optimizer: [],
      state: undefined
    }
  }

  /** The best comes first: the other names it. */
  async #writeBoth(best: CheckpointContent | undefined, last: CheckpointContent): Promise<void> {
    if (!(await this.#writeBest(best))) return
    const sizeBytes = await this.#write(last)
    if (sizeBytes === undefined) return
    const { epoch, step, bestEpoch } = last.about
    const newest: Generation = { place: { epoch, step }, bestEpoch }
    this.#generations = [newest, ...this.#generations].slice(0, GENERATION_COUNT)
    await this.#prune()
    this.#tookMs = performance.now() - this.#startedAt
    this.#parts.send({ type: 'checkpointed', epoch, step, sizeBytes })
  }

  async #writeBest(content: CheckpointContent | undefined): Promise<boolean> {
    if (content === undefined) return true
    if ((await this.#write(content)) === undefined) return false
    this.#bests = [content.about.epoch, ...this.#bests]
    return true
  }

  #write(content: CheckpointContent): Promise<number | undefined> {
    const onStuck = (isStuck: boolean): void => {
      this.#isStuck = isStuck
    }
    return writeWithRoom(this.#parts.runFolder, content, { ...this.#parts, onStuck })
  }

  async #prune(): Promise<void> {
    const needed = this.#generations.map(({ bestEpoch }) => bestEpoch)
    this.#bests = this.#bests.filter((epoch, index) => index < GENERATION_COUNT || needed.includes(epoch))
    const kept: CheckpointName[] = [
      ...this.#generations.map(({ place }) => ({ kind: 'last', ...place }) as const),
      ...this.#bests.map((epoch) => ({ kind: 'best', epoch, step: 0 }) as const)
    ]
    await keepOnly(this.#parts.runFolder, kept, this.#parts.files)
  }
}

function failNotFinite(weights: readonly WeightArray[], { epoch, step }: Place, kept: number): void {
  const broken = weights.find(({ values }) => !values.every(Number.isFinite))
  if (broken === undefined) return
  throw new ProblemError(problem('training/weights-not-finite', { epoch, step, weight: broken.name, kept }))
}

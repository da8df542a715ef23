import { unwrap } from '../../shared/core/checked.ts'
import type { GenerationSettings } from '../../shared/generation/generation-settings.ts'
import type { TrainerJob, TrainerResult } from '../../shared/rpc/trainer-protocol.ts'
import '../dataset/open-word-cutter.ts'
import { openModel, type OpenedModel } from '../evaluation/open-model.ts'
import { readWeights } from '../network/build-model.ts'
import { answerQuestion } from './answer-question.ts'
import { generate } from './generate.ts'
import { openRecurrentSteps, type TokenSteps } from './recurrent-steps.ts'
import { openWindowSteps } from './window-steps.ts'

/** Text that is told at once at most: a message for each character would be many. */
const TELL_EVERY_MS = 40

type Written = Omit<Extract<TrainerResult, { kind: 'generate' }>, 'kind'>

interface WriteOptions {
  readonly signal: AbortSignal
  /** Told a few times a second. */
  readonly onText: (text: string) => void
}

/** A run's or an export's generator goes on with a prompt; text is told as it is made. */
export async function generateText(
  job: Extract<TrainerJob, { kind: 'generate' }>,
  options: WriteOptions
): Promise<Written> {
  return writeText(unwrap(await openModel(job.modelFolder)), job.settings, options)
}

/**
 * An opened generator goes on with a prompt; a model of pairs answers it.
 *
 * Throws  ProblemError  those of `generate` and `answerQuestion`
 */
export async function writeText(
  opened: OpenedModel,
  settings: GenerationSettings,
  { signal, onText }: WriteOptions
): Promise<Written> {
  const startedAt = performance.now()
  let waiting = ''
  let toldAt = startedAt
  const tell = (): void => {
    if (waiting !== '') onText(waiting)
    waiting = ''
    toldAt = performance.now()
  }
  const told = {
    signal,
    onText: (text: string) => {
      waiting += text
      if (performance.now() - toldAt > TELL_EVERY_MS) tell()
    }
  }
  const generated =
    opened.preparation.task === 'pairs'
      ? await answerQuestion(opened, settings, told)
      : unwrap(await generate(openSteps(opened), opened.preparation, { settings, ...told }))
  tell()
  return { ...generated, durationMs: performance.now() - startedAt }
}

/** With its state kept from token to token where the layers allow it. */
export const openSteps = ({
  model,
  spec,
  preparation
}: Pick<OpenedModel, 'model' | 'spec' | 'preparation'>): TokenSteps =>
  openRecurrentSteps(spec, readWeights(model)) ?? openWindowSteps(model, preparation.sampleShape[0] ?? 1)

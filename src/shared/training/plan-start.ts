import type { Label } from '../core/params.ts'
import type { PreparationStep } from '../dataset/dataset-spec.ts'
import type { FittedPreparation } from '../dataset/prepared-data.ts'
import { markOfWords } from '../dataset/text/words-mark.ts'
import { resolveStep } from '../dataset/transforms/catalogue.ts'
import { layerStarts } from '../network/fitting-layers.ts'
import type { ModelSpec } from '../network/model-spec.ts'
import { problem } from '../problems/catalogue.ts'
import type { StartPlan } from './start-plan.ts'

/** The run to start from, as it was trained. */
export interface StartingRun {
  readonly id: StartPlan['run']['id']
  readonly name: string
  readonly model: ModelSpec
  readonly preparation: Pick<FittedPreparation, 'words' | 'steps'>
}

/** The network that is to start. */
export interface Starter {
  /** Undefined where it does not fit its data yet. */
  readonly model: ModelSpec | undefined
  /** Of the vocabulary that it reads; undefined where it reads no text. */
  readonly wordsMark: string | undefined
  readonly wordCount: number | undefined
  readonly steps: readonly PreparationStep[]
}

/**
 * Which layers of a network start from another run, which start fresh and why.
 *
 * Problems  training/other-words     both read texts, by other words
 *           training/no-layer-fits   no layer is the same there
 */
export function planStart(starter: Starter, from: StartingRun): StartPlan {
  const layers = starter.model === undefined ? [] : layerStarts(starter.model, from.model)
  const run = { id: from.id, name: from.name }
  return { run, layers, problem: findUnfit(starter, from, layers) }
}

function findUnfit(starter: Starter, from: StartingRun, layers: StartPlan['layers']) {
  const { words } = from.preparation
  if (starter.wordsMark !== undefined && words !== null && markOfWords(words) !== starter.wordsMark) {
    const step = wordsStep(starter.steps)
    const values = { expected: words.length, found: starter.wordCount ?? 0, step: step.en, stepZh: step.zh }
    return problem('training/other-words', values)
  }
  if (starter.model === undefined || layers.some(({ start }) => start !== 'fresh')) return null
  const expected = layers.map(({ name }) => name).join(', ')
  const found = from.model.layers.flatMap(({ name, weightCount }) => (weightCount > 0 ? [name] : []))
  return problem('training/no-layer-fits', { expected, found: found.join(', ') })
}

/** The step that gives words their numbers. */
export function wordsStep(steps: readonly PreparationStep[]): Label {
  for (const step of steps) {
    const resolved = resolveStep(step)
    if (!resolved.ok || resolved.value.transform.appliesTo !== 'columns') continue
    if (resolved.value.transform.gives?.(resolved.value.params) === 'tokens')
      return resolved.value.transform.title
  }
  return { en: 'Vocabulary', zh: '词表' }
}

import type { DatasetManifest } from '../../shared/dataset/dataset-manifest.ts'
import type { Recipe } from '../../shared/recipe.ts'
import type { Draft } from '../../shared/rpc/project.ts'
import type { PreparationSummary } from '../../shared/rpc/studio-api.ts'
import type { RunSummary } from '../../shared/training/trained-run.ts'
import type { Stage } from '../state/navigation.svelte.ts'
import { formatCount, formatNumber, formatPercent, formatShort } from '../text/format.ts'
import { t, type Both } from '../text/text.svelte.ts'

export type StageStatus = 'empty' | 'ready' | 'attention' | 'stale' | 'running'

/** What the rail says of a stage. */
export interface StageState {
  readonly status: StageStatus
  /** How many things need attention, or how many there are in History; 0 shows none. */
  readonly count: number
  /** The second line. */
  readonly text: string
}

/** What is known of the network as drawn. */
export interface NetworkFacts {
  readonly problemCount: number
  /** Advice, which keeps nothing from being trained. */
  readonly noteCount: number
  /** Undefined while the shapes cannot be worked out. */
  readonly weightCount: number | undefined
}

export interface StageInputs {
  readonly draft: Draft
  readonly manifest: DatasetManifest | null
  readonly preparation: PreparationSummary | null
  readonly network: NetworkFacts | undefined
  readonly runs: readonly RunSummary[]
  /** Recipe of the newest finished run; undefined while it is not known. */
  readonly newestRecipe: Recipe | undefined
  readonly exportCount: number
}

export type StageStates = Readonly<Record<Exclude<Stage, 'start'>, StageState>>

const words = {
  nothing: { en: 'nothing yet', zh: '暂无' },
  rows: { en: (count: string) => `${count} rows`, zh: (count: string) => `${count} 行` },
  images: { en: (count: string) => `${count} images`, zh: (count: string) => `${count} 张图片` },
  weights: { en: (count: string) => `${count} weights`, zh: (count: string) => `${count} 个权重` },
  layers: {
    en: (count: number) => (count === 1 ? '1 layer' : `${count} layers`),
    zh: (count: number) => `${count} 层`
  },
  toMend: {
    en: (count: number) => (count === 1 ? '1 thing to put right' : `${count} things to put right`),
    zh: (count: number) => `${count} 处需要处理`
  },
  runs: {
    en: (count: number) => (count === 1 ? '1 run' : `${count} runs`),
    zh: (count: number) => `${count} 次训练`
  },
  atEpoch: {
    en: (run: number, epoch: number) => `run ${run}, epoch ${epoch}`,
    zh: (run: number, epoch: number) => `训练 ${run}，第 ${epoch} 轮`
  },
  working: { en: (run: number) => `run ${run} at work`, zh: (run: number) => `训练 ${run} 进行中` },
  waitsFor: { en: (run: number) => `waits for run ${run}`, zh: (run: number) => `等待训练 ${run}` },
  paused: { en: (run: number) => `run ${run} paused`, zh: (run: number) => `训练 ${run} 已暂停` },
  interrupted: {
    en: (run: number) => `run ${run} interrupted`,
    zh: (run: number) => `训练 ${run} 已中断`
  },
  failed: { en: (run: number) => `run ${run} failed`, zh: (run: number) => `训练 ${run} 失败` },
  dataChanged: { en: 'data has changed', zh: '数据已更改' },
  networkChanged: { en: 'network has changed', zh: '网络已更改' },
  planChanged: { en: 'plan has changed', zh: '训练方案已更改' },
  exports: {
    en: (count: number) => (count === 1 ? '1 export' : `${count} exports`),
    zh: (count: number) => `${count} 个导出`
  },
  ready: { en: 'ready to export', zh: '可以导出' },
  readyToTrain: { en: 'ready to train', zh: '可以训练' },
  notes: {
    en: (count: number) => (count === 1 ? ', 1 note' : `, ${count} notes`),
    zh: (count: number) => `，${count} 条提示`
  },
  best: { en: (value: string) => `best ${value}`, zh: (value: string) => `最佳 ${value}` }
} satisfies Record<string, Both<unknown>>

const isFinished = (run: RunSummary): boolean => run.status === 'completed' || run.status === 'stopped'
const isAtWork = (run: RunSummary): boolean => ['preparing', 'running', 'evaluating'].includes(run.status)

/** The first part of the recipe in which the draft has moved on from the run; undefined when they say the same. */
export function changedSince(draft: Draft, recipe: Recipe): 'dataset' | 'network' | 'training' | undefined {
  const { source: _source, ...data } = draft.dataset ?? { source: undefined }
  const { source: _runSource, ...runData } = recipe.dataset
  if (!isSame(data, runData) || draft.dataset?.source.fingerprint !== recipe.dataset.source.fingerprint)
    return 'dataset'
  if (!isSame(withoutPositions(draft.network), withoutPositions(recipe.network))) return 'network'
  return isSame(draft.training, recipe.training) ? undefined : 'training'
}

/** Where a layer stands on the canvas changes nothing that is trained. */
const withoutPositions = ({ nodes, edges }: Draft['network']): unknown => ({
  nodes: nodes.map(({ position: _position, ...node }) => node),
  edges
})

function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const keys = Object.keys(a).filter((key) => (a as Record<string, unknown>)[key] !== undefined)
  const otherKeys = Object.keys(b).filter((key) => (b as Record<string, unknown>)[key] !== undefined)
  if (keys.length !== otherKeys.length || Array.isArray(a) !== Array.isArray(b)) return false
  return keys.every((key) => isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
}

/** A run's headline: test accuracy or hidden words right as a percentage, R², perplexity, MASE or chrF. Undefined when it has none. */
export function headline(run: RunSummary): { readonly value: number; readonly text: string } | undefined {
  const name = {
    classification: 'accuracy',
    regression: 'r2',
    generation: 'perplexity',
    forecast: 'mase',
    masked: 'guessAccuracy',
    pairs: 'chrf'
  }[run.task]
  const value = run.metrics.test[name] ?? run.metrics.validation[name]
  if (value === null || value === undefined) return undefined
  if (name === 'perplexity') return { value, text: `ppl ${formatNumber(value)}` }
  if (name === 'chrf') return { value, text: `chrF ${formatNumber(value)}` }
  if (name === 'mase') return { value, text: `MASE ${formatNumber(value)}` }
  return { value, text: name !== 'r2' ? formatPercent(value) : `R² ${formatNumber(value)}` }
}

/** The state of every stage of an open project, from nothing but what is passed in. */
export function stageStates(inputs: StageInputs): StageStates {
  const newest = [...inputs.runs].sort((a, b) => b.number - a.number)
  const facts = { ...inputs, newest, finished: newest.filter(isFinished), active: newest.find(isAtWork) }
  return {
    dataset: datasetState(facts),
    network: networkState(facts),
    training: trainingState(facts),
    evaluation: evaluationState(facts),
    export: exportState(facts),
    history: historyState(facts)
  }
}

interface Facts extends StageInputs {
  readonly newest: readonly RunSummary[]
  readonly finished: readonly RunSummary[]
  readonly active: RunSummary | undefined
}

const empty = (text = t(words.nothing)): StageState => ({ status: 'empty', count: 0, text })

function datasetState({ manifest, preparation }: Facts): StageState {
  if (manifest === null) return empty()
  const text =
    manifest.kind === 'table'
      ? t(words.rows)(formatCount(manifest.rowCount))
      : t(words.images)(formatCount(manifest.images.length))
  if (preparation === null) return { status: 'empty', count: 0, text }
  const { length } = dataProblems(preparation)
  return withNotes(text, length, preparation.notes.length)
}

/** Ready, or how many things need a look; with nothing but notes it says so behind the size. */
function withNotes(text: string, problemCount: number, noteCount: number): StageState {
  if (problemCount + noteCount === 0) return { status: 'ready', count: 0, text }
  const said = problemCount > 0 ? t(words.toMend)(problemCount) : `${text}${t(words.notes)(noteCount)}`
  return { status: 'attention', count: problemCount + noteCount, text: said }
}

/** Everything a preparation has to say, of its steps and as a whole. */
export const dataProblems = (preparation: PreparationSummary): PreparationSummary['problems'] => [
  ...preparation.steps.flatMap((step) => (step.problem === null ? [] : [step.problem])),
  ...preparation.problems
]

function networkState({ draft, network }: Facts): StageState {
  if (draft.network.nodes.length === 0) return empty()
  const text =
    network?.weightCount === undefined
      ? t(words.layers)(draft.network.nodes.length)
      : t(words.weights)(formatShort(network.weightCount))
  if (network === undefined) return { status: 'empty', count: 0, text }
  return withNotes(text, network.problemCount, network.noteCount)
}

function trainingState(facts: Facts): StageState {
  const { active, newest } = facts
  if (active !== undefined) {
    const text =
      active.progress === null
        ? t(words.working)(active.number)
        : t(words.atEpoch)(active.number, active.progress.epoch)
    return { status: 'running', count: 0, text }
  }
  const last = newest[0]
  if (last === undefined) {
    const { preparation, network } = facts
    const isReady =
      preparation !== null && dataProblems(preparation).length === 0 && network?.problemCount === 0
    return isReady ? empty(t(words.readyToTrain)) : empty()
  }
  if (last.status === 'failed') return { status: 'attention', count: 1, text: t(words.failed)(last.number) }
  if (last.status === 'interrupted')
    return { status: 'attention', count: 1, text: t(words.interrupted)(last.number) }
  if (last.status === 'paused') return { status: 'ready', count: 0, text: t(words.paused)(last.number) }
  const changed = staleText(facts)
  return changed === undefined
    ? { status: 'ready', count: 0, text: t(words.runs)(newest.length) }
    : { status: 'stale', count: 0, text: changed }
}

function staleText({ draft, newestRecipe, finished }: Facts): string | undefined {
  if (finished.length === 0 || newestRecipe === undefined) return undefined
  const changed = changedSince(draft, newestRecipe)
  if (changed === undefined) return undefined
  return t(
    { dataset: words.dataChanged, network: words.networkChanged, training: words.planChanged }[changed]
  )
}

function evaluationState(facts: Facts): StageState {
  const { active, finished } = facts
  const newest = finished[0]
  if (active !== undefined)
    return {
      status: newest === undefined ? 'empty' : 'stale',
      count: 0,
      text: t(words.waitsFor)(active.number)
    }
  if (newest === undefined) return empty()
  const changed = staleText(facts)
  if (changed !== undefined) return { status: 'stale', count: 0, text: changed }
  return { status: 'ready', count: 0, text: headline(newest)?.text ?? t(words.runs)(finished.length) }
}

function exportState({ exportCount, finished }: Facts): StageState {
  if (exportCount > 0) return { status: 'ready', count: 0, text: t(words.exports)(exportCount) }
  return finished.length > 0 ? empty(t(words.ready)) : empty()
}

function historyState({ newest, finished }: Facts): StageState {
  // Figures of different tasks cannot be compared: those of the newest run's count.
  const task = finished[0]?.task
  const isLowBest = task === 'generation' || task === 'forecast'
  const headlines = finished
    .filter((run) => run.task === task)
    .map(headline)
    .filter((found) => found !== undefined)
  const best = headlines.sort((a, b) => (isLowBest ? a.value - b.value : b.value - a.value))[0]
  return {
    status: 'empty',
    count: newest.length,
    text: best === undefined ? t(words.nothing) : t(words.best)(best.text)
  }
}

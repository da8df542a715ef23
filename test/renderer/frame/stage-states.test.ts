import { beforeEach, describe, expect, test } from 'vitest'
import { datasetId, nodeId, runId } from '../../../src/shared/core/ids.ts'
import type { DatasetManifest } from '../../../src/shared/dataset/dataset-manifest.ts'
import type { DatasetSpec } from '../../../src/shared/dataset/dataset-spec.ts'
import { emptyNetwork, type NetworkGraph } from '../../../src/shared/network/network-graph.ts'
import type { Recipe } from '../../../src/shared/recipe.ts'
import type { Draft } from '../../../src/shared/rpc/project.ts'
import type { PreparationSummary } from '../../../src/shared/rpc/studio-api.ts'
import type { RunSummary } from '../../../src/shared/training/trained-run.ts'
import { defaultTraining } from '../../../src/shared/training/training-spec.ts'
import { changedSince, stageStates, type StageInputs } from '../../../src/renderer/frame/stage-states.ts'
import { language } from '../../../src/renderer/text/text.svelte.ts'

const spec: DatasetSpec = {
  version: 1,
  source: { kind: 'table', path: 'iris.csv', fingerprint: 'a'.repeat(64) },
  task: 'classification',
  columns: [{ name: 'species', kind: 'category', role: 'target' }],
  steps: [],
  split: { train: 0.7, validation: 0.15, test: 0.15, seed: 42, isStratified: true }
}
const network: NetworkGraph = {
  version: 1,
  nodes: [
    { id: nodeId.parse('input-1'), kind: 'input', name: 'input', params: {}, position: { x: 0, y: 0 } }
  ],
  edges: []
}
const draft: Draft = { datasetId: datasetId.parse('iris'), dataset: spec, network, training: defaultTraining }
const recipe: Recipe = { version: 1, dataset: spec, network, training: defaultTraining }
const manifest: DatasetManifest = {
  version: 1,
  id: datasetId.parse('iris'),
  name: 'iris.csv',
  source: spec.source,
  fingerprint: 'a'.repeat(64),
  importedAt: 0,
  sizeBytes: 4000,
  notes: [],
  kind: 'table',
  rowCount: 150,
  columns: []
}
const preparation: PreparationSummary = {
  steps: [],
  parts: [],
  classes: ['a', 'b', 'c'],
  sampleShape: [4],
  featureNames: [],
  problems: [],
  notes: []
}
const run = (number: number, change: Partial<RunSummary> = {}): RunSummary => ({
  id: runId.parse(`run-${number}`),
  number,
  name: `run ${number}`,
  status: 'completed',
  createdAt: 0,
  startedAt: 0,
  endedAt: 1,
  durationMs: 1,
  plannedEpochs: 50,
  epochCount: 50,
  bestEpoch: 40,
  device: 'CPU',
  engine: 'TensorFlow',
  weightCount: 100,
  datasetName: 'iris.csv',
  datasetFingerprint: 'a'.repeat(64),
  networkTitle: 'dense',
  task: 'classification',
  metrics: { train: {}, validation: {}, test: { accuracy: 0.9 } },
  problem: null,
  tags: [],
  note: '',
  parentId: null,
  checkpoint: null,
  progress: null,
  lossCurve: [],
  ...change
})
const ready: StageInputs = {
  draft,
  manifest,
  preparation,
  network: { problemCount: 0, noteCount: 0, weightCount: 4097 },
  runs: [],
  newestRecipe: undefined,
  exportCount: 0
}

beforeEach(() => {
  language.locale = 'en'
})

test('everything is empty in a new project', () => {
  const states = stageStates({
    ...ready,
    draft: { ...draft, datasetId: null, dataset: null, network: emptyNetwork },
    manifest: null,
    preparation: null,
    network: undefined
  })
  expect(Object.values(states).map(({ status }) => status)).toEqual(Array(6).fill('empty'))
})

test('data and network are ready with their sizes, and training says that it can start', () => {
  const states = stageStates(ready)
  expect(states.dataset).toEqual({ status: 'ready', count: 0, text: '150 rows' })
  expect(states.network).toEqual({ status: 'ready', count: 0, text: '4,097 weights' })
  expect(states.training).toEqual({ status: 'empty', count: 0, text: 'ready to train' })
})

test('counts what needs attention in the data, of steps and as a whole', () => {
  const found = { code: 'dataset/empty-file' as const, message: '' }
  const states = stageStates({
    ...ready,
    preparation: {
      ...preparation,
      steps: [{ id: 'a', columnCount: 1, changedCount: 0, problem: found }],
      problems: [found]
    }
  })
  expect(states.dataset).toMatchObject({ status: 'attention', count: 2 })
})

test('counts what keeps the network from being trained', () => {
  expect(
    stageStates({ ...ready, network: { problemCount: 3, noteCount: 0, weightCount: undefined } }).network
  ).toEqual({
    status: 'attention',
    count: 3,
    text: '3 things to put right'
  })
})

test('a note is counted behind the size, and keeps nothing from being trained', () => {
  const found = { code: 'dataset/empty-file' as const, message: '' }
  const states = stageStates({ ...ready, preparation: { ...preparation, notes: [found] } })
  expect(states.dataset).toEqual({ status: 'attention', count: 1, text: '150 rows, 1 note' })
  expect(states.training.text).toBe('ready to train')
})

test('a run at work shows its epoch, and evaluation waits for it', () => {
  const progress = {
    epoch: 23,
    step: 1,
    stepsPerEpoch: 79,
    samplesPerSecond: 1,
    remainingMs: null,
    memoryBytes: 1,
    elapsedMs: 1
  }
  const states = stageStates({ ...ready, runs: [run(13), run(14, { status: 'running', progress })] })
  expect(states.training).toEqual({ status: 'running', count: 0, text: 'run 14, epoch 23' })
  expect(states.evaluation).toEqual({ status: 'stale', count: 0, text: 'waits for run 14' })
})

test('after a run of the very draft, train and evaluate are ready', () => {
  const states = stageStates({ ...ready, runs: [run(1)], newestRecipe: recipe })
  expect(states.training).toEqual({ status: 'ready', count: 0, text: '1 run' })
  expect(states.evaluation.status).toBe('ready')
  expect(states.export).toEqual({ status: 'empty', count: 0, text: 'ready to export' })
})

test('an edit of the data makes train and evaluate out of date', () => {
  const changed = { ...draft, dataset: { ...spec, split: { ...spec.split, seed: 7 } } }
  const states = stageStates({ ...ready, draft: changed, runs: [run(1)], newestRecipe: recipe })
  expect(states.training).toMatchObject({ status: 'stale', text: 'data has changed' })
  expect(states.evaluation).toMatchObject({ status: 'stale', text: 'data has changed' })
})

test('a failed newest run needs attention', () => {
  expect(stageStates({ ...ready, runs: [run(1), run(2, { status: 'failed' })] }).training).toEqual({
    status: 'attention',
    count: 1,
    text: 'run 2 failed'
  })
})

test('history names the lowest perplexity of a generator, and no figure of another task', () => {
  const writes = (number: number, perplexity: number): RunSummary =>
    run(number, { task: 'generation', metrics: { train: {}, validation: {}, test: { perplexity } } })
  expect(stageStates({ ...ready, runs: [run(1), writes(2, 410), writes(3, 357)] }).history.text).toBe(
    'best ppl 357'
  )
})

test('history counts the runs and names the best', () => {
  const better = run(2, { metrics: { train: {}, validation: {}, test: { accuracy: 0.977 } } })
  expect(stageStates({ ...ready, runs: [run(1), better, run(3)] }).history).toEqual({
    status: 'empty',
    count: 3,
    text: 'best 97.7\u2009%'
  })
})

describe('what changed since a run', () => {
  test('is nothing when only layers were moved on the canvas', () => {
    const moved = {
      ...network,
      nodes: network.nodes.map((node) => ({ ...node, position: { x: 300, y: 20 } }))
    }
    expect(changedSince({ ...draft, network: moved }, recipe)).toBeUndefined()
  })

  test('is nothing when the same file was read from another place', () => {
    const elsewhere = { ...spec, source: { ...spec.source, path: '/other/iris.csv' } }
    expect(changedSince({ ...draft, dataset: elsewhere }, recipe)).toBeUndefined()
  })

  test('is the data when the file itself is another', () => {
    const other = { ...spec, source: { ...spec.source, fingerprint: 'b'.repeat(64) } }
    expect(changedSince({ ...draft, dataset: other }, recipe)).toBe('dataset')
  })

  test('is the network when a layer was added, and the plan when the epochs differ', () => {
    const extra = { ...network.nodes[0]!, id: nodeId.parse('dense-1'), kind: 'dense', name: 'dense' }
    expect(
      changedSince({ ...draft, network: { ...network, nodes: [...network.nodes, extra] } }, recipe)
    ).toBe('network')
    expect(changedSince({ ...draft, training: { ...defaultTraining, epochs: 51 } }, recipe)).toBe('training')
  })
})

import { render, screen } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it, vi } from 'vitest'
import { datasetId, nodeId, runId } from '../../../src/shared/core/ids.ts'
import { problem } from '../../../src/shared/problems/catalogue.ts'
import type { OpenProject } from '../../../src/shared/rpc/project.ts'
import type { StartPlan } from '../../../src/shared/training/start-plan.ts'
import type { RunSummary } from '../../../src/shared/training/trained-run.ts'
import { defaultTraining } from '../../../src/shared/training/training-spec.ts'
import { line } from '../../shared/network/draw.ts'

const call = vi.fn<(method: string, input: unknown) => Promise<unknown>>()
vi.mock('../../../src/renderer/studio.ts', () => ({ studio: () => ({ call, onEvent: () => () => {} }) }))

const { project } = await import('../../../src/renderer/state/project.svelte.ts')
const { runs } = await import('../../../src/renderer/state/runs.svelte.ts')
const { default: StartForm } = await import('../../../src/renderer/features/training/StartForm.svelte')

const id = runId.parse('00000000-0000-4000-8000-000000000001')
const network = line(
  ['input', 'input'],
  ['embedding_1', 'embedding', { inputDim: 3, outputDim: 4 }],
  ['pool', 'globalMaxPooling1d'],
  ['dense_3', 'dense', { units: 2 }]
)
const [embedding, dense] = [
  network.nodes[1]?.id ?? nodeId.parse('x'),
  network.nodes[3]?.id ?? nodeId.parse('x')
]
const dataset = {
  version: 1 as const,
  source: { kind: 'table' as const, path: 'a.csv' },
  task: 'classification' as const,
  columns: [],
  steps: [],
  split: { train: 0.5, validation: 0.25, test: 0.25, seed: 1, isStratified: false }
}
const opened: OpenProject = {
  ...{ key: 'p', name: 'p', folderLabel: 'p', createdAt: 0, readOnlyReason: null },
  draft: { datasetId: datasetId.parse('data-1'), dataset, network, training: defaultTraining }
}
const run = {
  ...{ id, number: 1, name: 'Words', status: 'completed', bestEpoch: 3, checkpoint: null, problem: null },
  ...{ networkTitle: 'Transformer 9', task: 'masked', tags: [], note: '', lossCurve: [] }
} as unknown as RunSummary

let plan: StartPlan
beforeEach(() => {
  plan = {
    run: { id, name: 'Words' },
    layers: [
      { nodeId: embedding, name: 'embedding_1', start: 'taken', wanted: '3 × 4' },
      {
        ...{ nodeId: dense, name: 'dense_3', start: 'fresh', misfit: 'other-shapes' },
        ...{ wanted: '4 × 2, 2', found: '4 × 3, 3' }
      }
    ],
    problem: null
  }
  call.mockReset()
  call.mockImplementation((method) => {
    if (method === 'runs.startPlan') return Promise.resolve(plan)
    if (method === 'runs.takeWords')
      return Promise.resolve({
        ...dataset,
        steps: [{ id: '1', kind: 'lowerCase', columns: 'all', params: {} }]
      })
    if (method === 'datasets.preparation')
      return Promise.resolve({
        sampleShape: null,
        wordCount: 7,
        steps: [],
        parts: [],
        problems: [],
        notes: []
      })
    return Promise.resolve({ savedAt: 0 })
  })
  project.show(null)
  project.show(opened)
  runs.receive({ type: 'run-changed', run })
})

const startFrom = (): void =>
  project.edit({ en: 'start', zh: 'start' }, (draft) => {
    draft.training.startFrom = { runId: id, name: 'Words' }
  })

it('says which layers take over their weights, freezes these, and thaws all, each as one edit', async () => {
  startFrom()
  render(StartForm)
  expect(await screen.findByText('4 × 3, 3 there, 4 × 2, 2 here')).toBeTruthy()
  expect(screen.getByText('embedding_1').closest('li')?.className).toContain('taken')

  await userEvent.click(screen.getByText('Freeze the 1 taken over'))
  expect(project.draft.network.nodes.map(({ trainable }) => trainable)).toEqual([
    ...[undefined, false, undefined, undefined]
  ])
  expect(project.undoName?.en).toBe('freeze layers taken over')
  await userEvent.click(screen.getByText('Unfreeze all'))
  expect(project.draft.network.nodes.some(({ trainable }) => trainable === false)).toBe(false)
  project.undo()
  project.undo()
  expect(project.draft.network).toEqual(network)
})

it('offers the words of that run where its own are others, and takes them in one edit', async () => {
  const values = { expected: 7, found: 3, step: 'Vocabulary', stepZh: '词表' }
  plan = { ...plan, problem: problem('training/other-words', values) }
  startFrom()
  render(StartForm)
  await userEvent.click(await screen.findByText('Use its words'))
  await vi.waitFor(() => expect(project.undoName?.en).toBe('words of another run'))
  expect(project.draft.dataset?.steps).toHaveLength(1)
  expect(project.draft.network.nodes[1]?.params['inputDim']).toBe(7)
  project.undo()
  expect(project.draft.dataset?.steps).toEqual([])
  expect(project.draft.network).toEqual(network)
})

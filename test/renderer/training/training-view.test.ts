import { afterEach, expect, it, vi } from 'vitest'
import { runId } from '../../../src/shared/core/ids.ts'
import type { RunDetail } from '../../../src/shared/training/trained-run.ts'

const asked = vi.fn()
vi.mock('../../../src/renderer/studio.ts', () => ({ studio: () => ({ call: asked }) }))

const { runs } = await import('../../../src/renderer/state/runs.svelte.ts')
const { TrainingState } = await import('../../../src/renderer/features/training/training-view.svelte.ts')

const id = runId.parse('run-1')
const detail = (epochCount: number): RunDetail => ({
  id,
  number: 1,
  name: '',
  status: 'running',
  createdAt: 0,
  startedAt: 0,
  endedAt: null,
  durationMs: null,
  plannedEpochs: 9,
  epochCount,
  bestEpoch: null,
  device: null,
  engine: null,
  weightCount: null,
  datasetName: 'iris.csv',
  datasetFingerprint: 'a'.repeat(64),
  networkTitle: 'MLP',
  task: 'classification',
  metrics: { train: {}, validation: {}, test: {} },
  problem: null,
  tags: [],
  note: '',
  parentId: null,
  checkpoint: null,
  progress: null,
  lossCurve: [],
  epochs: [],
  stepLosses: [],
  versions: {},
  events: []
})

afterEach(() => void vi.useRealTimers())

it('reads a run that changes ten times a second twice a second, and shows its last change', async () => {
  vi.useFakeTimers()
  const view = new TrainingState()
  let count = 0
  asked.mockImplementation(() => Promise.resolve(detail(count)))
  for (count = 1; count <= 100; count += 1) {
    runs.receive({ type: 'run-changed', run: detail(count) })
    void view.follow(id)
    await vi.advanceTimersByTimeAsync(100)
  }
  count = 100
  void view.follow(id)
  await vi.advanceTimersByTimeAsync(1000)

  expect(asked.mock.calls.length).toBeLessThanOrEqual(25)
  expect(view.detail?.epochCount).toBe(100)
})

it('takes out the losses beyond the checkpoint from which a run goes on', () => {
  const view = new TrainingState()
  runs.receive({ type: 'run-changed', run: detail(1) })
  const tell = (...xs: number[]): void =>
    view.receive({ type: 'run-progressed', runId: id, stepLosses: xs.map((x) => ({ x, y: x })) })
  tell(0.5, 1, 1.5, 2)
  tell(1.5)
  expect(view.stepPoints.map(({ x }) => x)).toEqual([0.5, 1, 1.5])
})

import { render, screen, waitFor } from '@testing-library/svelte'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { runId } from '../../../src/shared/core/ids.ts'
import type { ModelAnswer } from '../../../src/shared/evaluation/model-question.ts'
import {
  defaultGeneration,
  type GenerationSettings
} from '../../../src/shared/generation/generation-settings.ts'
import type { OpenProject } from '../../../src/shared/rpc/project.ts'
import { emptyNetwork } from '../../../src/shared/network/network-graph.ts'
import { defaultTraining } from '../../../src/shared/training/training-spec.ts'
import type { RunSummary } from '../../../src/shared/training/trained-run.ts'

/** A studio that keeps settings for each project, and writes the seed behind each prompt. */
const kept = new Map<string, GenerationSettings>()
let openKey = ''
const piece = (text: string, id: number) => ({ text, id, weight: null, isUnknown: id === 1 })
function answer(method: string, input: { question?: { settings: GenerationSettings } } & object): unknown {
  if (method === 'models.keptGeneration') return { settings: kept.get(openKey) ?? null }
  if (method === 'models.keepGeneration') {
    kept.set(openKey, (input as { settings: GenerationSettings }).settings)
    return {}
  }
  const { prompt = '', seed = 0 } = input.question?.settings ?? {}
  const answers: ModelAnswer[] = [
    { kind: 'text', text: `<${seed}>` },
    { kind: 'pieces', input: 'text', pieces: [piece(prompt, 1), piece(`<${seed}>`, 9)], cutCount: 0 },
    { kind: 'text-ended', isEnded: false, tokenCount: 1, durationMs: 12 }
  ]
  return { answers }
}
const call = vi.fn((method: string, input: object) => Promise.resolve(answer(method, input)))
vi.mock('../../../src/renderer/studio.ts', () => ({ studio: () => ({ call, onEvent: () => () => {} }) }))

const { project } = await import('../../../src/renderer/state/project.svelte.ts')
const { runs } = await import('../../../src/renderer/state/runs.svelte.ts')
const { generator } = await import('../../../src/renderer/features/evaluation/generate.svelte.ts')
const { default: Generate } = await import('../../../src/renderer/features/evaluation/Generate.svelte')

const run = (number: number): RunSummary => ({
  id: runId.parse(`run-${openKey}-${number}`),
  number,
  name: '',
  status: 'completed',
  createdAt: number,
  startedAt: 0,
  endedAt: 1,
  durationMs: 1,
  plannedEpochs: 1,
  epochCount: 1,
  bestEpoch: 1,
  device: null,
  engine: null,
  weightCount: null,
  datasetName: 'poems.txt',
  datasetFingerprint: 'a'.repeat(64),
  networkTitle: 'LSTM 8',
  task: 'generation',
  metrics: { train: {}, validation: {}, test: {} },
  problem: null,
  tags: [],
  note: '',
  parentId: null,
  checkpoint: null,
  progress: null,
  lossCurve: []
})

function open(key: string): void {
  openKey = key
  const draft = { datasetId: null, dataset: null, network: emptyNetwork, training: defaultTraining }
  const opened: OpenProject = { key, name: key, folderLabel: key, createdAt: 0, readOnlyReason: null, draft }
  project.show(opened)
}

const form = {
  kind: 'table' as const,
  task: 'generation' as const,
  target: { name: 'text', classes: null },
  typicalError: null,
  inputs: [],
  attention: [],
  imageSize: null
}

const showPanel = () => render(Generate, { run: run(1), form })
const prompt = (): HTMLTextAreaElement => screen.getByRole('textbox', { name: 'Prompt' })
const seed = (): HTMLInputElement => screen.getByLabelText('Seed')
const written = async (): Promise<string> =>
  (await screen.findByText(/1 tokens? in/u)).closest('section')?.querySelector('.text')?.textContent.trim() ??
  ''

describe('the panel that generates', () => {
  beforeEach(() => {
    kept.clear()
    call.mockClear()
  })

  it('asks with all that is set, and shows the text, its tokens and their numbers', async () => {
    open('first')
    showPanel()
    await userEvent.type(prompt(), 'spring')
    await userEvent.click(screen.getByRole('button', { name: 'Another seed' }))
    await userEvent.click(screen.getByRole('button', { name: 'Generate' }))
    expect(await written()).toBe('spring<2>')
    const question = { kind: 'prompt', settings: { ...defaultGeneration, prompt: 'spring', seed: 2 } }
    expect(call.mock.calls.find(([method]) => method === 'models.ask')?.[1]).toMatchObject({ question })
    await userEvent.click(screen.getByRole('radio', { name: 'Numbers' }))
    expect(await written()).toBe('spring1<2>9')
    expect(screen.getByText('1 unknown to the model')).toBeTruthy()
    await userEvent.click(screen.getByRole('radio', { name: 'Text' }))
  })

  it('copies prompt and text', async () => {
    open('copying')
    const user = userEvent.setup()
    showPanel()
    await user.type(prompt(), 'rain')
    await user.click(screen.getByRole('button', { name: 'Generate' }))
    await written()
    await user.click(screen.getByRole('button', { name: 'Copy' }))
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeTruthy()
    expect(await navigator.clipboard.readText()).toBe('rain<1>')
  })

  it('keeps what is set with each project', async () => {
    open('kept')
    const first = showPanel()
    await userEvent.type(prompt(), 'moon')
    await waitFor(() => expect(kept.get('kept')?.prompt).toBe('moon'))
    first.unmount()

    open('other')
    const second = showPanel()
    await waitFor(() => expect(prompt().value).toBe(''))
    second.unmount()

    open('kept')
    kept.set('kept', { ...defaultGeneration, prompt: 'moon', seed: 7 })
    showPanel()
    await waitFor(() => expect(prompt().value).toBe('moon'))
    expect(seed().value).toBe('7')
  })

  it('puts a second run beside it, which goes on with the same prompt', async () => {
    open('two')
    runs.receive({ type: 'run-changed', run: run(1) })
    runs.receive({ type: 'run-changed', run: run(2) })
    showPanel()
    await userEvent.type(prompt(), 'snow')
    // The list of runs opens by a pointer that jsdom does not have; the tour in the real window chooses from it.
    generator.compareWith(run(2).id)
    await userEvent.click(screen.getByRole('button', { name: 'Generate' }))
    await waitFor(() => expect(screen.getAllByText('<1>')).toHaveLength(2))
    const asked = call.mock.calls.filter(([method]) => method === 'models.ask').map(([, input]) => input)
    expect(asked).toMatchObject([{ runId: 'run-two-1' }, { runId: 'run-two-2' }])
  })
})

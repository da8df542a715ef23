import { render, screen, within } from '@testing-library/svelte'
import userEvent from '@testing-library/user-event'
import { tick } from 'svelte'
import { beforeEach, describe, expect, it } from 'vitest'
import { project } from '../../../src/renderer/state/project.svelte.ts'
import { language } from '../../../src/renderer/text/text.svelte.ts'
import Plan from '../../../src/renderer/features/training/Plan.svelte'
import { openNetwork, flowers } from '../network/open-network.ts'

const plan = (): HTMLElement => screen.getByRole('region', { name: 'Plan' })
const training = () => project.draft.training

async function type(label: string, value: string): Promise<void> {
  await userEvent.click(within(plan()).getByRole('button', { name: new RegExp(`^${label}: `, 'u') }))
  const field = screen.getByLabelText(label)
  await userEvent.clear(field)
  await userEvent.type(field, `${value}{Enter}`)
}

describe('the plan for several targets', () => {
  beforeEach(() => openNetwork({ ...flowers, auxiliaries: [{ name: 'size', classes: null }] }))

  it('says the sum that is minimised, in both languages', async () => {
    render(Plan)
    const text = (): string => document.querySelector('.plan')?.textContent.replaceAll(/\s+/gu, ' ') ?? ''
    expect(text()).toContain(
      'Minimise 1 × cross-entropy of target + 1 × mean squared error of size, with no weight penalty.'
    )
    language.locale = 'zh'
    try {
      await tick()
      expect(text()).toContain('最小化 1 × target 的 稀疏分类交叉熵 + 1 × size 的 均方误差，不加权重惩罚。')
    } finally {
      language.locale = 'en'
    }
  })

  it('lets the loss of a target count more, and takes that back', async () => {
    render(Plan)
    await type('Loss weight of size', '0.5')
    expect(training().lossWeights).toEqual({ size: 0.5 })
    expect(project.undoName?.en).toBe('Loss weight of size 1 → 0.5')
    await type('Loss weight of size', '1')
    expect(training().lossWeights).toBeUndefined()
    project.undo()
    project.undo()
    expect(training().lossWeights).toBeUndefined()
  })

  it('says what number it expects, and keeps the plan until it gets one', async () => {
    render(Plan)
    await type('Loss weight of size', '-1')
    expect(screen.getByRole('alert').textContent).toBe('Enter a number from 0 to 1000000.')
    expect(training().lossWeights).toBeUndefined()
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('alert')).toBeNull()
    expect(training().lossWeights).toBeUndefined()
  })

  it('offers each target the losses that fit it', async () => {
    render(Plan)
    await userEvent.click(within(plan()).getByRole('button', { name: /^Loss of size: /u }))
    const select = screen.getByLabelText('Loss of size')
    expect(within(select).queryByText('cross-entropy')).toBeNull()
    await userEvent.selectOptions(select, 'Huber loss')
    expect(training().auxiliaryLosses).toEqual({ size: 'huber' })
    expect(training().loss).toBe('sparseCategoricalCrossentropy')
    project.undo()
    expect(training().auxiliaryLosses).toBeUndefined()
  })

  it('strikes out what it says of a column that is no longer predicted, and takes it out by a button', async () => {
    project.edit({ en: 'plan', zh: '方案' }, (draft) => {
      draft.training.lossWeights = { target: 2, colour: 3 }
      draft.training.auxiliaryLosses = { colour: 'huber' }
    })
    render(Plan)
    expect(plan().querySelector('s')?.textContent).toBe('3 × Huber loss of colour')
    await userEvent.click(within(plan()).getByRole('button', { name: 'Take it out' }))
    expect(training().lossWeights).toEqual({ target: 2 })
    expect(training().auxiliaryLosses).toBeUndefined()
    expect(plan().querySelector('s')).toBeNull()
  })
})

it('of one target keeps its plain sentence', async () => {
  await openNetwork(flowers)
  render(Plan)
  expect(plan().textContent).not.toContain('×')
  expect(within(plan()).getByRole('button', { name: 'Loss: cross-entropy' })).toBeTruthy()
})

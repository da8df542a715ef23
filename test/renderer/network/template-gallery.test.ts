import { render, screen, within } from '@testing-library/svelte'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import TemplateGallery from '../../../src/renderer/features/network/TemplateGallery.svelte'
import { project } from '../../../src/renderer/state/project.svelte.ts'
import { templates } from '../../../src/shared/network/templates/catalogue.ts'
import { flowers, openNetwork } from './open-network.ts'

const kinds = (): string[] => project.draft.network.nodes.map(({ kind }) => kind)
const list = (): HTMLElement => screen.getByRole('navigation', { name: 'List of templates' })
const use = (): HTMLButtonElement => screen.getByRole('button', { name: 'Use this network' })

async function openGallery(): Promise<void> {
  render(TemplateGallery)
  await userEvent.click(screen.getByRole('button', { name: 'Templates' }))
}

describe('the gallery of templates', () => {
  beforeEach(() => {
    openNetwork(flowers)
    // jsdom lays nothing out, and so cannot scroll.
    Element.prototype.scrollTo = vi.fn()
  })

  it('lists every template once, and shows the page of the suggested one first', async () => {
    await openGallery()
    expect(within(list()).getAllByRole('button')).toHaveLength(templates.length)
    const current = within(list())
      .getAllByRole('button')
      .filter((button) => button.getAttribute('aria-current') === 'true')
    expect(current.map((button) => button.textContent)).toEqual(['MLP classifier'])
    expect(screen.getByRole('region', { name: 'MLP classifier' }).textContent).toContain('Dense')
  })

  it('puts the chosen network in place of the one that is there', async () => {
    await openGallery()
    await userEvent.click(within(list()).getByRole('button', { name: 'Logistic regression' }))
    await userEvent.click(use())
    expect(kinds()).toEqual(['input', 'dense'])
  })

  it('shows the page of a template that does not fit the data, but does not take it', async () => {
    await openGallery()
    const before = kinds()
    await userEvent.click(within(list()).getByRole('button', { name: 'Small CNN' }))
    expect(screen.getByRole('region', { name: 'Small CNN' })).toBeTruthy()
    expect(use().disabled).toBe(true)
    expect(kinds()).toEqual(before)
  })

  it('walks through the list with the arrow keys', async () => {
    await openGallery()
    const [first, second] = within(list()).getAllByRole('button')
    first?.focus()
    await userEvent.keyboard('{ArrowDown}')
    expect(second?.getAttribute('aria-current')).toBe('true')
    expect(document.activeElement).toBe(second)
  })
})

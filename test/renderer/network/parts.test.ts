import { render, screen } from '@testing-library/svelte'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as edits from '../../../src/renderer/features/network/network-edits.ts'
import { networkState } from '../../../src/renderer/features/network/network.svelte.ts'
import NetworkInspector from '../../../src/renderer/features/network/NetworkInspector.svelte'
import NodeNote from '../../../src/renderer/features/network/NodeNote.svelte'
import Palette from '../../../src/renderer/features/network/Palette.svelte'
import SummaryStrip from '../../../src/renderer/features/network/SummaryStrip.svelte'
import { language } from '../../../src/renderer/text/text.svelte.ts'
import { layerKinds } from '../../../src/shared/network/layers/catalogue.ts'
import { digits, flowers, idOf, openNetwork } from './open-network.ts'

const layerButtons = (): string[] =>
  [...document.querySelectorAll('[data-kind]')].map((each) => each.textContent.trim())

describe('the palette', () => {
  beforeEach(() => openNetwork(digits))

  it('lists every layer once, favourites first', () => {
    render(Palette, { onadd: vi.fn() })
    expect(layerButtons()).toHaveLength(layerKinds.length)
    expect(layerButtons().slice(0, 3)).toEqual(['Dense', 'Conv2D', 'Dropout'])
  })

  it('finds layers by name and adds the first with Enter', async () => {
    const onadd = vi.fn()
    render(Palette, { onadd })
    await userEvent.type(screen.getByRole('searchbox'), 'pooling')
    expect(layerButtons()).toContain('MaxPooling2D')
    expect(layerButtons()).not.toContain('Dense')
    await userEvent.keyboard('{Enter}')
    expect(onadd).toHaveBeenCalledExactlyOnceWith('maxPooling2d')
  })

  it('says so when nothing is found', async () => {
    render(Palette, { onadd: vi.fn() })
    await userEvent.type(screen.getByRole('searchbox'), 'zzz')
    expect(screen.getByRole('status').textContent).toBe('No layer has this in its name.')
  })

  it('walks with arrow keys and adds with Enter, while a single click of the mouse adds nothing', async () => {
    const onadd = vi.fn()
    render(Palette, { onadd })
    screen.getByRole('searchbox').focus()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}')
    expect(onadd).toHaveBeenCalledExactlyOnceWith('conv2d')
    await userEvent.click(screen.getByRole('button', { name: 'Dense' }))
    expect(onadd).toHaveBeenCalledTimes(1)
    await userEvent.dblClick(screen.getByRole('button', { name: 'Dense' }))
    expect(onadd).toHaveBeenLastCalledWith('dense')
  })
})

describe('the inspector', () => {
  beforeEach(() => openNetwork(flowers))

  it('changes a setting of the selected layer', async () => {
    edits.addLayer('dense')
    render(NetworkInspector)
    const units = screen.getByLabelText('Units')
    await userEvent.clear(units)
    await userEvent.type(units, '12{Enter}')
    expect(networkState.node(idOf('dense_1'))?.params['units']).toBe(12)
    expect(screen.getByText('4 × 12 = 48')).toBeTruthy()
  })

  it('says why a name cannot be had, and keeps the old one', async () => {
    edits.addLayer('dense')
    edits.addLayer('dense')
    render(NetworkInspector)
    const name = screen.getByLabelText('Name')
    await userEvent.clear(name)
    await userEvent.type(name, 'dense_1{Enter}')
    expect(
      screen
        .getAllByRole('alert')
        .map((each) => each.textContent)
        .join(' ')
    ).toContain('dense_1')
    expect(networkState.selectedNodes[0]?.name).toBe('dense_2')
  })

  it('offers shared actions for several layers', async () => {
    edits.addLayer('dense')
    edits.addLayer('dense')
    networkState.select([idOf('dense_1'), idOf('dense_2')])
    render(NetworkInspector)
    expect(screen.getByRole('heading', { name: '2 layers selected' })).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Delete' }))
    expect(networkState.graph.nodes.map((node) => node.name)).toEqual(['input'])
  })

  it('lists what is to be put right when nothing is selected', async () => {
    edits.addLayer('dense')
    networkState.select([])
    render(NetworkInspector)
    await userEvent.click(screen.getByRole('button', { name: 'Use 3 units' }))
    await userEvent.click(screen.getByRole('button', { name: 'Use softmax' }))
    expect(screen.getByText('This network can be trained.')).toBeTruthy()
  })
})

describe('the note on a layer', () => {
  it('says what is wrong in the language of the window, with the fix as a button', async () => {
    await openNetwork(digits)
    edits.addLayer('dense')
    language.locale = 'zh'
    try {
      render(NodeNote, { id: idOf('dense_1') })
      expect(screen.getByRole('note').textContent).toMatch(/Flatten/u)
      await userEvent.click(screen.getByRole('button', { name: '在前面加 Flatten' }))
      expect(networkState.graph.nodes.map((node) => node.kind)).toContain('flatten')
    } finally {
      language.locale = 'en'
    }
  })
})

describe('the strip of figures', () => {
  it('shows no figure that is not known', async () => {
    await openNetwork(null)
    edits.addLayer('dense')
    render(SummaryStrip)
    expect(document.querySelector('.sum')?.textContent).toMatch(/–\s*FLOPs for a row/u)
  })
})

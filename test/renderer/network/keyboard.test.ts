import { beforeEach, describe, expect, it, vi } from 'vitest'
import { runCanvasCommand, type CanvasView } from '../../../src/renderer/features/network/canvas-commands.ts'
import { canvasCommand } from '../../../src/renderer/features/network/keyboard.ts'
import * as edits from '../../../src/renderer/features/network/network-edits.ts'
import { networkState } from '../../../src/renderer/features/network/network.svelte.ts'
import { connections, digits, idOf, openNetwork, selectedNames } from './open-network.ts'

const view: CanvasView = {
  fit: vi.fn(),
  zoomIn: vi.fn(),
  zoomOut: vi.fn(),
  focusNode: vi.fn(),
  rename: vi.fn()
}

/** Presses a key as a person does: `Ctrl+c`, `Shift+ArrowDown`, `Delete`. */
function press(keys: string): boolean {
  const parts = keys.split('+')
  const command = canvasCommand({
    key: parts.at(-1) ?? '',
    ctrlKey: parts.includes('Ctrl'),
    altKey: parts.includes('Alt'),
    shiftKey: parts.includes('Shift'),
    metaKey: false
  })
  return command !== undefined && runCanvasCommand(command, view)
}

describe('the keys of the canvas', () => {
  beforeEach(async () => {
    await openNetwork(digits)
    edits.addLayer('flatten')
    edits.addLayer('dense')
    edits.addLayer('dense')
    networkState.select([idOf('dense_1')])
  })

  it('goes up and down along connections', () => {
    press('ArrowUp')
    expect(selectedNames()).toBe('flatten_1')
    press('ArrowDown')
    press('ArrowDown')
    expect(selectedNames()).toBe('dense_2')
    expect(view.focusNode).toHaveBeenLastCalledWith(idOf('dense_2'))
  })

  it('extends the selection with Shift', () => {
    press('Shift+ArrowDown')
    expect(selectedNames()).toBe('dense_1 dense_2')
  })

  it('connects with C, an arrow key and Enter', () => {
    networkState.select([idOf('dense_2')])
    edits.addLayerAt('dense', { x: 600, y: 312 })
    networkState.select([idOf('dense_2')])
    press('c')
    press('ArrowRight')
    expect(selectedNames()).toBe('dense_2')
    press('Enter')
    expect(connections()).toContain('dense_2>dense_3')
    expect(networkState.connectingFrom).toBeUndefined()
  })

  it('freezes the selected layer with T, and trains it again', () => {
    press('t')
    expect(networkState.node(idOf('dense_1'))?.trainable).toBe(false)
    press('t')
    expect(networkState.node(idOf('dense_1'))?.trainable).toBeUndefined()
    networkState.select([idOf('flatten_1')])
    expect(press('t')).toBe(false)
  })

  it('gives up a connection with Escape', () => {
    press('c')
    press('Escape')
    expect(networkState.connectingFrom).toBeUndefined()
    expect(selectedNames()).toBe('dense_1')
  })

  it.each([
    { keys: 'Ctrl+a', selected: 'input flatten_1 dense_1 dense_2' },
    { keys: 'Ctrl+d', selected: 'dense_3' },
    { keys: 'Delete', selected: 'flatten_1' },
    { keys: 'Backspace', selected: 'flatten_1' }
  ])('selects $selected after $keys', ({ keys, selected }) => {
    expect(press(keys)).toBe(true)
    expect(selectedNames()).toBe(selected)
  })

  it.each(['Ctrl+z', 'Ctrl+Shift+z', 'Ctrl+k', 'Tab', 'x'])('leaves %s to others', (keys) => {
    expect(press(keys)).toBe(false)
  })
})

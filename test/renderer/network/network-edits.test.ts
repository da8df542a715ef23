import { beforeEach, describe, expect, it } from 'vitest'
import * as edits from '../../../src/renderer/features/network/network-edits.ts'
import { paramsOf } from '../../../src/renderer/features/network/params-of.ts'
import { networkState } from '../../../src/renderer/features/network/network.svelte.ts'
import { applyTemplate, orderedTemplates } from '../../../src/renderer/features/network/template-choice.ts'
import { layerFor } from '../../../src/shared/network/layers/catalogue.ts'
import { project } from '../../../src/renderer/state/project.svelte.ts'
import {
  connections,
  digits,
  flowers,
  houses,
  idOf,
  notes,
  openNetwork,
  selectedNames
} from './open-network.ts'

/** input → flatten_1 → dense_1, with dense_1 selected. */
function drawThree(): void {
  edits.addLayer('flatten')
  edits.addLayer('dense')
}

describe('adding layers', () => {
  beforeEach(() => openNetwork(digits))

  it('brings the Input along with the first layer', () => {
    edits.addLayer('flatten')
    expect(connections()).toBe('input>flatten_1')
    expect(selectedNames()).toBe('flatten_1')
    project.undo()
    expect(networkState.graph.nodes).toHaveLength(0)
  })

  it('adds after the selected layer and takes over what it led to', () => {
    drawThree()
    networkState.select([idOf('flatten_1')])
    edits.addLayer('dropout')
    expect(connections()).toBe('input>flatten_1 dropout_1>dense_1 flatten_1>dropout_1')
    expect(project.undoName).toEqual({ en: 'Add Dropout', zh: '添加 Dropout' })
  })

  it('makes room below without moving what is above', () => {
    drawThree()
    const flatten = networkState.node(idOf('flatten_1'))?.position.y ?? 0
    networkState.select([idOf('flatten_1')])
    edits.addLayer('dropout')
    const y = (name: string): number => networkState.node(idOf(name))?.position.y ?? NaN
    expect(y('flatten_1')).toBe(flatten)
    expect(y('dropout_1')).toBe(flatten + 104)
    expect(y('dense_1')).toBe(flatten + 208)
  })

  it('reads every selected layer when a merge layer is added', () => {
    drawThree()
    networkState.select([idOf('flatten_1')])
    edits.copySelected()
    edits.paste()
    networkState.select([idOf('dense_1'), idOf('flatten_2')])
    edits.addLayer('concatenate')
    expect(connections()).toContain('dense_1>concatenate_1 flatten_2>concatenate_1')
  })

  it('goes between two layers when it is dropped on their connection', () => {
    drawThree()
    const flatten = networkState.node(idOf('flatten_1'))?.position ?? { x: 0, y: 0 }
    edits.addLayerAt('dropout', { x: flatten.x, y: flatten.y + 52 })
    expect(connections()).toContain('flatten_1>dropout_1 dropout_1>dense_1')
  })

  it('selects the Input there is instead of adding a second', () => {
    drawThree()
    edits.addLayer('input')
    expect(networkState.graph.nodes.filter((node) => node.kind === 'input')).toHaveLength(1)
    expect(selectedNames()).toBe('input')
  })
})

describe('deleting layers', () => {
  beforeEach(() => openNetwork(digits))

  it('connects the neighbours of a deleted layer', () => {
    drawThree()
    networkState.select([idOf('flatten_1')])
    edits.addLayer('dropout')
    edits.removeSelected()
    expect(connections()).toBe('input>flatten_1 flatten_1>dense_1')
    expect(selectedNames()).toBe('flatten_1')
  })

  it('leaves the gap open where the neighbours do not fit each other', () => {
    edits.addLayer('conv2d')
    edits.addLayer('flatten')
    edits.addLayer('dense')
    networkState.select([idOf('flatten_1')])
    edits.removeSelected()
    expect(connections()).toBe('input>conv_1')
    project.undo()
    expect(connections()).toBe('input>conv_1 conv_1>flatten_1 flatten_1>dense_1')
  })

  it('takes out a selected connection and nothing else', () => {
    drawThree()
    networkState.select([])
    networkState.selectedEdges = new Set([`${idOf('flatten_1')}>${idOf('dense_1')}`])
    edits.removeSelected()
    expect(connections()).toBe('input>flatten_1')
    expect(networkState.graph.nodes).toHaveLength(3)
  })
})

describe('copying layers', () => {
  beforeEach(() => openNetwork(digits))

  it('keeps the connections among copies and gives them free names', () => {
    drawThree()
    networkState.select(networkState.graph.nodes.map(({ id }) => id))
    edits.copySelected()
    edits.paste()
    expect(selectedNames()).toBe('flatten_2 dense_2')
    expect(connections()).toBe('input>flatten_1 flatten_1>dense_1 flatten_2>dense_2')
  })

  it('puts each paste a little further', () => {
    drawThree()
    edits.copySelected()
    const from = networkState.node(idOf('dense_1'))?.position ?? { x: 0, y: 0 }
    edits.paste()
    edits.paste()
    expect(networkState.node(idOf('dense_3'))?.position).toEqual({ x: from.x + 64, y: from.y + 64 })
  })

  it('cuts in one step that can be undone', () => {
    drawThree()
    edits.cutSelected()
    expect(connections()).toBe('input>flatten_1')
    expect(project.undoName?.en).toBe('Cut 1 layer')
    project.undo()
    expect(connections()).toBe('input>flatten_1 flatten_1>dense_1')
  })
})

describe('connecting layers', () => {
  beforeEach(() => openNetwork(digits))

  it('refuses a circle and says so on the layer', () => {
    drawThree()
    expect(edits.connect(idOf('dense_1'), idOf('flatten_1'))).toBe(false)
    expect(networkState.openNode).toBe(idOf('flatten_1'))
    expect(networkState.findingOf(idOf('flatten_1'))?.problem.code).toBe('network/cycle')
    expect(connections()).toBe('input>flatten_1 flatten_1>dense_1')
  })

  it('offers to let go of the connection that a layer has already', () => {
    drawThree()
    edits.addLayer('dense')
    edits.connect(idOf('flatten_1'), idOf('dense_2'))
    const replacement = networkState.refusal?.replacement
    expect(replacement).toBeDefined()
    if (replacement !== undefined) edits.replaceConnection(replacement)
    expect(connections()).toBe('input>flatten_1 flatten_1>dense_1 flatten_1>dense_2')
    expect(networkState.refusal).toBeUndefined()
  })
})

describe('changing a layer', () => {
  beforeEach(() => openNetwork(flowers))

  it('names a change by its first and last value when it is typed in one go', () => {
    edits.addLayer('dense')
    edits.setParam(idOf('dense_1'), 'units', 1)
    edits.setParam(idOf('dense_1'), 'units', 12)
    edits.setParam(idOf('dense_1'), 'units', 128)
    expect(project.undoName).toEqual({ en: 'Dense 64 → 128', zh: 'Dense 64 → 128' })
    project.undo()
    expect(networkState.node(idOf('dense_1'))?.params['units']).toBe(64)
  })

  it('shows the new shape and weights at once', () => {
    edits.addLayer('dense')
    edits.setParam(idOf('dense_1'), 'units', 10)
    expect(networkState.facts.get(idOf('dense_1'))).toMatchObject({ shape: [10], weights: 50 })
  })

  it('keeps a name that another layer bears', () => {
    edits.addLayer('dense')
    edits.addLayer('dense')
    const renamed = edits.rename(idOf('dense_2'), 'dense_1')
    expect(renamed.ok).toBe(false)
    expect(edits.rename(idOf('dense_2'), 'answer').ok).toBe(true)
    expect(connections()).toBe('input>dense_1 dense_1>answer')
  })

  it('keeps a note away once the person keeps things as they are', () => {
    edits.addLayer('dense')
    edits.setParam(idOf('dense_1'), 'activation', 'linear')
    edits.addLayer('dense')
    edits.setParam(idOf('dense_2'), 'units', 3)
    edits.setParam(idOf('dense_2'), 'activation', 'softmax')
    expect(networkState.problems).toEqual([])
    expect(networkState.facts.get(idOf('dense_1'))?.severity).toBe('note')
    networkState.keepNote(idOf('dense_1'))
    expect(networkState.facts.get(idOf('dense_1'))?.severity).toBeUndefined()
  })

  it('clears a problem with its one-click fix', () => {
    edits.addLayer('dense')
    edits.setParam(idOf('dense_1'), 'activation', 'softmax')
    const fix = networkState.findingOf(idOf('dense_1'))?.fixes[0]
    expect(fix?.label.en).toBe('Use 3 units')
    if (fix !== undefined) edits.applyNodeFix(fix)
    expect(networkState.problems).toEqual([])
  })
})

describe('moving layers', () => {
  beforeEach(() => openNetwork(digits))

  it('undoes steps of the arrow keys in one go', () => {
    drawThree()
    const before = networkState.node(idOf('dense_1'))?.position
    edits.nudge('right', false)
    edits.nudge('right', true)
    expect(networkState.node(idOf('dense_1'))?.position.x).toBe((before?.x ?? 0) + 40)
    project.undo()
    expect(networkState.node(idOf('dense_1'))?.position).toEqual(before)
  })

  it('makes no step to undo of a drag that ends where it began', () => {
    drawThree()
    const name = project.undoName
    edits.move(new Map([[idOf('dense_1'), networkState.node(idOf('dense_1'))?.position ?? { x: 0, y: 0 }]]))
    expect(project.undoName).toBe(name)
  })
})

describe('templates', () => {
  it.each([
    { data: digits, key: 'small-cnn' },
    { data: flowers, key: 'mlp-classifier' },
    { data: houses, key: 'mlp-regressor' }
  ])('suggests $key where it fits and makes a network that can be trained', async ({ data, key }) => {
    await openNetwork(data)
    const first = orderedTemplates()[0]
    expect(first?.template.key).toBe(key)
    if (first !== undefined) applyTemplate(first.template)
    expect(networkState.check?.model).toBeDefined()
  })

  it('takes the place of a network in one step that can be undone', async () => {
    await openNetwork(digits)
    drawThree()
    const before = networkState.graph
    const first = orderedTemplates()[0]
    if (first !== undefined) applyTemplate(first.template)
    expect(networkState.graph).not.toEqual(before)
    project.undo()
    expect(networkState.graph).toEqual(before)
  })

  it('leaves a plan alone that the person has changed, but for a loss that cannot work', async () => {
    await openNetwork(houses)
    project.edit({ en: 'Epochs', zh: '轮数' }, (draft) => {
      draft.training.epochs = 7
    })
    const first = orderedTemplates()[0]
    if (first !== undefined) applyTemplate(first.template)
    expect(project.draft.training).toMatchObject({ epochs: 7, loss: 'meanSquaredError' })
  })
})

describe('without data', () => {
  it('keeps the drawing and knows no shapes', async () => {
    await openNetwork(null)
    drawThree()
    expect(networkState.check).toBeUndefined()
    expect(networkState.facts.get(idOf('dense_1'))?.shape).toBeUndefined()
    expect(orderedTemplates().some(({ isFitting }) => isFitting)).toBe(false)
  })
})

describe('freezing layers', () => {
  beforeEach(() => openNetwork(digits))

  it('freezes the selected layers that have weights, and trains them again', () => {
    drawThree()
    networkState.select([idOf('flatten_1'), idOf('dense_1')])
    edits.addLayer('dense')
    networkState.select([idOf('flatten_1'), idOf('dense_1')])
    const drawn = networkState.graph
    expect(edits.toggleFrozen()).toBe(true)
    expect(project.undoName).toEqual({ en: 'Freeze dense_1', zh: '冻结 dense_1' })
    expect(networkState.node(idOf('dense_1'))?.trainable).toBe(false)
    expect(networkState.node(idOf('flatten_1'))?.trainable).toBeUndefined()
    expect(networkState.summary).toMatchObject({ hasFrozen: true })
    edits.toggleFrozen()
    expect(project.undoName).toEqual({ en: 'Unfreeze dense_1', zh: '解冻 dense_1' })
    expect(networkState.graph).toEqual(drawn)
  })

  it('leaves a layer without weights alone', () => {
    drawThree()
    networkState.select([idOf('flatten_1')])
    expect(edits.toggleFrozen()).toBe(false)
  })
})

describe('data of several parts', () => {
  beforeEach(() => openNetwork(notes))
  const partsRead = () =>
    networkState.graph.nodes.filter(({ kind }) => kind === 'input').map(({ params }) => params.part)

  it('gives each new Input the first part that none reads yet, and then no more', () => {
    edits.addLayer('embedding')
    edits.addLayer('input')
    edits.addLayer('input')
    expect(partsRead()).toEqual(['text', 'numbers'])
    expect(networkState.message?.en).toContain('has its Input already')
    expect(networkState.facts.get(idOf('input_1'))?.shape).toEqual([3])
  })

  it('offers the parts of the data in the form of an Input, and nothing where there is one only', async () => {
    edits.addLayer('input')
    const [input] = networkState.graph.nodes
    const layer = layerFor('input')
    if (input === undefined || layer === undefined) throw new Error('There is no Input.')
    expect(paramsOf(input, layer, notes.inputParts)).toMatchObject({ part: { options: ['text', 'numbers'] } })
    await openNetwork(flowers)
    edits.addLayer('input')
    const [only] = networkState.graph.nodes
    expect(only && paramsOf(only, layer, undefined)).toEqual({})
  })

  it('says which part is read twice, and mends it with one click', () => {
    edits.addLayer('input')
    edits.addLayer('input')
    edits.setParam(idOf('input_1'), 'part', 'text')
    const [finding] = networkState.findings.get(idOf('input_1')) ?? []
    const [fix] = finding?.fixes ?? []
    expect(finding?.problem.code).toBe('network/part-read-twice')
    if (fix !== undefined) edits.applyNodeFix(fix)
    expect(partsRead()).toEqual(['text', 'numbers'])
  })

  it('starts from a template that reads both parts', () => {
    const template = orderedTemplates()[0]?.template
    expect(template?.key).toBe('text-and-numbers')
    if (template !== undefined) applyTemplate(template)
    expect(networkState.problems).toEqual([])
    expect(partsRead()).toEqual(['text', 'numbers'])
  })
})

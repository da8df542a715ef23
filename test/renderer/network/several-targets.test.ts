import { render, screen } from '@testing-library/svelte'
import { beforeEach, describe, expect, it } from 'vitest'
import { flowNodes } from '../../../src/renderer/features/network/flow-elements.ts'
import * as edits from '../../../src/renderer/features/network/network-edits.ts'
import { networkState } from '../../../src/renderer/features/network/network.svelte.ts'
import NetworkInspector from '../../../src/renderer/features/network/NetworkInspector.svelte'
import OutputFlag from '../../../src/renderer/features/network/OutputFlag.svelte'
import { project } from '../../../src/renderer/state/project.svelte.ts'
import { setAnswers } from '../../../src/shared/network/graph-edits.ts'
import { draw, id } from '../../shared/network/draw.ts'
import { flowers, idOf, openNetwork } from './open-network.ts'

const drawn = setAnswers(
  draw(
    [
      ['input', 'input'],
      ['kinds', 'dense', { units: 3, activation: 'softmax' }],
      ['sizes', 'dense', { units: 1, activation: 'linear' }]
    ],
    ['input > kinds', 'input > sizes']
  ),
  id('sizes'),
  'size'
)
const twoTargets = { ...flowers, auxiliaries: [{ name: 'size', classes: null }] }
const answersOf = (name: string) => networkState.node(idOf(name))?.answers
const flagged = (): string[] =>
  flowNodes(networkState.flowSource, [])
    .filter(({ data }) => data.isOutput)
    .map(({ data }) => data.node.name)

describe('a last layer of several', () => {
  beforeEach(() => openNetwork(twoTargets, drawn))

  it('shows in the inspector what it predicts', () => {
    networkState.select([idOf('sizes')])
    render(NetworkInspector)
    expect(screen.getByLabelText('Predicts').textContent).toContain('size')
  })

  it('can be given another target, whose layer takes over its own, as one edit', () => {
    edits.setAnswers(idOf('kinds'), 'size')
    expect([answersOf('kinds'), answersOf('sizes')]).toEqual(['size', undefined])
    expect(project.undoName?.en).toBe('kinds predicts size')
    project.undo()
    expect([answersOf('kinds'), answersOf('sizes')]).toEqual([undefined, 'size'])
  })

  it('bears a flag with the name of its target', () => {
    expect(flagged()).toEqual(['kinds', 'sizes'])
    const node = networkState.node(idOf('kinds'))
    if (node === undefined) throw new Error('The layer is not there.')
    render(OutputFlag, { node, shape: [3] })
    expect(document.querySelector('.pill')?.textContent).toContain('target: 3 classes, setosa to virginica')
  })
})

describe('where one target is left', () => {
  it('a layer for another says so, and can be given the one there is', async () => {
    await openNetwork(flowers, drawn)
    networkState.select([idOf('sizes')])
    render(NetworkInspector)
    expect(screen.getByLabelText('Predicts').textContent).toContain('size (not predicted)')
    edits.setAnswers(idOf('sizes'), 'target')
    expect(answersOf('sizes')).toBeUndefined()
  })

  it('there is nothing to choose', async () => {
    await openNetwork(flowers)
    edits.addLayer('dense')
    render(NetworkInspector)
    expect(screen.queryByLabelText('Predicts')).toBeNull()
  })
})

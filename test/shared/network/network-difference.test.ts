import { describe, expect, it } from 'vitest'
import {
  insertAfter,
  moveNodes,
  removeNodes,
  renameNode,
  setFrozen,
  setParam
} from '../../../src/shared/network/graph-edits.ts'
import { compareNetworks } from '../../../src/shared/network/network-difference.ts'
import { unwrap } from '../../../src/shared/core/checked.ts'
import { classes, id, input, line } from './draw.ts'

const before = line(input, ['a', 'dense', { units: 8 }], classes(3))

const summary = (after: typeof before) =>
  compareNetworks(before, after).nodes.map(
    (node) => `${node.kind} ${(node.kind === 'removed' ? node.before : node.after).name}`
  )

describe('compareNetworks', () => {
  it('says that a network is the same when only its layers were moved', () => {
    expect(compareNetworks(before, moveNodes(before, new Map([[id('a'), { x: 9, y: 9 }]]))).isSame).toBe(true)
  })

  it('takes a setting that is no number for the same as itself', () => {
    const odd = setParam(before, id('a'), 'units', NaN)
    expect(compareNetworks(odd, odd).isSame).toBe(true)
    expect(compareNetworks(odd, before).isSame).toBe(false)
  })

  it('names the settings that changed', () => {
    expect(compareNetworks(before, setParam(before, id('a'), 'units', 16)).nodes[1]).toMatchObject({
      kind: 'changed',
      params: [{ name: 'units', before: 8, after: 16 }],
      isRenamed: false,
      isReconnected: false
    })
  })

  it('says that a layer was frozen, which is no setting of its own', () => {
    const after = setFrozen(before, [id('a')], true)

    expect(compareNetworks(before, after).nodes[1]).toMatchObject({
      kind: 'changed',
      params: [],
      frozen: { before: false, after: true }
    })
    expect(compareNetworks(before, setFrozen(after, [id('a')], false)).isSame).toBe(true)
  })

  it('marks an added layer, and the layer after it as reading another one', () => {
    const after = insertAfter(before, id('a'), 'dropout').graph

    expect(summary(after)).toEqual(['same input', 'same a', 'changed out', 'added dropout_1'])
    expect(compareNetworks(before, after).nodes[2]).toMatchObject({ isReconnected: true, params: [] })
  })

  it('marks a removed layer', () => {
    expect(summary(removeNodes(before, [id('a')], { isBridged: true }))).toEqual([
      'same input',
      'changed out',
      'removed a'
    ])
  })

  it('follows a layer through a new name by its id', () => {
    const after = unwrap(renameNode(before, id('a'), 'hidden'))

    expect(compareNetworks(before, after).nodes[1]).toMatchObject({
      kind: 'changed',
      isRenamed: true,
      params: []
    })
  })

  it('matches layers of networks drawn apart by name and kind', () => {
    const after = {
      ...before,
      nodes: before.nodes.map((node) => ({ ...node, id: id(`other-${node.id}`) })),
      edges: before.edges.map(({ from, to }) => ({ from: id(`other-${from}`), to: id(`other-${to}`) }))
    }
    expect(compareNetworks(before, after).isSame).toBe(true)
  })

  it('does not take a layer of another kind for the same one', () => {
    const after = line(input, ['a', 'dropout'], classes(3))

    expect(summary(after)).toEqual(['same input', 'added a', 'changed out', 'removed a'])
  })
})

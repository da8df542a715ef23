import { describe, expect, it } from 'vitest'
import { checkNetwork } from '../../../src/shared/network/check-network.ts'
import { setAnswers } from '../../../src/shared/network/graph-edits.ts'
import { inKerasOrder } from '../../../src/shared/network/keras-order.ts'
import { applyFix } from '../../../src/shared/network/network-fix.ts'
import { buildTemplate, templates } from '../../../src/shared/network/templates/catalogue.ts'
import { kerasName, lastLayers } from '../../../src/shared/network/to-keras.ts'
import { draw, id, soundRow } from './draw.ts'

const output = {
  kind: 'classification',
  classCount: 3,
  auxiliaries: [
    { name: 'size', output: { kind: 'regression' } },
    { name: 'colour', output: { kind: 'classification', classCount: 4 } }
  ]
} as const
const surroundings = { inputShape: [4], output }

const whole = setAnswers(
  setAnswers(
    draw(
      [
        ['colours', 'dense', { units: 4, activation: 'softmax' }],
        ['input', 'input'],
        ['h', 'dense', { units: 8 }],
        ['out', 'dense', { units: 3, activation: 'softmax' }],
        ['sizes', 'dense', { units: 1, activation: 'linear' }]
      ],
      ['input > h > out', 'h > sizes', 'input > colours']
    ),
    id('sizes'),
    'size'
  ),
  id('colours'),
  'colour'
)

describe('a network for several targets', () => {
  it('gives the outputs in the order of the targets, whatever the order of the drawing', () => {
    const { model, problems } = checkNetwork(whole, surroundings)

    expect(problems).toEqual([])
    expect(model && lastLayers(model).map(kerasName)).toEqual(['out', 'sizes', 'colours'])
    expect(model?.outputs?.map(({ answers }) => answers)).toEqual([null, 'size', 'colour'])
    expect(model?.outputShape).toEqual([8])
    expect(model && inKerasOrder(model).layers.map(kerasName)).toEqual([
      'input',
      'h',
      'out',
      'sizes',
      'colours'
    ])
  })

  it('says of each output what is wrong with it by itself', () => {
    const nodes = whole.nodes.map((node) =>
      node.name === 'colours' ? { ...node, params: { units: 3, activation: 'softmax' } } : node
    )
    const { nodes: checks, problems } = checkNetwork({ ...whole, nodes }, surroundings)

    expect(problems.map(({ code }) => code)).toEqual(['network/output-classes'])
    expect(checks.get(id('colours'))?.fixes[0]?.change).toMatchObject({ params: { units: 4 } })
  })

  it('grows an output for each target by the offered fixes until nothing is wrong', () => {
    let graph = soundRow
    for (let step = 0; step < 3; step += 1) {
      const { nodes, problems } = checkNetwork(graph, surroundings)
      const fix = [...nodes.values()].flatMap(({ fixes }) => fixes)[0]
      if (problems.length === 0 || fix === undefined) break
      graph = applyFix(graph, fix)
    }
    const { model, problems } = checkNetwork(graph, surroundings)

    expect(problems).toEqual([])
    expect(model?.outputShape).toEqual([8])
    // Beside the main output, not over it.
    const places = graph.nodes.map(({ position }) => `${position.x} ${position.y}`)
    expect(new Set(places).size).toBe(places.length)
  })

  it('with one target more than one end is a problem still', () => {
    const { problems } = checkNetwork(whole, {
      inputShape: [4],
      output: { kind: 'classification', classCount: 3 }
    })
    expect(problems.map(({ code }) => code)).toContain('network/several-outputs')
  })

  it('is what every template for tables becomes with targets beside its own', () => {
    const data = {
      kind: 'table',
      task: 'classification',
      classCount: 3,
      sampleShape: [4],
      rowCount: 100,
      auxiliaries: [
        { name: 'size', classes: null },
        { name: 'colour', classes: ['a', 'b', 'c', 'd'] }
      ]
    } as const
    const fitting = templates.filter((template) => template.fits(data))

    expect(fitting.length).toBeGreaterThan(1)
    for (const template of fitting)
      expect(checkNetwork(buildTemplate(template, data), surroundings).problems).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { problemWords } from '../../../src/shared/problems/catalogue.ts'
import { networkProblems } from '../../../src/shared/problems/network.ts'
import { checkNetwork, type NetworkCheck } from '../../../src/shared/network/check-network.ts'
import { modelSpec } from '../../../src/shared/network/model-spec.ts'
import { applyFix } from '../../../src/shared/network/network-fix.ts'
import { classes, draw, id, input, line } from './draw.ts'
import { problemCases, soundTable, soundValue } from './problem-cases.ts'

const codesOf = ({ nodes, problems }: NetworkCheck): string[] => [
  ...problems.map(({ code }) => code),
  ...[...nodes.values()].flatMap(({ notes }) => notes.map((note) => note.problem.code))
]

const three = { kind: 'classification', classCount: 3 } as const

describe('checkNetwork', () => {
  it.each(problemCases)('finds $code', ({ code, graph, ...surroundings }) => {
    const check = checkNetwork(graph, surroundings)
    const found = [
      ...check.problems,
      ...[...check.nodes.values()].flatMap(({ notes }) => notes.map((note) => note.problem))
    ]
    const words = found.find((one) => one.code === code)

    expect(codesOf(check)).toContain(code)
    expect(check.model === undefined).toBe(check.problems.length > 0)
    expect(words && problemWords(words, 'zh').message).toMatch(/\p{Script=Han}/u)
    expect(words && problemWords(words, 'en')).toEqual({ message: words?.message, fix: words?.fix })
  })

  it('has a drawing for every code', () => {
    expect(problemCases.map(({ code }) => code).sort()).toEqual(Object.keys(networkProblems).sort())
  })

  it('clears a problem by its own fix wherever it offers one', () => {
    const offered = problemCases.flatMap(({ code, graph, ...surroundings }) => {
      const check = checkNetwork(graph, surroundings)
      const fixes = [...check.nodes.values()].flatMap((node) => [
        ...node.fixes,
        ...node.notes.flatMap(({ problem, fix }) =>
          fix === undefined ? [] : [{ ...fix, code: problem.code }]
        )
      ])
      return fixes
        .filter((fix) => fix.code === code)
        .map((fix) => ({ code, left: codesOf(checkNetwork(applyFix(graph, fix), surroundings)) }))
    })
    expect(offered.map(({ code }) => code)).toEqual(
      expect.arrayContaining([
        'network/needs-row',
        'network/output-classes',
        'network/edge-dropped',
        'network/already-flat',
        'network/part-not-chosen',
        'network/unknown-part',
        'network/part-read-twice',
        'network/part-unread',
        'network/target-without-layer',
        'network/answers-unknown',
        'network/answers-twice'
      ])
    )
    expect(offered.filter(({ code, left }) => left.includes(code))).toEqual([])
  })

  it('joins numbers that no Input reads before the last layer, and leaves a network that can be trained', () => {
    const graph = line(['x', 'input', { part: 'a' }], ['h', 'dense', { units: 8 }], classes(3))
    const surroundings = {
      inputShape: [4],
      inputParts: [
        { name: 'a', shape: [2] },
        { name: 'numbers', shape: [2] }
      ],
      output: three
    }
    const [note] = checkNetwork(graph, surroundings).nodes.get(id('x'))?.notes ?? []
    const joined = note?.fix === undefined ? graph : applyFix(graph, note.fix)
    const { model, problems } = checkNetwork(joined, surroundings)

    expect(problems).toEqual([])
    expect(model?.layers.map(({ kind, outputShape }) => [kind, outputShape])).toEqual(
      expect.arrayContaining([['concatenate', [10]]])
    )
  })

  it('offers no click for a text that no Input reads: tokens need layers of their own', () => {
    const graph = line(['x', 'input', { part: 'numbers' }], classes(3))
    const inputParts = [
      { name: 'text', shape: [20] },
      { name: 'numbers', shape: [3] }
    ]
    const check = checkNetwork(graph, { inputShape: [23], inputParts, output: three })

    expect(check.nodes.get(id('x'))?.notes).toMatchObject([{ problem: { code: 'network/part-unread' } }])
    expect(check.nodes.get(id('x'))?.notes[0]?.fix).toBeUndefined()
  })

  it('builds the model of a sound network, the last layer last and every setting there', () => {
    const { model, problems } = checkNetwork(soundTable, { inputShape: [4], output: three })

    expect(problems).toEqual([])
    expect(modelSpec.parse(model)).toMatchObject({
      inputShape: [4],
      outputShape: [3],
      weightCount: 4 * 8 + 8 + 8 * 3 + 3,
      flopCount: 2 * 4 * 8 + 2 * 8 * 3
    })
    expect(model?.layers.map(({ name, inputs }) => [name, inputs])).toEqual([
      ['input', []],
      ['a', ['input']],
      ['out', ['a']]
    ])
    expect(model?.layers[1]?.params).toEqual({
      units: 8,
      activation: 'relu',
      useBias: true,
      kernelInitializer: 'glorotUniform'
    })
  })

  it('accepts a single sigmoid unit for two classes', () => {
    const graph = line(input, ['out', 'dense', { units: 1, activation: 'sigmoid' }])

    expect(
      checkNetwork(graph, { inputShape: [4], output: { kind: 'classification', classCount: 2 } }).problems
    ).toEqual([])
    expect(codesOf(checkNetwork(graph, { inputShape: [4], output: three }))).toContain(
      'network/output-classes'
    )
  })

  it('accepts a linear layer followed by a softmax Activation', () => {
    const graph = line(
      input,
      ['a', 'dense', { units: 3, activation: 'linear' }],
      ['s', 'activation', { activation: 'softmax' }]
    )

    expect(codesOf(checkNetwork(graph, { inputShape: [4], output: three }))).toEqual([])
  })

  it('accepts a linear unit for a value', () => {
    expect(checkNetwork(soundValue, { inputShape: [4], output: { kind: 'regression' } }).problems).toEqual([])
  })

  it('keeps the shapes before a broken layer, and blames only that layer', () => {
    const graph = line(input, ['c', 'conv2d'], ['d', 'dense'], ['e', 'dense'], classes(3))
    const check = checkNetwork(graph, { inputShape: [28, 28, 1], output: three })

    expect(check.nodes.get(id('c'))?.shape).toEqual([26, 26, 32])
    expect(check.nodes.get(id('d'))?.problems.map(({ code }) => code)).toEqual(['network/needs-row'])
    expect(check.nodes.get(id('e'))).toMatchObject({ problems: [] })
    expect(check.nodes.get(id('e'))?.shape).toBeUndefined()
  })

  it('says where in the recipe a wrong setting stands', () => {
    const check = checkNetwork(line(input, ['a', 'dense', { units: -1 }], classes(3)), {
      inputShape: [4],
      output: three
    })

    expect(check.problems.map(({ at }) => at)).toEqual(['network.nodes[1].params.units'])
  })

  it('does not count a layer that hangs behind a circle as part of it', () => {
    const graph = draw(
      [input, ['a', 'add'], ['b', 'dense'], ['c', 'dense'], classes(3)],
      ['input > a > b > a', 'b > c > out']
    )
    const { problems } = checkNetwork(graph, { inputShape: [4], output: three })

    expect(problems.find(({ code }) => code === 'network/cycle')?.values).toEqual({ names: 'a, b' })
  })

  it('notes a row that pooling drops, with the size that "same" would give', () => {
    const graph = line(input, ['p', 'maxPooling2d'], ['f', 'flatten'], classes(3))
    const check = checkNetwork(graph, { inputShape: [11, 11, 64], output: three })

    expect(check.nodes.get(id('p'))?.notes[0]?.problem).toMatchObject({
      message: '11 does not divide by 2, so the last row and column are dropped.',
      fix: 'With padding "same" the output becomes 6 × 6 × 64.'
    })
  })
})

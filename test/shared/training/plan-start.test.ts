import { expect, it } from 'vitest'
import { runId } from '../../../src/shared/core/ids.ts'
import { markOfWords } from '../../../src/shared/dataset/text/words-mark.ts'
import { checkNetwork, type NetworkOutput } from '../../../src/shared/network/check-network.ts'
import type { NetworkGraph } from '../../../src/shared/network/network-graph.ts'
import { planStart } from '../../../src/shared/training/plan-start.ts'
import { line, type draw } from '../network/draw.ts'

const words = ['<pad>', '<unk>', '<mask>', 'a', 'b', 'c']
type Drawn = Parameters<typeof draw>[0][number]

const body = (feedForward: number): Drawn[] => [
  ['input', 'input'],
  ['embedding_1', 'embedding', { inputDim: 6, outputDim: 8 }],
  ['position_embedding_1', 'positionEmbedding'],
  ['block', 'transformerEncoder', { numHeads: 2, feedForward }]
]
const outDense = (units: number): Drawn => ['dense_1', 'dense', { units, activation: 'softmax' }]

function modelOf(graph: NetworkGraph, output: NetworkOutput, steps = 4) {
  const { model, problems } = checkNetwork(graph, { inputShape: [steps], output })
  if (model === undefined) throw new Error(problems[0]?.message)
  return model
}
const pretrained = modelOf(line(...body(16), outDense(6)), { kind: 'generation', stepCount: 4, wordCount: 6 })
const classifierOf = (steps: number, feedForward: number, ...last: readonly Drawn[]) =>
  modelOf(
    line(...body(feedForward), ['pool', 'globalMaxPooling1d'], ...last),
    { kind: 'classification', classCount: 2 },
    steps
  )
const classifier = classifierOf.bind(undefined, 4)

const from = {
  ...{ id: runId.parse('00000000-0000-4000-8000-000000000000'), name: 'Run 1', model: pretrained },
  preparation: { words, steps: [] }
}
const plan = (model: ReturnType<typeof classifier> | undefined, own: readonly string[] | undefined = words) =>
  planStart({ model, wordsMark: own && markOfWords(own), wordCount: own?.length, steps: [] }, from)

it('says of each layer whether it takes its weights over, and why not', () => {
  const model = classifier(16, ['between', 'dense', { units: 3 }], outDense(2))
  const { layers, problem } = plan(model)
  expect(problem).toBeNull()
  expect(layers.map(({ name, start, misfit, found }) => [name, start, misfit, found])).toEqual([
    ['embedding_1', 'taken', undefined, undefined],
    ['position_embedding_1', 'taken', undefined, undefined],
    ['block', 'taken', undefined, undefined],
    ['between', 'fresh', 'absent', undefined],
    ['dense_1', 'fresh', 'other-shapes', '8 × 6, 6']
  ])
  expect(layers.at(-1)?.wanted).toBe('3 × 2, 2')
})

it('takes a block over in part where only some of the layers inside it are the same', () => {
  const { layers } = plan(classifier(32, outDense(2)))
  expect(layers.find(({ name }) => name === 'block')).toMatchObject({
    ...{ start: 'part', misfit: 'other-shapes', wanted: '8 × 32, 32', found: '8 × 16, 16' }
  })
})

it('takes the first of more places over, and none where it has more itself', () => {
  const places = (steps: number) =>
    plan(classifierOf(steps, 16, outDense(2))).layers.find(({ name }) => name === 'position_embedding_1')
  expect(places(3)).toMatchObject({ start: 'taken', misfit: 'longer', wanted: '3 × 8', found: '4 × 8' })
  expect(places(5)).toMatchObject({ start: 'fresh', misfit: 'other-shapes', wanted: '5 × 8', found: '4 × 8' })
})

it('does not start from a run that reads texts by other words, and names the step', () => {
  const { problem } = plan(classifier(16, outDense(2)), ['<pad>', '<unk>', 'b', 'a'])
  expect(problem).toMatchObject({ code: 'training/other-words', values: { expected: 6, found: 4 } })
  expect(problem?.message).toContain('Vocabulary')
})

it('says so of words too where the network does not fit its data yet, and nothing of layers', () => {
  expect(plan(undefined, ['<pad>', '<unk>', 'b', 'a'])).toMatchObject({
    ...{ layers: [], problem: { code: 'training/other-words' } }
  })
  expect(plan(undefined).problem).toBeNull()
})

it('needs one layer at least that is the same', () => {
  const other = modelOf(line(['input', 'input'], ['out', 'dense', { units: 2, activation: 'softmax' }]), {
    kind: 'classification',
    classCount: 2
  })
  expect(plan(other, undefined).problem?.code).toBe('training/no-layer-fits')
})

import { describe, expect, it } from 'vitest'
import { checkNetwork } from '../../../src/shared/network/check-network.ts'
import {
  suggestNetwork,
  templates,
  type TemplateData
} from '../../../src/shared/network/templates/catalogue.ts'
import { checkTraining, suggestTraining } from '../../../src/shared/training/check-training.ts'
import { trainingSpec } from '../../../src/shared/training/training-spec.ts'

const table = {
  kind: 'table',
  task: 'classification',
  classCount: 3,
  sampleShape: [4],
  rowCount: 150
} as const
const images = {
  kind: 'images',
  task: 'classification',
  classCount: 10,
  sampleShape: [28, 28, 1],
  rowCount: 1797
} as const
const values = {
  kind: 'table',
  task: 'regression',
  classCount: null,
  sampleShape: [10],
  rowCount: 442
} as const

const series = { ...values, task: 'forecast', sampleShape: [48, 6], horizon: 24, rowCount: 2688 } as const
const text = { ...table, sampleShape: [40], wordCount: 5000, rowCount: 9000 } as const

const pairs = {
  ...values,
  task: 'pairs',
  sampleShape: [20],
  inputParts: [
    { name: 'question', shape: [12] },
    { name: 'answer', shape: [8] }
  ],
  stepCount: 8,
  wordCount: 900,
  rowCount: 3000
} as const

const data: (TemplateData & { readonly stepCount?: number })[] = [
  pairs,
  { ...pairs, sampleShape: [3], inputParts: undefined, stepCount: 3, wordCount: 6, rowCount: 20 },
  text,
  { ...text, sampleShape: [1], wordCount: 2, classCount: 2, rowCount: 10 },
  { ...text, sampleShape: [2000], wordCount: 50_000, classCount: 200, rowCount: 1_000_000 },
  table,
  images,
  values,
  series,
  { ...series, sampleShape: [1, 1], horizon: 1, rowCount: 12 },
  { ...table, classCount: 2, sampleShape: [1], rowCount: 12 },
  { ...table, classCount: 500, sampleShape: [2000], rowCount: 2_000_000 },
  { ...values, sampleShape: [1], rowCount: 1_000_000 },
  { ...images, sampleShape: [1, 1, 3], classCount: 2, rowCount: 4 },
  { ...images, sampleShape: [6, 300, 3] },
  { ...images, sampleShape: [224, 224, 3], rowCount: 60_000 }
]

type Data = (typeof data)[number]

function outputOf({ classCount, horizon, stepCount, wordCount }: Data) {
  if (stepCount) return { kind: 'generation', stepCount, wordCount: wordCount ?? 0 } as const
  if (horizon) return { kind: 'forecast', horizon } as const
  return classCount === null
    ? ({ kind: 'regression' } as const)
    : ({ kind: 'classification', classCount } as const)
}

const formOf = (one: Data) => ({
  inputShape: one.sampleShape,
  inputParts: one.inputParts,
  output: outputOf(one)
})

const built = templates.flatMap((template) =>
  data
    .filter((one) => template.fits(one))
    .map((one) => ({ key: template.key, shape: one.sampleShape, template, one }))
)

describe('templates', () => {
  it.each(built)('$key on $shape passes every check and can be trained as suggested', ({ template, one }) => {
    const check = checkNetwork(template.build(one), formOf(one))
    const training = trainingSpec.parse({ ...suggestTraining(one), ...template.suggestTraining(one) })

    expect(check.problems).toEqual([])
    expect(check.model && checkTraining(training, check.model, one.task)).toEqual([])
  })

  it('never suggests a network that is too large to be tried', () => {
    const counts = built.map(
      ({ template, one }) => checkNetwork(template.build(one), formOf(one)).model?.weightCount
    )
    expect(Math.max(...counts.map((count) => count ?? Infinity))).toBeLessThan(12_000_000)
  })

  it.each([
    [table, 'mlp-classifier'],
    [values, 'mlp-regressor'],
    [series, 'forecast-convolution'],
    [pairs, 'dialogue-lstm'],
    [images, 'small-cnn']
  ])('suggests for %j the %s', (one, key) => {
    expect(suggestNetwork(one)?.templateKey).toBe(key)
  })

  it('suggests nothing for values from images', () => {
    expect(suggestNetwork({ ...images, task: 'regression', classCount: null })).toBeUndefined()
  })

  it('draws the small CNN from top to bottom as the plan has it', () => {
    const graph = suggestNetwork(images)?.graph

    expect(graph?.nodes.map(({ kind }) => kind)).toEqual([
      'input',
      'conv2d',
      'maxPooling2d',
      'flatten',
      'dense',
      'dense'
    ])
    expect(graph?.nodes.map(({ position }) => position.y)).toEqual([0, 100, 200, 300, 400, 500])
  })
})

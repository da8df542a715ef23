import { describe, expect, it } from 'vitest'
import {
  adviseOnTraining,
  checkTraining,
  withFittingLoss
} from '../../../src/shared/training/check-training.ts'
import { nodeId } from '../../../src/shared/core/ids.ts'
import type { ModelLayer } from '../../../src/shared/network/model-spec.ts'
import { trainingSetupProblems } from '../../../src/shared/problems/training-setup.ts'
import { defaultTraining, lossKind, type LossKind } from '../../../src/shared/training/training-spec.ts'

const layer = (params: ModelLayer['params']): ModelLayer => ({
  id: nodeId.parse('n1'),
  kind: 'dense',
  name: 'dense',
  params,
  inputs: [],
  outputShape: [1],
  weightCount: 1,
  trainableCount: 1,
  flopCount: 1
})
const plan = (loss: LossKind) => ({ ...defaultTraining, loss })
const many = { outputShape: [3] }
const single = { outputShape: [1] }

const cases = [
  ['meanSquaredError', single, 'regression', undefined],
  ['meanAbsoluteError', single, 'regression', undefined],
  ['huber', single, 'regression', undefined],
  ['logCosh', single, 'regression', undefined],
  ['poisson', many, 'classification', 'training/loss-for-values'],
  ['binaryFocalCrossentropy', single, 'classification', undefined],
  ['binaryFocalCrossentropy', many, 'classification', 'training/loss-needs-one-output'],
  ['categoricalFocalCrossentropy', many, 'classification', undefined],
  ['categoricalFocalCrossentropy', single, 'classification', 'training/loss-needs-class-outputs'],
  ['binaryCrossentropy', single, 'regression', 'training/loss-for-classes'],
  ['sparseCategoricalCrossentropy', single, 'regression', 'training/loss-for-classes'],
  ['sparseCategoricalCrossentropy', many, 'classification', undefined],
  ['categoricalCrossentropy', many, 'classification', undefined],
  ['binaryCrossentropy', single, 'classification', undefined],
  ['binaryCrossentropy', many, 'classification', 'training/loss-needs-one-output'],
  ['sparseCategoricalCrossentropy', single, 'classification', 'training/loss-needs-class-outputs'],
  ['meanSquaredError', many, 'classification', 'training/loss-for-values']
] as const

const unfit = [
  {
    training: { ...defaultTraining, classWeights: { kind: 'balanced' } as const, loss: 'huber' as const },
    model: single,
    task: 'regression',
    code: 'training/weights-without-classes'
  },
  {
    training: {
      ...defaultTraining,
      classWeights: { kind: 'explicit' as const, weights: { setosa: 1, tulip: 2 } }
    },
    model: many,
    task: 'classification',
    code: 'training/unknown-class'
  },
  {
    training: plan('poisson'),
    model: { ...single, layers: [layer({ activation: 'linear' })] },
    task: 'regression',
    code: 'training/loss-needs-positive-outputs'
  }
] as const

describe('checkTraining', () => {
  it.each(unfit)('says $code', ({ training, model, task, code }) => {
    expect(checkTraining(training, model, task, ['setosa', 'virginica']).map((found) => found.code)).toEqual([
      code
    ])
  })

  it('takes class weights of classes that the data have, and softplus before Poisson', () => {
    const weighted = {
      ...defaultTraining,
      classWeights: { kind: 'explicit' as const, weights: { setosa: 2 } }
    }
    expect(checkTraining(weighted, many, 'classification', ['setosa'])).toEqual([])
    const model = { ...single, layers: [layer({ activation: 'softplus' })] }
    expect(checkTraining(plan('poisson'), model, 'regression')).toEqual([])
  })

  it.each(cases)('%s on %j for %s: %s', (loss, model, task, code) => {
    expect(checkTraining(plan(loss), model, task).map((found) => found.code)).toEqual(
      code === undefined ? [] : [code]
    )
  })

  it.each(lossKind.options)('mends a plan with %s for every network', (loss) => {
    for (const [model, task] of [
      [many, 'classification'],
      [single, 'classification'],
      [single, 'regression']
    ] as const) {
      expect(checkTraining(withFittingLoss(plan(loss), model, task), model, task)).toEqual([])
    }
  })

  it('advises on patience, batch size and learning rate', () => {
    const odd = {
      ...defaultTraining,
      epochs: 5,
      batchSize: 256,
      optimizer: { ...defaultTraining.optimizer, learningRate: 1 },
      earlyStopping: { patience: 5, minDelta: 0 }
    }
    const advice = adviseOnTraining(odd, 100).map(({ code }) => code)
    const withRise = adviseOnTraining(
      {
        ...defaultTraining,
        epochs: 2,
        earlyStopping: null,
        gradientAccumulation: 20,
        schedule: { kind: 'constant', warmup: { length: 2, unit: 'epochs', from: 0 } }
      },
      100
    ).map(({ code }) => code)
    const met = [
      ...cases.flatMap(([, , , code]) => code ?? []),
      ...withRise,
      ...unfit.map(({ code }) => code)
    ]

    expect(adviseOnTraining(defaultTraining, 100)).toEqual([])
    expect([...new Set([...met, ...advice])].sort()).toEqual(Object.keys(trainingSetupProblems).sort())
  })
})

import { describe, expect, it } from 'vitest'
import {
  adviseOnTraining,
  checkTraining,
  withFittingLoss
} from '../../../src/shared/training/check-training.ts'
import { trainingSetupProblems } from '../../../src/shared/problems/training-setup.ts'
import { defaultTraining, lossKind, type LossKind } from '../../../src/shared/training/training-spec.ts'

const plan = (loss: LossKind) => ({ ...defaultTraining, loss })
const many = { outputShape: [3] }
const single = { outputShape: [1] }

const cases = [
  ['meanSquaredError', single, 'regression', undefined],
  ['meanAbsoluteError', single, 'regression', undefined],
  ['binaryCrossentropy', single, 'regression', 'training/loss-for-classes'],
  ['sparseCategoricalCrossentropy', single, 'regression', 'training/loss-for-classes'],
  ['sparseCategoricalCrossentropy', many, 'classification', undefined],
  ['categoricalCrossentropy', many, 'classification', undefined],
  ['binaryCrossentropy', single, 'classification', undefined],
  ['binaryCrossentropy', many, 'classification', 'training/loss-needs-one-output'],
  ['sparseCategoricalCrossentropy', single, 'classification', 'training/loss-needs-class-outputs'],
  ['meanSquaredError', many, 'classification', 'training/loss-for-values']
] as const

describe('checkTraining', () => {
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
    const met = cases.flatMap(([, , , code]) => code ?? [])

    expect(adviseOnTraining(defaultTraining, 100)).toEqual([])
    expect([...new Set([...met, ...advice])].sort()).toEqual(Object.keys(trainingSetupProblems).sort())
  })
})

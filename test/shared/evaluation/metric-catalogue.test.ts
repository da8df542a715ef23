import { describe, expect, it } from 'vitest'
import { evaluateClassification } from '../../../src/shared/evaluation/evaluate-classification.ts'
import { evaluateRegression } from '../../../src/shared/evaluation/evaluate-regression.ts'
import { headlineOf, metricCatalogue } from '../../../src/shared/evaluation/metric-catalogue.ts'
import { thin } from '../../../src/shared/evaluation/roc-curve.ts'
import { compareModels } from '../../../src/shared/evaluation/mcnemar.ts'

describe('headline figures', () => {
  it('takes a classifier’s figures by name', () => {
    const report = evaluateClassification({
      part: 'test',
      loss: 0.25,
      classes: ['no', 'yes'],
      actual: [0, 1, 1, 0],
      probabilities: [0.9, 0.1, 0.2, 0.8, 0.6, 0.4, 0.7, 0.3]
    })
    expect(headlineOf(report)).toMatchObject({ accuracy: 0.75, macroAuc: 1, loss: 0.25 })
    expect(headlineOf(report)).not.toHaveProperty('rmse')
  })

  it('takes a regression’s figures by name', () => {
    const report = evaluateRegression({ part: 'test', loss: 0.1, actual: [1, 2, 3], predicted: [1, 2, 5] })
    expect(headlineOf(report)).toEqual({ r2: -1, rmse: Math.sqrt(4 / 3), mae: 2 / 3, mse: 4 / 3, loss: 0.1 })
  })

  it('names every figure once, in both languages', () => {
    expect(new Set(metricCatalogue.map(({ key }) => key)).size).toBe(metricCatalogue.length)
    for (const { label, help } of metricCatalogue) {
      expect([label.en, label.zh, help.en, help.zh].every((text) => text.length > 0)).toBe(true)
    }
  })
})

describe('thin', () => {
  it('keeps the first and the last of evenly taken points', () => {
    const taken = thin(
      Array.from({ length: 1001 }, (_, index) => index),
      201
    )
    expect(taken).toHaveLength(201)
    expect(taken.slice(0, 3)).toEqual([0, 5, 10])
    expect(taken.at(-1)).toBe(1000)
  })
})

describe('compareModels', () => {
  it('counts only the rows on which one model is right', () => {
    expect(compareModels([0, 1, 2, 0], [0, 1, 0, 1], [0, 2, 2, 0])).toMatchObject({
      onlyFirst: 1,
      onlySecond: 2
    })
  })
})

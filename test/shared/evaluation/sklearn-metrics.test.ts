import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { measureAccuracy } from '../../../src/shared/evaluation/accuracy.ts'
import { evaluateClassification } from '../../../src/shared/evaluation/evaluate-classification.ts'
import { evaluateRegression } from '../../../src/shared/evaluation/evaluate-regression.ts'
import { logLoss } from '../../../src/shared/evaluation/log-loss.ts'
import { testMcnemar } from '../../../src/shared/evaluation/mcnemar.ts'
import type { RocPoint } from '../../../src/shared/evaluation/roc-curve.ts'

interface Fixture {
  readonly classification: readonly {
    readonly name: string
    readonly actual: readonly number[]
    readonly probabilities: readonly (readonly number[])[]
    readonly accuracy: number
    readonly confusion: readonly (readonly number[])[]
    readonly precision: readonly number[]
    readonly recall: readonly number[]
    readonly f1: readonly number[]
    readonly support: readonly number[]
    readonly macro: Readonly<Record<'precision' | 'recall' | 'f1', number>>
    readonly weighted: Readonly<Record<'precision' | 'recall' | 'f1', number>>
    readonly rocs: readonly ({ readonly x: number[]; readonly y: number[]; readonly auc: number } | null)[]
    readonly logLoss: number
  }[]
  readonly regression: readonly {
    readonly name: string
    readonly actual: readonly number[]
    readonly predicted: readonly number[]
    readonly mse: number
    readonly rmse: number
    readonly mae: number
    readonly r2: number
  }[]
  readonly mcnemar: readonly {
    readonly onlyFirst: number
    readonly onlySecond: number
    readonly pValue: number
  }[]
  readonly wilson: readonly {
    readonly correct: number
    readonly total: number
    readonly low: number
    readonly high: number
  }[]
}

const file = new URL('../../fixtures/sklearn-metrics.json', import.meta.url)
const fixture = JSON.parse(readFileSync(file, 'utf8')) as Fixture

const near = (expected: number): unknown => expect.closeTo(expected, 10)

const isSame = (one: RocPoint, other: RocPoint): boolean =>
  Math.abs(one.x - other.x) + Math.abs(one.y - other.y) < 1e-12

/** Ours leaves out points on a straight line between others. */
const liesOn = (curve: readonly RocPoint[], point: RocPoint): boolean =>
  curve.slice(1).some((right, index) => {
    const left = curve[index] ?? right
    const isBetween = point.x >= left.x && point.x <= right.x && point.y >= left.y && point.y <= right.y
    const turn = (right.x - left.x) * (point.y - left.y) - (right.y - left.y) * (point.x - left.x)
    return isBetween && Math.abs(turn) < 1e-12
  })

describe('figures equal scikit-learn’s', () => {
  it.each(fixture.classification)('for $name', (expected) => {
    const classes = expected.support.map((_, index) => `class ${index}`)
    const probabilities = expected.probabilities.flat()
    const report = evaluateClassification({
      part: 'test',
      loss: 0.5,
      classes,
      actual: expected.actual,
      probabilities
    })

    expect(report.accuracy.value).toEqual(near(expected.accuracy))
    expect(report.confusion).toEqual(expected.confusion)
    expect(report.classes.map((one) => one.support)).toEqual(expected.support)
    for (const name of ['precision', 'recall', 'f1'] as const) {
      expect(report.classes.map((one) => one[name] ?? 0)).toEqual(expected[name].map(near))
      expect(report.macro[name]).toEqual(near(expected.macro[name]))
      expect(report.weighted[name]).toEqual(near(expected.weighted[name]))
    }
    for (const [index, roc] of expected.rocs.entries()) {
      expect(report.classes[index]?.auc).toEqual(roc === null ? null : near(roc.auc))
      const ours = report.classes[index]?.roc ?? []
      const theirs = (roc?.x ?? []).map((x, place) => ({ x, y: roc?.y[place] ?? NaN }))
      expect(theirs.filter((point) => !liesOn(ours, point))).toEqual([])
      expect(ours.filter((point) => !theirs.some((other) => isSame(point, other)))).toEqual([])
    }
    expect(logLoss(expected.actual, probabilities, classes.length)).toEqual(near(expected.logLoss))
  })

  it.each(fixture.regression)('for values that are $name', (expected) => {
    const { mse, rmse, mae, r2 } = evaluateRegression({ part: 'test', loss: 0, ...expected })

    expect({ mse, rmse, mae, r2 }).toEqual({
      mse: near(expected.mse),
      rmse: near(expected.rmse),
      mae: near(expected.mae),
      r2: near(expected.r2)
    })
  })
})

describe('exact McNemar test', () => {
  it.each(fixture.mcnemar)('$onlyFirst against $onlySecond gives p = $pValue', (expected) => {
    expect(testMcnemar(expected.onlyFirst, expected.onlySecond).pValue).toEqual(near(expected.pValue))
  })
})

describe('accuracy', () => {
  it.each(fixture.wilson)('$correct of $total lies between $low and $high', (expected) => {
    expect(measureAccuracy(expected.correct, expected.total)).toEqual({
      value: expected.correct / expected.total,
      low: expect.closeTo(Math.max(0, expected.low), 12) as number,
      high: expect.closeTo(Math.min(1, expected.high), 12) as number
    })
  })

  it('refuses to be measured on nothing', () => {
    expect(() => measureAccuracy(0, 0)).toThrow('at least one row')
  })
})

describe('figures without meaning', () => {
  it('has no R² for a constant target', () => {
    expect(evaluateRegression({ part: 'all', loss: 0, actual: [2, 2], predicted: [1, 3] }).r2).toBeNull()
  })

  it('has no precision for a class never predicted, and no recall for one without rows', () => {
    const report = evaluateClassification({
      part: 'all',
      loss: 0,
      classes: ['a', 'b', 'c'],
      actual: [0, 1],
      probabilities: [0.9, 0.05, 0.05, 0.8, 0.1, 0.1]
    })
    expect(report.classes.map(({ precision, recall }) => [precision, recall])).toEqual([
      [0.5, 1],
      [null, 0],
      [null, null]
    ])
    expect(report.classes[2]).toMatchObject({ auc: null, roc: [] })
  })
})

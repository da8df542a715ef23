import { describe, expect, it } from 'vitest'
import { judgeBand } from '../../../src/renderer/features/evaluation/band.ts'
import { metricCards, worstPair } from '../../../src/renderer/features/evaluation/cards.ts'
import type { ClassificationReport, ClassMetrics } from '../../../src/shared/evaluation/evaluation-report.ts'

const classOf = (name: string, support: number, recall: number): ClassMetrics => ({
  name,
  support,
  precision: 0.9,
  recall,
  f1: 0.9,
  roc: [],
  auc: 0.99
})

const report: ClassificationReport = {
  kind: 'classification',
  part: 'test',
  rowCount: 30,
  loss: 0.0941,
  accuracy: { value: 27 / 30, low: 0.744, high: 0.965 },
  macro: { precision: 0.9, recall: 0.9, f1: 0.9 },
  weighted: { precision: 0.9, recall: 0.9, f1: 0.902 },
  macroAuc: 0.99,
  classes: [classOf('three', 10, 1), classOf('four', 10, 0.8), classOf('nine', 10, 0.9)],
  confusion: [
    [10, 0, 0],
    [0, 8, 2],
    [1, 0, 9]
  ]
}

describe('metricCards', () => {
  it('states accuracy with its interval and the weakest class with its count', () => {
    const cards = metricCards(report)

    expect(cards[0]).toMatchObject({
      title: 'Accuracy',
      value: '90.0\u2009%',
      interval: { low: 0.744, high: 0.965 }
    })
    expect(cards.find((card) => card.title.includes('four'))).toMatchObject({
      value: '80.0\u2009%',
      hint: 'recall, 8 of 10'
    })
  })
})

describe('worstPair', () => {
  it('names the classes most often mistaken', () => {
    expect(worstPair(report)).toEqual({ actual: 'four', predicted: 'nine' })
  })

  it('finds none in a matrix without mistakes', () => {
    expect(
      worstPair({
        ...report,
        confusion: [
          [10, 0, 0],
          [0, 10, 0],
          [0, 0, 10]
        ]
      })
    ).toBeUndefined()
  })
})

describe('judgeBand', () => {
  it.each([
    { part: 'test', coverage: 0.8, verdict: 'asPromised' },
    { part: 'test', coverage: 0.64, verdict: 'less' },
    { part: 'all', coverage: 0.93, verdict: 'more' },
    { part: 'train', coverage: 0.89, verdict: 'learned' }
  ] as const)('finds $coverage of $part $verdict', ({ part, coverage, verdict }) => {
    expect(judgeBand(part, coverage)).toBe(verdict)
  })
})

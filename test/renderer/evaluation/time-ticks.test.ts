import { describe, expect, it } from 'vitest'
import { tickText, timeTicks } from '../../../src/renderer/features/evaluation/time-ticks.ts'

const at = (text: string): number => Date.parse(`${text}Z`)
const labels = (low: string, high: string, most: number): readonly string[] =>
  timeTicks(at(low), at(high), most).map((time) => tickText(time, 'date'))

describe('ticks of a time axis', () => {
  it('stands on full hours and days', () => {
    expect(labels('2024-04-20T00:00', '2024-04-21T23:00', 4)).toEqual([
      '2024-04-20',
      '12:00',
      '2024-04-21',
      '12:00'
    ])
    expect(labels('2024-04-14T05:00', '2024-04-17T23:00', 5)).toEqual([
      '2024-04-15',
      '2024-04-16',
      '2024-04-17'
    ])
  })

  it('stands on Mondays where days are too many', () => {
    const ticks = timeTicks(at('2024-03-01T00:00'), at('2024-04-10T00:00'), 7)

    expect(ticks).toHaveLength(6)
    expect(ticks.map((time) => new Date(time).getUTCDay())).toEqual(Array(6).fill(1))
  })

  it('stands on the first of a month, of a quarter, of a year, before 1970 as well', () => {
    expect(labels('2024-01-15T00:00', '2024-12-20T00:00', 6)).toEqual([
      '2024-03-01',
      '2024-05-01',
      '2024-07-01',
      '2024-09-01',
      '2024-11-01'
    ])
    expect(labels('1949-01-01T00:00', '1960-12-01T00:00', 6)).toEqual([
      '1950-01-01',
      '1952-01-01',
      '1954-01-01',
      '1956-01-01',
      '1958-01-01',
      '1960-01-01'
    ])
  })

  it('shows numbers as they are', () => {
    expect(tickText(86_400_001, 'number')).toBe('86400001')
  })
})

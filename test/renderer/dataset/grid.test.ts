import { describe, expect, it } from 'vitest'
import { keyTarget } from '../../../src/renderer/features/dataset/grid-keys.ts'
import { gridLines } from '../../../src/renderer/features/dataset/image-rows.ts'
import { niceTicks } from '../../../src/renderer/features/dataset/nice-ticks.ts'
import { classMark } from '../../../src/renderer/features/dataset/class-mark.ts'
import { dateLength, dateText, numberText } from '../../../src/renderer/features/dataset/cell-text.ts'

const size = { rowCount: 100, columnCount: 5, pageRows: 20 }
const press = (key: string, ctrlKey = false) => ({ key, ctrlKey, metaKey: false })

describe('keys of the table', () => {
  it.each([
    { key: press('ArrowDown'), expected: { row: 11, column: 2 } },
    { key: press('ArrowUp', true), expected: { row: -1, column: 2 } },
    { key: press('PageUp'), expected: { row: -1, column: 2 } },
    { key: press('PageDown'), expected: { row: 30, column: 2 } },
    { key: press('ArrowRight', true), expected: { row: 10, column: 4 } },
    { key: press('Home'), expected: { row: 10, column: 0 } },
    { key: press('End', true), expected: { row: 99, column: 4 } },
    { key: press('a'), expected: undefined }
  ])('$key leads to $expected', ({ key, expected }) => {
    expect(keyTarget({ row: 10, column: 2 }, key, size)).toEqual(expected)
  })

  it('stay inside a table without rows', () => {
    expect(keyTarget({ row: -1, column: 0 }, press('ArrowDown'), { ...size, rowCount: 0 })).toEqual({
      row: -1,
      column: 0
    })
  })
})

describe('lines of the image grid', () => {
  it('start anew with the head of each class', () => {
    const classes = [0, 0, 0, 1, 2]

    expect(gridLines([0, 1, 2, 3, 4], 2, (index) => classes[index] ?? 0)).toEqual([
      { kind: 'head', classIndex: 0, imageCount: 3 },
      { kind: 'images', indices: [0, 1] },
      { kind: 'images', indices: [2] },
      { kind: 'head', classIndex: 1, imageCount: 1 },
      { kind: 'images', indices: [3] },
      { kind: 'head', classIndex: 2, imageCount: 1 },
      { kind: 'images', indices: [4] }
    ])
  })

  it('have no heads for a single class, and are none for no image', () => {
    expect(gridLines([7, 8], 5, undefined)).toEqual([{ kind: 'images', indices: [7, 8] }])
    expect(gridLines([], 5, () => 0)).toEqual([])
  })
})

describe('ticks of an axis', () => {
  it.each([
    { low: 0.0007, high: 0.427, ticks: [0.1, 0.2, 0.3, 0.4] },
    { low: 43.8, high: 189, ticks: [50, 100, 150] },
    { low: -3, high: 3, ticks: [-2, 0, 2] },
    { low: 5, high: 5, ticks: [5] }
  ])('from $low to $high are $ticks', ({ low, high, ticks }) => {
    expect(niceTicks(low, high, 5)).toEqual(ticks)
  })
})

describe('marks of classes', () => {
  it('differ in colour and shape between neighbours, and in one of them for 28 classes', () => {
    const marks = Array.from(
      { length: 28 },
      (_, index) => `${classMark(index).color} ${classMark(index).shape}`
    )

    expect(classMark(0).shape).not.toBe(classMark(1).shape)
    expect(new Set(marks).size).toBe(28)
  })
})

describe('text of a cell', () => {
  it('keeps the decimals of its column and marks thousands', () => {
    expect(numberText(1264.4, 0, 'en')).toBe('1,264')
    expect(numberText(3, 2, 'en')).toBe('3.00')
    expect(numberText(4.2e-9, 4, 'en')).toBe('4.20e-9')
  })

  it('shows of all dates of a column what the most exact one needs', () => {
    const [midnight, morning] = [Date.UTC(2026, 10, 23), Date.UTC(2026, 10, 23, 9, 5)]

    expect(dateLength([midnight])).toBe(10)
    expect(dateLength([midnight, morning])).toBe(16)
    expect(dateLength([midnight, morning + 7000])).toBe(19)
    expect(dateText(midnight, 10)).toBe('2026-11-23')
    expect(dateText(midnight, 16)).toBe('2026-11-23 00:00')
    expect(dateText(morning + 7000, 19)).toBe('2026-11-23 09:05:07')
    expect(dateText(Number.NaN, 10)).toBe('')
  })
})

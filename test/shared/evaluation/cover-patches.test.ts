import { describe, expect, it } from 'vitest'
import { coverPatches, medianColour, patchGrid } from '../../../src/shared/evaluation/cover-patches.ts'

describe('patchGrid', () => {
  it.each([
    { height: 8, width: 8, rows: 8, columns: 8 },
    { height: 224, width: 150, rows: 12, columns: 12 },
    { height: 1, width: 28, rows: 1, columns: 12 }
  ])(
    'covers every pixel of $height × $width by $rows × $columns patches',
    ({ height, width, rows, columns }) => {
      const grid = patchGrid({ height, width })
      expect([grid.rowCount, grid.columnCount, grid.patches.length]).toEqual([rows, columns, rows * columns])
      const covered = new Set<number>()
      for (const { top, bottom, left, right } of grid.patches) {
        expect(top >= 0 && left >= 0 && bottom <= height && right <= width).toBe(true)
        expect((bottom - top) * (right - left)).toBeLessThan(Math.max(9, (height * width) / 4) + width)
        for (let row = top; row < bottom; row += 1)
          for (let column = left; column < right; column += 1) covered.add(row * width + column)
      }
      expect(covered.size).toBe(height * width)
    }
  )
})

describe('coverPatches', () => {
  const picture = {
    pixels: Uint8Array.from({ length: 27 }, (_, index) => index),
    height: 3,
    width: 3,
    channels: 3
  }

  it('paints one patch of each copy and leaves the picture as it was', () => {
    const before = picture.pixels.slice()
    const patches = [
      { top: 0, bottom: 1, left: 0, right: 1 },
      { top: 1, bottom: 3, left: 2, right: 3 }
    ]
    const covered = coverPatches(picture, patches, [200, 201, 202])
    const second = covered.subarray(27)
    expect([...covered.subarray(0, 6)]).toEqual([200, 201, 202, 3, 4, 5])
    expect([...covered.subarray(6, 27)]).toEqual([...before.subarray(6)])
    expect([...second].flatMap((value, index) => (value === before[index] ? [] : [index]))).toEqual([
      15, 16, 17, 24, 25, 26
    ])
    expect(picture.pixels).toEqual(before)
  })

  it('takes the middle of each channel as the colour of the background', () => {
    expect(medianColour(picture)).toEqual([12, 13, 14])
  })
})

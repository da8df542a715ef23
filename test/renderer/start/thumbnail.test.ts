import { expect, test } from 'vitest'
import { thumbnailBars } from '../../../src/renderer/features/start/thumbnail.ts'

const digits = [
  { kind: 'input', weightShare: 0 },
  { kind: 'conv2d', weightShare: 0.0014 },
  { kind: 'maxPooling2d', weightShare: 0 },
  { kind: 'flatten', weightShare: 0 },
  { kind: 'dense', weightShare: 0.99 },
  { kind: 'dense', weightShare: 0.006 }
]

test('says of each layer what it is, and marks the output', () => {
  expect(thumbnailBars(digits).map(({ look }) => look)).toEqual([
    'input',
    'image',
    'plain',
    'plain',
    'core',
    'output'
  ])
})

test('draws the layer with most weights highest', () => {
  const heights = thumbnailBars(digits).map(({ height }) => height)
  expect(Math.max(...heights)).toBe(heights[4])
})

test('keeps every bar inside the picture, however many there are', () => {
  const many = Array.from({ length: 60 }, () => ({ kind: 'dense', weightShare: 1 / 60 }))
  for (const { x, width, height } of thumbnailBars(many)) {
    expect(x).toBeGreaterThanOrEqual(10)
    expect(x + width).toBeLessThanOrEqual(230.001)
    expect(height).toBeLessThanOrEqual(112)
  }
})

test('has no bars for an empty network', () => {
  expect(thumbnailBars([])).toEqual([])
})

import type { AttentionMap } from '../../../shared/evaluation/model-question.ts'
import { showPiece } from '../../../shared/dataset/text/show-text.ts'
import type { ChartTheme } from '../../ui/chart-theme.ts'

/** Sizes in CSS pixels. */
export interface AttentionLayout {
  readonly cell: number
  /** Room for the labels at the left and above. */
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export interface Pair {
  readonly query: number
  readonly key: number
}

const LARGEST_CELL = 26
const SMALLEST_CELL = 12
const MOST_LABEL = 84
const FONT_SIZE = 11
const MOST_LETTERS = 14

export const labelOf = (text: string): string => {
  const shown = showPiece(text)
  return [...shown].length > MOST_LETTERS ? `${[...shown].slice(0, MOST_LETTERS - 1).join('')}…` : shown
}

/** As large as the room allows; what does not fit in is scrolled to. */
export function layOutAttention(
  { queries, keys }: Pick<AttentionMap, 'queries' | 'keys'>,
  room: number,
  measure: (text: string) => number
): AttentionLayout {
  const widest = (pieces: AttentionMap['queries']): number =>
    Math.min(MOST_LABEL, Math.max(16, ...pieces.map(({ text }) => measure(labelOf(text)))) + 8)
  const [left, top] = [widest(queries), widest(keys)]
  const fitting = Math.floor((room - left) / Math.max(1, keys.length))
  const cell = Math.max(SMALLEST_CELL, Math.min(LARGEST_CELL, fitting))
  return { cell, left, top, width: left + cell * keys.length, height: top + cell * queries.length }
}

/** The pair under a place on the map; undefined over its labels. */
export function pairAt(
  { cell, left, top }: AttentionLayout,
  { x, y }: { readonly x: number; readonly y: number },
  { queries, keys }: Pick<AttentionMap, 'queries' | 'keys'>
): Pair | undefined {
  const [query, key] = [Math.floor((y - top) / cell), Math.floor((x - left) / cell)]
  const isInside = query >= 0 && key >= 0 && query < queries.length && key < keys.length
  return isInside ? { query, key } : undefined
}

/** Draws the whole map; lines go around the pair in view. */
export function drawAttention(
  context: CanvasRenderingContext2D,
  map: AttentionMap,
  layout: AttentionLayout,
  { theme, pair }: { readonly theme: ChartTheme; readonly pair: Pair }
): void {
  const { cell, left, top, width, height } = layout
  context.clearRect(0, 0, width, height)
  // Little must not look like much: an even share of all keys is a quarter of full colour at most.
  const largest = Math.max(4 / Math.max(1, map.keys.length), ...map.shares)
  for (const [index, share] of map.shares.entries()) {
    const [query, key] = [Math.floor(index / map.keys.length), index % map.keys.length]
    const [x, y] = [left + key * cell, top + query * cell]
    if (map.seen[index] === true) {
      context.globalAlpha = share / largest
      context.fillStyle = theme.colors[0] ?? theme.text
      context.fillRect(x, y, cell - 1, cell - 1)
      context.globalAlpha = 1
    } else hatch(context, { x, y, size: cell - 1 }, theme)
  }
  context.strokeStyle = theme.line
  context.strokeRect(left - 0.5, top - 0.5, width - left, height - top)
  drawLabels(context, map, layout, { theme, pair })
  context.strokeStyle = theme.text
  context.lineWidth = 2
  context.strokeRect(left + pair.key * cell, top + pair.query * cell, cell - 1, cell - 1)
  context.lineWidth = 1
}

function hatch(
  context: CanvasRenderingContext2D,
  { x, y, size }: { readonly x: number; readonly y: number; readonly size: number },
  { line, axis }: ChartTheme
): void {
  context.fillStyle = line
  context.globalAlpha = 0.5
  context.fillRect(x, y, size, size)
  context.globalAlpha = 1
  context.strokeStyle = axis
  context.beginPath()
  context.moveTo(x, y + size)
  context.lineTo(x + size, y)
  context.stroke()
}

function drawLabels(
  context: CanvasRenderingContext2D,
  { queries, keys }: AttentionMap,
  { cell, left, top }: AttentionLayout,
  { theme, pair }: { readonly theme: ChartTheme; readonly pair: Pair }
): void {
  context.font = `${FONT_SIZE}px ${theme.font}`
  context.textBaseline = 'middle'
  // Whatever the text holds, a label is written from left to right.
  context.direction = 'ltr'
  context.textAlign = 'right'
  for (const [index, { text }] of queries.entries()) {
    context.fillStyle = index === pair.query ? theme.text : theme.quiet
    context.fillText(labelOf(text), left - 5, top + (index + 0.5) * cell, left - 6)
  }
  for (const [index, { text }] of keys.entries()) {
    const label = labelOf(text)
    context.fillStyle = index === pair.key ? theme.text : theme.quiet
    context.save()
    context.translate(left + (index + 0.5) * cell, top - 5)
    // A single letter, as Chinese has them, stands upright.
    if ([...label].length === 1) {
      context.textAlign = 'center'
      context.fillText(label, 0, -FONT_SIZE / 2)
    } else {
      context.rotate(-Math.PI / 2)
      context.textAlign = 'left'
      context.fillText(label, 0, 0, top - 6)
    }
    context.restore()
  }
}

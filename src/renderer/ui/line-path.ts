interface Point {
  readonly x: number
  readonly y: number
}

/** An SVG path through values spread evenly over the width, highest at the top; values that are no numbers break the line. */
export function linePath(
  values: readonly number[],
  width: number,
  height: number,
  margin: number
): { readonly path: string; readonly points: readonly (Point | undefined)[] } {
  const finite = values.filter(Number.isFinite)
  const low = Math.min(...finite)
  const span = Math.max(...finite) - low
  const across = (width - 2 * margin) / Math.max(1, values.length - 1)
  const points = values.map((value, index) =>
    Number.isFinite(value)
      ? {
          x: round(margin + index * across),
          y: round(height - margin - (span === 0 ? 0.5 : (value - low) / span) * (height - 2 * margin))
        }
      : undefined
  )
  const path = points
    .map((point, index) =>
      point === undefined ? '' : `${points[index - 1] === undefined ? 'M' : 'L'}${point.x} ${point.y}`
    )
    .join('')
  return { path, points }
}

const round = (value: number): number => Math.round(value * 10) / 10

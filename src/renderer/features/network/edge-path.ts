import { cardSize, type Point } from './layout.ts'

export interface EdgePath {
  /** An SVG path from the source's bottom to the target's top. */
  readonly path: string
  /** Where the shape chip sits: its centre. */
  readonly label: Point
}

const corner = 8
const clearance = 20

/** The line between two layers: straight where it can be, else with square turns; around the cards where it would run upwards or through one. */
export function edgePath(source: Point, target: Point, isBlocked: boolean): EdgePath {
  const isDownward = target.y - source.y >= 24
  if (isDownward && !isBlocked) return directPath(source, target)
  const side = sideOf(source, target)
  const below = source.y + (isDownward ? 14 : 18)
  const above = target.y - (isDownward ? 18 : 30)
  const points = [
    source,
    { x: source.x, y: below },
    { x: side, y: below },
    { x: side, y: above },
    { x: target.x, y: above },
    target
  ]
  return { path: turned(points), label: { x: side, y: (below + above) / 2 } }
}

function directPath(source: Point, target: Point): EdgePath {
  const gap = target.y - source.y
  if (Math.abs(source.x - target.x) < 1) {
    const y = gap < 60 ? source.y + Math.max(12, gap / 2 - 2) : source.y + gap / 2
    return { path: `M${source.x} ${source.y}V${target.y}`, label: { x: source.x, y } }
  }
  const middle = source.y + gap / 2
  const points = [source, { x: source.x, y: middle }, { x: target.x, y: middle }, target]
  return { path: turned(points), label: { x: (source.x + target.x) / 2, y: middle } }
}

/** Halfway between cards that stand side by side, else past the right edge of both. */
function sideOf(source: Point, target: Point): number {
  const apart = Math.abs(source.x - target.x)
  if (apart >= cardSize.width + clearance) return (source.x + target.x) / 2
  return Math.max(source.x, target.x) + cardSize.width / 2 + clearance
}

/** A line through points with rounded corners. Every two points in a row share an x or a y. */
function turned(points: readonly Point[]): string {
  const [start, ...rest] = points
  if (start === undefined) return ''
  let path = `M${start.x} ${start.y}`
  for (const [index, point] of rest.entries()) {
    const before = points[index]
    const after = rest[index + 1]
    if (before === undefined) continue
    if (after === undefined) {
      path += `L${point.x} ${point.y}`
      continue
    }
    const radius = Math.min(corner, distance(before, point) / 2, distance(point, after) / 2)
    const enter = toward(point, before, radius)
    const leave = toward(point, after, radius)
    path += `L${enter.x} ${enter.y}Q${point.x} ${point.y} ${leave.x} ${leave.y}`
  }
  return path
}

const distance = (a: Point, b: Point): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y)

const toward = (from: Point, to: Point, length: number): Point => ({
  x: from.x + Math.sign(to.x - from.x) * length,
  y: from.y + Math.sign(to.y - from.y) * length
})

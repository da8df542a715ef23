import type { Problem } from '../../../shared/core/checked.ts'
import type { NodeId } from '../../../shared/core/ids.ts'
import type { NetworkCheck } from '../../../shared/network/check-network.ts'
import type { NetworkFix } from '../../../shared/network/network-fix.ts'
import type { NetworkGraph } from '../../../shared/network/network-graph.ts'
import type { Severity } from './flow-elements.ts'
import { cardSize, isInside, overlaps, type Box } from './layout.ts'

/** One thing that a layer's card has to say. */
export interface NodeFinding {
  readonly severity: Severity
  readonly problem: Problem
  readonly fixes: readonly NetworkFix[]
}

/** A note as it was when the person chose to keep it; a different number makes it a new one. */
export const noteKey = (id: NodeId, { code, values }: Problem): string =>
  `${id} ${code} ${JSON.stringify(values ?? {})}`

/** What is to be said about a layer: problems first, then the notes that were not kept. */
export function findingsOf(
  check: NetworkCheck | undefined,
  id: NodeId,
  kept: ReadonlySet<string>
): readonly NodeFinding[] {
  const node = check?.nodes.get(id)
  if (node === undefined) return []
  const problems = node.problems.map((problem): NodeFinding => ({
    severity: 'problem',
    problem,
    fixes: node.fixes.filter((fix) => fix.code === problem.code)
  }))
  const notes = node.notes
    .filter((note) => !kept.has(noteKey(id, note.problem)))
    .map((note): NodeFinding => ({
      severity: 'note',
      problem: note.problem,
      fixes: note.fix === undefined ? [] : [note.fix]
    }))
  return [...problems, ...notes]
}

export type NoteSide = 'below' | 'right' | 'left'

const bubble = { width: 316, height: 128 }

/** Where a note hides least: beside or below its card, inside what can be seen. Boxes in canvas pixels. */
export function noteSide(graph: NetworkGraph, id: NodeId, view: Box | undefined): NoteSide {
  const node = graph.nodes.find((other) => other.id === id)
  if (node === undefined) return 'below'
  const { x, y } = node.position
  const places: readonly (readonly [NoteSide, Box])[] = [
    ['below', { x, y: y + 100, ...bubble }],
    ['right', { x: x + 256, y, ...bubble }],
    ['left', { x: x - 32 - bubble.width, y, ...bubble }]
  ]
  const cost = (box: Box): number => {
    const hidden = graph.nodes.filter(
      (other) => other.id !== id && overlaps(box, { ...other.position, ...cardSize })
    ).length
    return hidden + (view === undefined || isInside(box, view) ? 0 : 10)
  }
  return places.reduce((best, place) => (cost(place[1]) < cost(best[1]) ? place : best))[0]
}

import { layerFor } from '../../../shared/network/layers/catalogue.ts'
import type { ProjectSummary } from '../../../shared/rpc/project.ts'

/** One layer of a thumbnail; sizes in the picture's own units, 240 × 112. */
export interface ThumbnailBar {
  readonly x: number
  readonly width: number
  readonly height: number
  readonly look: 'input' | 'image' | 'core' | 'output' | 'plain'
}

const pictureWidth = 240
const margin = 10
const widest = 16

/** Bars spread over the picture: layers with weights grow with their share, those without stay low. */
export function thumbnailBars(layers: ProjectSummary['layers']): readonly ThumbnailBar[] {
  const width = Math.min(widest, ((pictureWidth - 2 * margin) / Math.max(1, layers.length)) * 0.7)
  const step = layers.length < 2 ? 0 : (pictureWidth - 2 * margin - width) / (layers.length - 1)
  return layers.map(({ kind, weightShare }, index) => {
    const look = lookOf(kind, index === layers.length - 1)
    return { x: margin + index * step, width, height: heightOf(look, weightShare), look }
  })
}

function lookOf(kind: string, isLast: boolean): ThumbnailBar['look'] {
  if (kind === 'input') return 'input'
  if (isLast) return 'output'
  const group = layerFor(kind)?.group
  if (kind === 'dense') return 'core'
  return group === 'image' && kind.startsWith('conv') ? 'image' : 'plain'
}

function heightOf(look: ThumbnailBar['look'], weightShare: number): number {
  if (look === 'input') return 64
  if (look === 'plain') return 40
  return 22 + 62 * Math.sqrt(Math.min(1, Math.max(0, weightShare)))
}

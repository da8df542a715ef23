import type { AnyLayer } from '../../../shared/network/layer-definition.ts'

const mime = 'application/x-layerwright-layer'

/** Begins to drag a layer out of the palette; the canvas reads it with `draggedKind`. */
export function startLayerDrag(event: DragEvent, layer: AnyLayer): void {
  if (event.dataTransfer === null) return
  event.dataTransfer.effectAllowed = 'copy'
  event.dataTransfer.setData(mime, layer.kind)
}

/** While something is dragged over the canvas: whether it is a layer. What it is can only be read when it is dropped. */
export const isLayerDrag = (event: DragEvent): boolean => event.dataTransfer?.types.includes(mime) ?? false

/** The kind of the layer that was dropped; undefined for anything else. */
export function droppedKind(event: DragEvent): string | undefined {
  const kind = event.dataTransfer?.getData(mime)
  return kind === '' ? undefined : kind
}

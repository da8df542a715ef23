import type { LayerKind } from '../../shared/network/layers/catalogue.ts'
import { datasetView } from '../features/dataset/dataset-view.svelte.ts'
import { navigation } from '../state/navigation.svelte.ts'

/** Shows a column on the Data stage, and in its inspector. */
export function seekColumn(name: string): void {
  datasetView.select({ kind: 'column', name })
  datasetView.seek(name)
  navigation.go('dataset')
}

/** Adds a layer behind the selected one, and shows the network. */
export async function addLayer(kind: LayerKind): Promise<void> {
  const { addLayer: add } = await import('../features/network/network-edits.ts')
  add(kind)
  navigation.go('network')
}

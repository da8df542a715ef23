import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createRandom } from '../../src/shared/core/random.ts'
import { defaultParams } from '../../src/shared/core/params.ts'
import { nodeId } from '../../src/shared/core/ids.ts'
import type { TableManifest } from '../../src/shared/dataset/dataset-manifest.ts'
import { layerFor } from '../../src/shared/network/layers/catalogue.ts'
import type { NetworkGraph } from '../../src/shared/network/network-graph.ts'
import type { Recipe } from '../../src/shared/recipe.ts'
import { defaultTraining, type TrainingSpec } from '../../src/shared/training/training-spec.ts'

const FINGERPRINT = 'a'.repeat(64)

const profileOf = (name: string, kind: 'number' | 'category') => ({
  name,
  kind,
  missingCount: 0,
  distinctCount: 2,
  range: null,
  histogram: [],
  topValues: []
})

/** Two numbers a row, and which side of a line they lie on, as the import would have left them. */
export async function writeSmallDataset(folder: string, rowCount = 120): Promise<void> {
  const random = createRandom(3)
  const width = Float64Array.from({ length: rowCount }, () => random() * 4 - 2)
  const height = Float64Array.from({ length: rowCount }, () => random() * 4 - 2)
  const side = Int32Array.from(width, (value, row) => (value + (height[row] ?? 0) > 0 ? 1 : 0))
  const manifest: TableManifest = {
    version: 1,
    id: 'small' as TableManifest['id'],
    name: 'small',
    source: { kind: 'table', path: 'small.csv' },
    fingerprint: FINGERPRINT,
    importedAt: 0,
    sizeBytes: 0,
    notes: [],
    kind: 'table',
    rowCount,
    columns: [
      { profile: profileOf('width', 'number'), file: '0.bin', valuesFile: null },
      { profile: profileOf('height', 'number'), file: '1.bin', valuesFile: null },
      { profile: profileOf('side', 'category'), file: '2.bin', valuesFile: '2.json' }
    ]
  }
  await mkdir(folder, { recursive: true })
  for (const [index, values] of [width, height, side].entries()) {
    await writeFile(path.join(folder, `${index}.bin`), new Uint8Array(values.buffer))
  }
  await writeFile(path.join(folder, '2.json'), JSON.stringify(['below', 'above']))
  await writeFile(path.join(folder, 'dataset.json'), JSON.stringify(manifest))
}

/** Layers one after another; params at their defaults but for the given ones. */
export function chainOf(
  layers: readonly {
    readonly kind: string
    readonly params?: Readonly<Record<string, string | number | boolean>>
  }[]
): NetworkGraph {
  const nodes = layers.map(({ kind, params }, index) => ({
    id: nodeId.parse(`n${index}`),
    kind,
    name: `${kind.replaceAll('-', '_')}_${index}`,
    params: { ...defaultParams(layerFor(kind)?.params ?? {}), ...params },
    position: { x: 0, y: index * 100 }
  }))
  const edges = nodes.slice(1).map(({ id }, index) => ({ from: nodeId.parse(`n${index}`), to: id }))
  return { version: 1, nodes, edges }
}

/** A recipe for the small dataset: a dense layer, dropout, and one output for each class. */
export const smallRecipe = (training: Partial<TrainingSpec> = {}): Recipe => ({
  version: 1,
  dataset: {
    version: 1,
    source: { kind: 'table', path: 'small.csv' },
    task: 'classification',
    columns: [
      { name: 'width', kind: 'number', role: 'feature' },
      { name: 'height', kind: 'number', role: 'feature' },
      { name: 'side', kind: 'category', role: 'target' }
    ],
    steps: [],
    split: { train: 0.6, validation: 0.2, test: 0.2, seed: 1, isStratified: true }
  },
  network: chainOf([
    { kind: 'input' },
    { kind: 'dense', params: { units: 8, activation: 'relu' } },
    { kind: 'dropout', params: { rate: 0.25 } },
    { kind: 'dense', params: { units: 2, activation: 'softmax' } }
  ]),
  training: { ...defaultTraining, epochs: 5, batchSize: 8, earlyStopping: null, device: 'cpu', ...training }
})

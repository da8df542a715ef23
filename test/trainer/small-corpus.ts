import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { TableManifest } from '../../src/shared/dataset/dataset-manifest.ts'
import type { Recipe } from '../../src/shared/recipe.ts'
import { defaultTraining, type TrainingSpec } from '../../src/shared/training/training-spec.ts'
import { chainOf } from './small-data.ts'

/** A few short verses that are easy to learn, as the import would have left them. */
const verses = Array.from({ length: 40 }, (_, row) =>
  row % 2 === 0 ? '春眠不觉晓，处处闻啼鸟。' : '床前明月光，疑是地上霜。'
)

export async function writeSmallCorpus(folder: string): Promise<void> {
  const categories = [...new Set(verses)]
  const codes = Int32Array.from(verses, (verse) => categories.indexOf(verse))
  const profile = {
    name: 'text',
    kind: 'text' as const,
    missingCount: 0,
    distinctCount: categories.length,
    range: null,
    histogram: [],
    topValues: []
  }
  const manifest: TableManifest = {
    version: 1,
    id: 'verses' as TableManifest['id'],
    name: 'verses',
    source: { kind: 'text', path: 'verses.txt' },
    fingerprint: 'b'.repeat(64),
    importedAt: 0,
    sizeBytes: 0,
    notes: [],
    kind: 'table',
    rowCount: verses.length,
    columns: [{ profile, file: '0.bin', valuesFile: '0.json' }]
  }
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, '0.bin'), new Uint8Array(codes.buffer))
  await writeFile(path.join(folder, '0.json'), JSON.stringify(categories))
  await writeFile(path.join(folder, 'dataset.json'), JSON.stringify(manifest))
}

/** A recurrent generator of characters for the small corpus; its texts are marked at both ends where that is wanted. */
export const corpusRecipe = (training: Partial<TrainingSpec> = {}, marksEnds = true): Recipe => ({
  version: 1,
  dataset: {
    version: 1,
    source: { kind: 'text', path: 'verses.txt' },
    task: 'generation',
    columns: [{ name: 'text', kind: 'text', role: 'feature' }],
    steps: [
      { id: '1', kind: 'segmentText', columns: ['text'], params: { by: 'characters', keepsSpaces: true } },
      { id: '2', kind: 'vocabulary', columns: ['text'], params: { marksEnds } },
      { id: '3', kind: 'tokenWindows', columns: ['text'], params: { length: 8, stride: 4 } }
    ],
    split: { train: 0.5, validation: 0.25, test: 0.25, seed: 1, isStratified: false, order: 'position' }
  },
  network: chainOf([
    { kind: 'input' },
    { kind: 'embedding', params: { inputDim: marksEnds ? 25 : 23, outputDim: 8 } },
    { kind: 'lstm', params: { units: 12, returnSequences: true } },
    { kind: 'dropout', params: { rate: 0.2 } },
    { kind: 'dense', params: { units: marksEnds ? 25 : 23, activation: 'softmax' } }
  ]),
  training: { ...defaultTraining, epochs: 4, batchSize: 8, earlyStopping: null, device: 'cpu', ...training }
})

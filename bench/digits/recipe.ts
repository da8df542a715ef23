import { fileURLToPath } from 'node:url'
import { smallCnn } from '../../src/shared/network/templates/small-cnn.ts'
import type { Recipe } from '../../src/shared/recipe.ts'
import { defaultSchedules } from '../../src/shared/training/schedule.ts'
import { defaultOptimizers, defaultTraining } from '../../src/shared/training/training-spec.ts'

const CLASS_COUNT = 10
const SIDE = 28

/** Three quarters of the pictures to learn from in ten epochs: by the documents' network and optimiser, its rate in one cycle. */
export const recipeOf = (seed: number): Recipe => ({
  version: 1,
  dataset: {
    version: 1,
    source: {
      kind: 'images',
      path: fileURLToPath(new URL('../../resources/samples/digits', import.meta.url))
    },
    task: 'classification',
    columns: [],
    steps: [
      {
        id: 'size',
        kind: 'resizeImage',
        columns: 'all',
        params: { width: SIDE, height: SIDE, channels: 'grey' }
      },
      { id: 'scale', kind: 'rescaleImage', columns: 'all', params: { range: '0to1' } }
    ],
    split: { train: 0.75, validation: 0.1, test: 0.15, seed, isStratified: true }
  },
  network: smallCnn.build({
    kind: 'images',
    task: 'classification',
    classCount: CLASS_COUNT,
    sampleShape: [SIDE, SIDE, 1],
    rowCount: 1797
  }),
  training: {
    ...defaultTraining,
    optimizer: { ...defaultOptimizers.adam, learningRate: 0.003 },
    schedule: defaultSchedules['one-cycle'],
    loss: 'sparseCategoricalCrossentropy',
    batchSize: 32,
    epochs: 10,
    earlyStopping: null,
    seed
  }
})

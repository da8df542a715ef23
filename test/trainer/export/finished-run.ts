import { mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { unwrap } from '../../../src/shared/core/checked.ts'
import { datasetId, runId } from '../../../src/shared/core/ids.ts'
import { imageSizeOf } from '../../../src/shared/dataset/prepare.ts'
import type { SuggestChoice } from '../../../src/shared/dataset/suggest.ts'
import type { ExportFormat } from '../../../src/shared/export/export-manifest.ts'
import { suggestNetwork, type TemplateData } from '../../../src/shared/network/templates/catalogue.ts'
import { suggestTraining } from '../../../src/shared/training/check-training.ts'
import {
  ensurePixels,
  importDataset,
  suggestDataset,
  summarizePreparation
} from '../../../src/studio/dataset/datasets.ts'
import type { ExportJob } from '../../../src/trainer/export/export-run.ts'
import { train } from '../../../src/trainer/training/train.ts'

const samples = fileURLToPath(new URL('../../../resources/samples/', import.meta.url))
const { signal } = new AbortController()
const onProgress = (): void => undefined

export interface FinishedRun {
  readonly folder: string
  readonly datasetFolder: string
  readonly runFolder: string
  readonly fingerprint: string
}

/** A sample imported and its suggested network trained for a few epochs, all in a new folder. */
export async function finishRun(
  sample: string,
  epochs = 2,
  choice: SuggestChoice = {}
): Promise<FinishedRun> {
  const folder = await mkdtemp(path.join(tmpdir(), 'layerwright-export-'))
  const datasetFolder = path.join(folder, 'dataset')
  const runFolder = path.join(folder, 'run')
  await mkdir(runFolder)
  const request = {
    path: path.join(samples, sample),
    intoFolder: datasetFolder,
    id: datasetId.parse('one'),
    signal,
    onProgress
  }
  const manifest = unwrap(await importDataset(request))
  const spec = unwrap(await suggestDataset(datasetFolder, choice))
  if (manifest.kind === 'images') {
    unwrap(await ensurePixels(datasetFolder, unwrap(imageSizeOf(spec)), { signal, onProgress }))
  }
  const { sampleShape, classes, auxiliaries } = unwrap(await summarizePreparation(datasetFolder, spec))
  const data: TemplateData = {
    kind: manifest.kind,
    task: spec.task,
    classCount: classes?.length ?? null,
    sampleShape: sampleShape ?? [1],
    auxiliaries,
    rowCount: manifest.kind === 'table' ? manifest.rowCount : manifest.images.length
  }
  const network = suggestNetwork(data)?.graph
  if (network === undefined) throw new Error('No template fits the sample.')
  const training = { ...suggestTraining(data), epochs, device: 'cpu' as const }
  const recipe = { version: 1 as const, dataset: spec, network, training }
  await train(
    {
      kind: 'train',
      runFolder,
      datasetFolder,
      recipe,
      threadCount: null,
      resume: false,
      initialWeightsFrom: null
    },
    { signal, send: () => undefined }
  )
  return { folder, datasetFolder, runFolder, fingerprint: manifest.fingerprint }
}

/** The job that exports a run, into a folder beside it. */
export const exportJob = (run: FinishedRun, format: ExportFormat, name: string = format): ExportJob => ({
  kind: 'export',
  runFolder: run.runFolder,
  datasetFolder: run.datasetFolder,
  outFolder: path.join(run.folder, name),
  format,
  run: { id: runId.parse('run-1'), number: 1, name: 'Iris | first', datasetFingerprint: run.fingerprint },
  productVersion: '1.2.3',
  createdAt: 1_790_000_000_000
})

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { z } from 'zod'
import { fail, ok, unwrap, type Checked } from '../../shared/core/checked.ts'
import {
  fittedPreparation,
  type FittedPreparation,
  type PreparedData
} from '../../shared/dataset/prepared-data.ts'
import type { ExportManifest } from '../../shared/export/export-manifest.ts'
import { modelSpec, type ModelSpec } from '../../shared/network/model-spec.ts'
import { lastLayers } from '../../shared/network/to-keras.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { recipe, type Recipe } from '../../shared/recipe.ts'
import type { TrainerJob } from '../../shared/rpc/trainer-protocol.ts'
import { copySamples, createBatchReader } from '../dataset/batch-reader.ts'
import { prepareDataset } from '../dataset/prepare-dataset.ts'
import { readDatasetManifest, readTable } from '../dataset/read-dataset.ts'
import { predictionBatchSize, readOutputs } from '../evaluation/predict.ts'
import { buildModel, writeWeights } from '../network/build-model.ts'
import { readBestCheckpoint } from '../training/checkpoint/read-checkpoint.ts'
import { describeFiles, onDisk, writeBeside, writeFiles } from './export-folder.ts'
import { exportReadme } from './export-readme.ts'
import { chooseGolden, makeGoldenRows, tableRows, type RawRow } from './golden-rows.ts'
import { modelFile, writeModel, type FileContents } from './model-formats.ts'
import { openExport } from './open-export.ts'
import { stockTfjsProblem } from './stock-tfjs.ts'
import type { WeightArray } from './weight-array.ts'

export type ExportJob = Extract<TrainerJob, { kind: 'export' }>

/** Outputs that differ by more than this are another model's. Rounding alone stays some hundred times below. */
const largestAllowed = 1e-4

interface TrainedModel {
  readonly model: ModelSpec
  readonly weights: readonly WeightArray[]
  readonly preparation: FittedPreparation
  readonly recipe: Recipe
}

interface Golden {
  readonly data: PreparedData
  readonly indices: Uint32Array
  readonly samples: Float32Array
  readonly rawRow: RawRow
}

async function readDocument<Schema extends z.ZodType>(
  folder: string,
  file: string,
  schema: Schema
): Promise<Checked<z.output<Schema>>> {
  try {
    const parsed = schema.safeParse(JSON.parse(await readFile(path.join(folder, file), 'utf8')))
    if (parsed.success) return ok(parsed.data)
  } catch {
    // Missing, or no JSON: the same to the person.
  }
  return fail(problem('export/run-damaged', { file }))
}

async function readTrained(runFolder: string): Promise<TrainedModel> {
  const trained = {
    model: unwrap(await readDocument(runFolder, 'model.json', modelSpec)),
    preparation: unwrap(await readDocument(runFolder, 'preparation.json', fittedPreparation)),
    recipe: unwrap(await readDocument(runFolder, 'recipe.json', recipe)),
    weights: unwrap(await readBestCheckpoint(runFolder))
  }
  const broken = trained.weights.find(({ values }) => !values.every(Number.isFinite))
  if (broken !== undefined) unwrap(fail(problem('export/weights-not-finite', { weight: broken.name })))
  return trained
}

async function readGolden(job: ExportJob, { recipe: wanted, preparation }: TrainedModel): Promise<Golden> {
  const manifest = unwrap(await readDatasetManifest(job.datasetFolder))
  const data = unwrap(await prepareDataset(job.datasetFolder, manifest, wanted.dataset))
  const indices = chooseGolden(data, wanted.training.seed)
  const samples = new Float32Array(indices.length * data.samples.sampleSize)
  copySamples(data.samples, indices, samples)
  const rawRow: RawRow =
    manifest.kind === 'images'
      ? (row) => ({ path: manifest.images[row]?.path ?? null })
      : tableRows(unwrap(await readTable(job.datasetFolder, manifest)), preparation)
  return { data, indices, samples, rawRow }
}

/** What the whole network gives, its last activation included. */
async function predictGolden(
  { model, weights }: Pick<TrainedModel, 'model' | 'weights'>,
  { data, indices, samples }: Golden
): Promise<Float32Array> {
  // With this loss the last activation stays in the network.
  const built = await buildModel(model, {
    seed: 1,
    regularization: { l1: 0, l2: 0 },
    loss: 'meanSquaredError'
  })
  try {
    writeWeights(built, weights)
    const { sampleShape, target } = data.preparation
    const source = { kind: 'float32', values: samples, sampleSize: data.samples.sampleSize } as const
    const reader = createBatchReader({ samples: source, labels: undefined, sampleShape, target })
    const rows = Uint32Array.from(indices, (_, place) => place)
    return await readOutputs(built, reader, rows, { batchSize: predictionBatchSize(source.sampleSize) })
  } finally {
    built.dispose()
  }
}

/** The recipe without the place where the data lay on this machine. */
function withoutPath(document: Recipe): Recipe {
  const { source } = document.dataset
  return {
    ...document,
    dataset: { ...document.dataset, source: { ...source, path: path.basename(source.path) } }
  }
}

const json = (document: unknown): string => `${JSON.stringify(document, null, 2)}\n`

function describe(
  job: ExportJob,
  { model }: TrainedModel,
  proof: ExportManifest['proof'],
  files: FileContents
): ExportManifest {
  return {
    version: 1,
    product: 'Layerwright',
    productVersion: job.productVersion,
    format: job.format,
    model: modelFile[job.format],
    preparation: 'preparation.json',
    goldenRows: 'golden-rows.json',
    run: job.run,
    inputShape: model.inputShape,
    ...(model.inputParts && { inputParts: model.inputParts }),
    outputShape: model.outputShape,
    ...(model.outputs && { outputSizes: lastLayers(model).map(({ outputShape: [size = 0] }) => size) }),
    weightCount: model.weightCount,
    createdAt: job.createdAt,
    files: describeFiles(files),
    proof
  }
}

/**
 * Loads the model again from the files on disk and gives it the golden rows.
 *
 * Output    the largest difference from the trained model's outputs
 * Problems  those of `openExport`; export/proof-failed
 */
async function prove(folder: string, golden: Golden, expected: Float32Array): Promise<Checked<number>> {
  const opened = await openExport(folder)
  if (!opened.ok) return opened
  const outputs = await predictGolden(opened.value, golden)
  const deviation = expected.reduce(
    (largest, value, place) => Math.max(largest, Math.abs(value - (outputs[place] ?? NaN))),
    0
  )
  if (deviation <= largestAllowed) return ok(deviation)
  return fail(
    problem('export/proof-failed', { deviation: deviation.toPrecision(3), limit: String(largestAllowed) })
  )
}

/**
 * Writes a trained run as a model that proves itself: model, preparation, golden rows, recipe, README, manifest.
 *
 * Output    the manifest; the folder appears once all of it is written and proved
 * Problems  export/run-damaged, weights-not-finite, not-in-tensorflow-js, not-in-tensorflow-js, folder-not-empty, folder-not-writable, proof-failed;
 *           those of `readBestCheckpoint` and `prepareDataset`
 */
export async function exportRun(
  job: ExportJob,
  onProgress: (doneShare: number) => void
): Promise<ExportManifest> {
  const trained = await readTrained(job.runFolder)
  const lacking = job.format === 'tfjs' ? stockTfjsProblem(trained.model) : undefined
  if (lacking !== undefined) unwrap(fail(lacking))
  onProgress(0.1)
  const golden = await readGolden(job, trained)
  const outputs = await predictGolden(trained, golden)
  onProgress(0.4)
  const { seed, regularization } = trained.recipe.training
  const { productVersion, createdAt } = job
  const files = {
    ...(await writeModel(job.format, trained.model, trained.weights, {
      seed,
      regularization,
      productVersion,
      createdAt
    })),
    'preparation.json': json(trained.preparation),
    'golden-rows.json': json(makeGoldenRows({ ...golden, outputs })),
    'recipe.json': json(withoutPath(trained.recipe))
  }
  onProgress(0.6)
  const written = await onDisk(job.outFolder, () =>
    writeBeside(job.outFolder, (folder) => fillAndProve(folder, { job, trained, golden, outputs, files }))
  )
  onProgress(1)
  return unwrap(written)
}

interface Filling {
  readonly job: ExportJob
  readonly trained: TrainedModel
  readonly golden: Golden
  readonly outputs: Float32Array
  readonly files: FileContents
}

async function fillAndProve(
  folder: string,
  { job, trained, golden, outputs, files }: Filling
): Promise<Checked<ExportManifest>> {
  // The proof reads the folder as anyone will, so it needs a manifest; the one with the proof then takes its place.
  await writeFiles(folder, { ...files, 'manifest.json': json(describe(job, trained, null, files)) })
  const deviation = await prove(folder, golden, outputs)
  if (!deviation.ok) return deviation
  const proof = { rowCount: golden.indices.length, largestDeviation: deviation.value }
  const readme = exportReadme(describe(job, trained, proof, files), trained.preparation)
  const manifest = describe(job, trained, proof, { ...files, 'README.md': readme })
  await writeFiles(folder, { 'README.md': readme, 'manifest.json': json(manifest) })
  return ok(manifest)
}

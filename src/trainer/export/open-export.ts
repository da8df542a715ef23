import { lstat, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import { fittedPreparation, type FittedPreparation } from '../../shared/dataset/prepared-data.ts'
import { exportManifest, type ExportManifest } from '../../shared/export/export-manifest.ts'
import type { ModelSpec } from '../../shared/network/model-spec.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { readListed } from './export-folder.ts'
import { modelFile, tfjsWeightsFile } from './model-formats.ts'
import { readModel, type ReadModel } from './read-model.ts'

export interface OpenedExport extends ReadModel {
  readonly manifest: ExportManifest
  readonly preparation: FittedPreparation
}

/** Larger than any manifest that is written. */
const maxManifestBytes = 2 ** 20

/** Whether a folder says of itself that it is an export. */
export const isExport = async (folder: string): Promise<boolean> =>
  (await lstat(path.join(folder, 'manifest.json')).catch(() => undefined))?.isFile() ?? false

async function readManifest(folder: string): Promise<ExportManifest | undefined> {
  const file = path.join(folder, 'manifest.json')
  const stat = await lstat(file).catch(() => undefined)
  if (!stat?.isFile() || stat.size > maxManifestBytes) return undefined
  try {
    return exportManifest.safeParse(JSON.parse(await readFile(file, 'utf8'))).data
  } catch {
    return undefined
  }
}

function parsePreparation(bytes: Uint8Array | undefined): FittedPreparation | undefined {
  try {
    return fittedPreparation.safeParse(JSON.parse(Buffer.from(bytes ?? []).toString('utf8'))).data
  } catch {
    return undefined
  }
}

/** The model with the parts of a sample as the preparation lays them out; undefined where they are not those it reads. */
function withParts(model: ModelSpec, { inputParts, sampleShape }: FittedPreparation): ModelSpec | undefined {
  if (model.inputParts === undefined) return model
  const isThere = model.inputParts.every((read) =>
    inputParts?.some(({ name, shape }) => name === read.name && shape.join() === read.shape.join())
  )
  if (!isThere || inputParts === undefined) return undefined
  return { ...model, inputParts: [...inputParts], inputShape: sampleShape }
}

/** The model with its outputs as the preparation's targets, in order; undefined where there are more or fewer. */
function withTargets(model: ModelSpec | undefined, { target }: FittedPreparation): ModelSpec | undefined {
  const { auxiliaries = [] } = target
  const { outputs } = model ?? {}
  if (model === undefined || (outputs?.length ?? 1) !== 1 + auxiliaries.length) return undefined
  if (outputs === undefined) return model
  const answerOf = (index: number): string | null => auxiliaries[index - 1]?.name ?? null
  return { ...model, outputs: outputs.map(({ layer }, index) => ({ layer, answers: answerOf(index) })) }
}

/**
 * An export's folder: its model and preparation, every file as it was written.
 *
 * Names are never taken from the manifest: the files of a format are known.
 *
 * Problems  export/not-an-export, file-changed, model-not-readable, weights-do-not-fit
 */
export async function openExport(folder: string): Promise<Checked<OpenedExport>> {
  const manifest = await readManifest(folder)
  if (manifest === undefined) return fail(problem('export/not-an-export', { folder: path.basename(folder) }))
  const modelFiles =
    manifest.format === 'tfjs' ? [modelFile.tfjs, tfjsWeightsFile] : [modelFile[manifest.format]]
  const files = await readListed(folder, manifest.files, [...modelFiles, 'preparation.json'])
  if (!files.ok) return files
  const preparation = parsePreparation(files.value.get('preparation.json'))
  if (preparation === undefined) return fail(problem('export/file-changed', { file: 'preparation.json' }))
  const read = await readModel(manifest.format, files.value)
  if (!read.ok) return read
  const model = withTargets(withParts(read.value.model, preparation), preparation)
  const isOneModel =
    model?.inputShape.join() === preparation.sampleShape.join() &&
    model.outputShape.join() === manifest.outputShape.join()
  return isOneModel
    ? ok({ ...read.value, model, manifest, preparation })
    : fail(problem('export/file-changed', { file: modelFile[manifest.format] }))
}

import type { ExportFormat } from '../../shared/export/export-manifest.ts'
import type { ModelSpec } from '../../shared/network/model-spec.ts'
import type { WeightArray } from './weight-array.ts'
import { writeH5, type ExportedSettings } from './write-h5.ts'
import { writeKeras } from './write-keras.ts'
import { writeTfjs } from './write-tfjs.ts'

/** Files by name, below the export's folder. */
export type FileContents = Readonly<Record<string, Uint8Array | string>>

/** The file that is opened first. */
export const modelFile: Readonly<Record<ExportFormat, string>> = {
  tfjs: 'model.json',
  keras: 'model.keras',
  h5: 'model.h5'
}

/** Beside model.json. */
export const tfjsWeightsFile = 'weights.bin'

export interface WriteSettings extends ExportedSettings {
  readonly productVersion: string
  readonly createdAt: number
}

/** A trained model as the files of a format. */
export async function writeModel(
  format: ExportFormat,
  model: ModelSpec,
  weights: readonly WeightArray[],
  { seed, regularization, productVersion, createdAt }: WriteSettings
): Promise<FileContents> {
  const settings = { seed, regularization }
  switch (format) {
    case 'tfjs': {
      const { modelJson, weightBytes } = writeTfjs(model, weights, { ...settings, productVersion })
      return { [modelFile.tfjs]: modelJson, [tfjsWeightsFile]: weightBytes }
    }
    case 'keras':
      return { [modelFile.keras]: await writeKeras(model, weights, { ...settings, createdAt }) }
    case 'h5':
      return { [modelFile.h5]: await writeH5(model, weights, settings) }
  }
}

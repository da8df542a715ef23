import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ProblemError, unwrap } from '../shared/core/checked.ts'
import type { ColumnKind } from '../shared/dataset/column.ts'
import {
  fittedPreparation,
  type FittedPreparation,
  type FittedSeries
} from '../shared/dataset/prepared-data.ts'
import { problem } from '../shared/problems/catalogue.ts'
import { readJsonFile } from '../studio/files/json-file.ts'
import type { DatasetFunctions } from '../studio/projects/dataset-functions.ts'
import type { Studio } from '../studio/studio.ts'
import type { CommandContext } from './commands/command.ts'
import type { SourceRequest } from './data-source.ts'
import { findRun } from './find-run.ts'
import { openExisting } from './open-studio.ts'

/** A trained model that can be used: the folder of a run, or of an export. */
export interface ModelSource {
  readonly folder: string
  readonly name: string
  readonly preparation: FittedPreparation
}

/** An export by its folder, else a run of the project. Throws  ProblemError  project/unknown-run, export/no-model */
export async function findModel(
  studio: Studio,
  name: string,
  options: Readonly<Record<string, string | boolean | undefined>>
): Promise<ModelSource> {
  const exportFolder = resolve(name)
  if (existsSync(join(exportFolder, 'manifest.json'))) return modelIn(exportFolder, name)
  const opened = await openExisting(studio, options)
  const run = findRun(opened, name)
  return modelIn(opened.session.folder.run(run.id), `Run ${run.number}`)
}

function modelIn(folder: string, name: string): ModelSource {
  const preparation = readJsonFile(join(folder, 'preparation.json'), fittedPreparation)
  if (preparation === undefined) throw new ProblemError(problem('export/no-model', { run: name }))
  return { folder, name, preparation }
}

const targetKinds = {
  classification: 'category',
  generation: 'category',
  masked: 'category',
  regression: 'number',
  forecast: 'number',
  pairs: 'text'
} as const

/** Raw data for a model, with the kinds of column that the model was trained on. */
export const sourceFor = (
  path: string,
  { inputs, target, kind, task, series }: FittedPreparation
): SourceRequest =>
  kind === 'images'
    ? { path }
    : series
      ? { path, columns: seriesColumns(inputs, series) }
      : {
          path,
          columns: [
            ...inputs.map((input) => ({ name: input.name, kind: input.kind })),
            { name: target.name, kind: targetKinds[task] } as const
          ]
        }

/** A time column may be among the inputs too, where its calendar is read. */
function seriesColumns(
  inputs: FittedPreparation['inputs'],
  { time, timeKind, column }: FittedSeries
): { name: string; kind: ColumnKind }[] {
  return [
    ...inputs.filter(({ name }) => name !== time).map(({ name, kind }) => ({ name, kind })),
    { name: time, kind: timeKind },
    ...(column === null ? [] : [{ name: column, kind: 'category' as const }])
  ]
}

/** Images at the size that the model reads. */
export async function readyForModel(
  datasets: DatasetFunctions,
  folder: string,
  { kind, sampleShape }: FittedPreparation,
  { progress, signal }: CommandContext
): Promise<void> {
  if (kind !== 'images') return
  const [height = 0, width = 0, channels = 0] = sampleShape
  const onProgress = (doneShare: number, text: { en: string }): void => progress.show(doneShare, text.en)
  unwrap(
    await datasets.ensurePixels(
      folder,
      { height, width, channels: channels === 1 ? 1 : 3 },
      { signal, onProgress }
    )
  )
}

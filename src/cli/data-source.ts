import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { ProblemError, unwrap } from '../shared/core/checked.ts'
import { datasetId } from '../shared/core/ids.ts'
import type { ColumnKind } from '../shared/dataset/column.ts'
import type { DatasetManifest } from '../shared/dataset/dataset-manifest.ts'
import type { TableFormat } from '../shared/dataset/dataset-spec.ts'
import { problem } from '../shared/problems/catalogue.ts'
import type { Recipe } from '../shared/recipe.ts'
import type { DatasetFunctions } from '../studio/projects/dataset-functions.ts'
import { importIntoProject } from '../studio/projects/dataset-import.ts'
import type { OpenedProject } from '../studio/projects/projects.ts'
import type { CommandContext } from './commands/command.ts'

export interface SourceRequest {
  readonly path: string
  readonly format?: Partial<TableFormat> | undefined
  readonly columns?: readonly { readonly name: string; readonly kind: ColumnKind }[] | undefined
}

/** The absolute path of data that must be there. Throws  ProblemError  system/path-missing */
export function requirePath(path: string): string {
  const whole = resolve(path)
  if (!existsSync(whole)) throw new ProblemError(problem('system/path-missing', { name: path }))
  return whole
}

/** The data of a recipe; relative paths count from the recipe's folder. */
export function sourceOf({ dataset }: Recipe, recipeFile: string): SourceRequest {
  const { source, columns } = dataset
  const path = requirePath(isAbsolute(source.path) ? source.path : resolve(dirname(recipeFile), source.path))
  const kinds = columns.map(({ name, kind }) => ({ name, kind }))
  if (source.kind === 'table') return { path, format: source.format, columns: kinds }
  return source.kind === 'text' && source.encoding !== undefined
    ? { path, format: { encoding: source.encoding } }
    : { path }
}

/** Imports into the project, or finds the import that is there already. */
export async function importHere(
  { session }: OpenedProject,
  datasets: DatasetFunctions,
  source: SourceRequest,
  { progress, signal }: CommandContext
): Promise<DatasetManifest> {
  return importIntoProject(session, datasets, {
    ...source,
    columns: await presentColumns(datasets, source),
    signal,
    isReused: true,
    onProgress: (doneShare, text) => progress.show(doneShare, text.en)
  })
}

/** Imports into a folder of its own that is gone afterwards. */
export async function withImported<Result>(
  datasets: DatasetFunctions,
  source: SourceRequest,
  { progress, signal }: CommandContext,
  use: (data: { folder: string; manifest: DatasetManifest }) => Promise<Result>
): Promise<Result> {
  const parent = await mkdtemp(join(tmpdir(), 'layerwright-'))
  const folder = join(parent, 'data')
  try {
    const manifest = unwrap(
      await datasets.importDataset({
        ...source,
        columns: await presentColumns(datasets, source),
        id: datasetId.parse('data'),
        intoFolder: folder,
        signal,
        onProgress: (doneShare, text) => progress.show(doneShare, text.en)
      })
    )
    return await use({ folder, manifest })
  } catch (error) {
    throw signal.aborted ? new ProblemError(problem('system/cancelled', {})) : error
  } finally {
    await rm(parent, { recursive: true, force: true })
  }
}

/** Kinds are asked for only where the data have the column; what is missing is told where it is needed. */
async function presentColumns(
  datasets: DatasetFunctions,
  { path, format, columns }: SourceRequest
): Promise<SourceRequest['columns']> {
  if (columns === undefined || columns.length === 0) return undefined
  const found = await datasets.inspectSource(path, format)
  if (!found.ok || found.value.kind !== 'table') return undefined
  const names = new Set(found.value.columns.map(({ name }) => name))
  return columns.filter(({ name }) => names.has(name))
}

import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { basename, isAbsolute, join, relative, resolve } from 'node:path'
import { ProblemError } from '../../shared/core/checked.ts'
import { exportId } from '../../shared/core/ids.ts'
import type { ExportFormat, ExportManifest, ExportRecord } from '../../shared/export/export-manifest.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { RunSummary } from '../../shared/training/trained-run.ts'
import { folderLabel } from '../files/folder-label.ts'
import { folderSize } from '../files/folder-size.ts'
import { productVersion } from '../product-version.ts'
import type { ProjectSession } from '../projects/project-session.ts'
import type { Services } from '../services.ts'
import type { ExportRow } from '../store/exports.ts'
import type { Task } from '../tasks.ts'
import { runTrainerJob } from './run-trainer-job.ts'

export interface ExportRequest extends Task {
  readonly session: ProjectSession
  readonly run: RunSummary
  readonly format: ExportFormat
  /** Undefined: below the project's own `exports`. */
  readonly chosenFolder: string | undefined
  /** Writes into the chosen folder itself, and not into a new one below it. */
  readonly isExact: boolean
}

/**
 * Exports a run's best model into a new folder and keeps a record of it; a folder that fails is removed.
 *
 * Throws  ProblemError  export/no-model, export/folder-not-empty, and what the exporter finds
 */
export async function createExport(request: ExportRequest, services: Services): Promise<ExportRecord> {
  const { session, run } = request
  const row = session.store.runs.get(run.id)
  if (
    row === undefined ||
    run.bestEpoch === null ||
    !existsSync(join(session.folder.run(run.id), 'checkpoints'))
  ) {
    throw new ProblemError(problem('export/no-model', { run: run.name }))
  }
  const outFolder = exportFolder(request)
  const isNew = !existsSync(outFolder)
  await mkdir(outFolder, { recursive: true })
  try {
    const manifest = await writeExport(request, outFolder, row.dataset_id, services)
    return await keepRecord(session, manifest, outFolder)
  } catch (error) {
    if (isNew) await rm(outFolder, { recursive: true, force: true })
    throw error
  }
}

async function writeExport(
  { session, run, format, signal, onProgress }: ExportRequest,
  outFolder: string,
  datasetId: Parameters<ProjectSession['folder']['dataset']>[0],
  services: Services
): Promise<ExportManifest> {
  const result = await runTrainerJob(
    services.startTrainer,
    {
      kind: 'export',
      runFolder: session.folder.run(run.id),
      datasetFolder: session.folder.dataset(datasetId),
      outFolder,
      format,
      run: { id: run.id, number: run.number, name: run.name, datasetFingerprint: run.datasetFingerprint },
      productVersion,
      createdAt: Date.now()
    },
    {
      logFile: session.folder.trainerLog,
      signal,
      onProgress: (doneShare) =>
        onProgress(doneShare, { en: 'Writing and checking the export', zh: '正在写入并核对导出' })
    }
  )
  if (result.kind !== 'export') throw new Error(`An export answered with ${result.kind}.`)
  return result.manifest
}

async function keepRecord(
  session: ProjectSession,
  manifest: ExportManifest,
  outFolder: string
): Promise<ExportRecord> {
  if (manifest.proof === null) throw new Error('An export came back without its proof.')
  const inside = relative(session.folder.path, outFolder)
  const isInside = inside !== '' && !inside.startsWith('..') && !isAbsolute(inside)
  const row = {
    id: exportId.parse(randomUUID()),
    runId: manifest.run.id,
    format: manifest.format,
    folder: isInside ? inside : outFolder,
    isInside,
    sizeBytes: await folderSize(outFolder),
    createdAt: manifest.createdAt,
    proof: manifest.proof
  }
  session.store.exports.add(row)
  return toRecord(session, { ...row, runNumber: manifest.run.number })
}

/** A new folder named after run and format; never one with something in it. */
function exportFolder({ session, run, format, chosenFolder, isExact }: ExportRequest): string {
  if (chosenFolder !== undefined && isExact) {
    if (existsSync(chosenFolder) && readdirSync(chosenFolder).length > 0) {
      throw new ProblemError(problem('export/folder-not-empty', { folder: basename(chosenFolder) }))
    }
    return chosenFolder
  }
  const parent = chosenFolder ?? session.folder.exports
  const base = `run-${run.number}-${format}`
  for (let count = 1; ; count += 1) {
    const folder = join(parent, count === 1 ? base : `${base}-${count}`)
    if (!existsSync(folder)) return folder
  }
}

export const exportPath = (session: ProjectSession, row: ExportRow): string =>
  row.isInside ? resolve(session.folder.path, row.folder) : row.folder

export const toRecord = (session: ProjectSession, row: ExportRow): ExportRecord => ({
  id: row.id,
  runId: row.runId,
  runNumber: row.runNumber,
  format: row.format,
  folderName: basename(row.folder),
  folderLabel: folderLabel(exportPath(session, row)),
  sizeBytes: row.sizeBytes,
  createdAt: row.createdAt,
  proof: row.proof
})

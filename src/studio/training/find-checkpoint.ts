import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { RunSummary } from '../../shared/training/trained-run.ts'

type Place = NonNullable<RunSummary['checkpoint']>

const folderName = /^last-(\d{6})-(\d{8})$/u

/** The part of a manifest that says whether its files are whole; the trainer proves them by their hashes. */
const manifest = z.object({ files: z.record(z.string(), z.object({ sizeBytes: z.int() })) })

/**
 * Where a run can go on: the place of the newest checkpoint in its folder whose files have the sizes they were written with.
 * No weights are read.
 */
export async function findCheckpoint(runFolder: string): Promise<Place | undefined> {
  const folder = join(runFolder, 'checkpoints')
  const names = await readdir(folder).catch(() => [])
  for (const name of names
    .filter((one) => folderName.test(one))
    .sort()
    .reverse()) {
    const [, epoch, step] = folderName.exec(name) ?? []
    if (await isWhole(join(folder, name))) return { epoch: Number(epoch), step: Number(step) }
  }
  return undefined
}

async function isWhole(folder: string): Promise<boolean> {
  try {
    // The manifest's first line is the document, its second the seal.
    const [document = ''] = (await readFile(join(folder, 'manifest.json'), 'utf8')).split('\n')
    const { files } = manifest.parse(JSON.parse(document))
    const sizes = Object.entries(files).map(async ([name, { sizeBytes }]) => {
      return (await stat(join(folder, name))).size === sizeBytes
    })
    return (await Promise.all(sizes)).every((isRight) => isRight)
  } catch {
    return false
  }
}

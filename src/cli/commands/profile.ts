import type { DatasetManifest } from '../../shared/dataset/dataset-manifest.ts'
import { requirePath, withImported } from '../data-source.ts'
import { withStudio } from '../open-studio.ts'
import { formatTable } from '../table.ts'
import type { Command } from './command.ts'

export const profile: Command = {
  name: 'profile',
  usage: 'DATA',
  summary: 'Say what is in a CSV file or a folder of images.',
  minArguments: 1,
  maxArguments: 1,
  options: {},
  async run([data = ''], _options, context) {
    const path = requirePath(data)
    return withStudio(context.env, async (studio) => {
      const datasets = await studio.services.datasets()
      return withImported(datasets, { path }, context, async ({ manifest }) => ({
        document: documentOf(manifest),
        lines: [
          ...linesOf(manifest),
          ...manifest.notes.map(({ problem, count }) => `${problem.message} (${count})`)
        ]
      }))
    })
  }
}

const classCounts = (manifest: Extract<DatasetManifest, { kind: 'images' }>) =>
  manifest.classes.map((name, classIndex) => ({
    name,
    imageCount: manifest.images.filter((image) => image.classIndex === classIndex).length
  }))

function documentOf(manifest: DatasetManifest) {
  const { name, fingerprint, sizeBytes, notes, kind } = manifest
  const common = { kind, name, fingerprint, sizeBytes, notes }
  if (manifest.kind === 'images')
    return { ...common, rowCount: manifest.images.length, classes: classCounts(manifest) }
  const { rowCount, columns, source } = manifest
  const format = source.kind === 'table' ? source.format : undefined
  return { ...common, rowCount, format, columns: columns.map((column) => column.profile) }
}

function linesOf(manifest: DatasetManifest): string[] {
  if (manifest.kind === 'images') {
    const rows = classCounts(manifest).map(({ name, imageCount }) => [name, imageCount])
    return [
      `${manifest.name}: ${manifest.images.length} images in ${manifest.classes.length} classes`,
      '',
      ...formatTable(['class', 'images'], rows)
    ]
  }
  const rows = manifest.columns.map(({ profile: column }) => [
    column.name,
    column.kind,
    column.missingCount,
    column.distinctCount,
    column.kind === 'date' ? null : (column.range?.min ?? null),
    column.kind === 'date' ? null : (column.range?.mean ?? null),
    column.kind === 'date' ? null : (column.range?.max ?? null),
    column.topValues[0]?.value.slice(0, 24) ?? null
  ])
  const head = ['column', 'kind', 'missing', 'distinct', 'min', 'mean', 'max', 'most frequent']
  return [
    `${manifest.name}: ${manifest.rowCount} rows, ${manifest.columns.length} columns`,
    '',
    ...formatTable(head, rows)
  ]
}

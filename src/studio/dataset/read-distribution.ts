import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import type { Column } from '../../shared/dataset/column.ts'
import { convertColumn } from '../../shared/dataset/column-kinds.ts'
import type { ColumnProfile, TableManifest } from '../../shared/dataset/dataset-manifest.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import type { StudioInput, StudioOutput } from '../../shared/rpc/studio-api.ts'
import { openTable } from './open-dataset.ts'
import { readColumn } from './read-columns.ts'

type Distribution = StudioOutput<'datasets.distribution'>

/** More groups than this cannot be told apart in one chart; the most frequent are shown. */
const MAX_GROUPS = 10

/**
 * Histogram, or counts of the top values, of one column: as a whole, and for each class of the target.
 *
 * Output    one group for each class, most frequent first, at most 10; one group where the target is none, or measures
 * Problems  dataset/column-missing, dataset/not-a-table, dataset/not-readable
 */
export async function readDistribution(
  folder: string,
  query: Omit<StudioInput<'datasets.distribution'>, 'id'>
): Promise<Checked<Distribution>> {
  const opened = await openTable(folder)
  if (!opened.ok) return opened
  const found = await readNamed(folder, opened.value, query.column)
  if (!found.ok) return found
  const { column, profile } = found.value
  const bins = binOf(column, profile)
  if (query.target === null)
    return ok({ profile, groups: [{ name: '', counts: countBins(bins, () => 0, 1)[0] ?? [] }] })
  const target = await readNamed(folder, opened.value, query.target)
  if (!target.ok) return target
  const isMeasure = target.value.profile.kind === 'number' && target.value.profile.distinctCount > MAX_GROUPS
  if (isMeasure) return readDistribution(folder, { ...query, target: null })
  const classes = convertColumn(target.value.column, 'category')
  if (!classes.ok || !('codes' in classes.value)) return ok({ profile, groups: [] })
  const { codes, categories } = classes.value
  const counts = countBins(bins, (row) => codes[row] ?? -1, categories.length)
  const groups = categories.map((name, code) => ({ name, counts: counts[code] ?? [] }))
  const size = (group: { counts: readonly number[] }): number =>
    group.counts.reduce((sum, count) => sum + count, 0)
  return ok({
    profile,
    groups: groups.sort((first, second) => size(second) - size(first)).slice(0, MAX_GROUPS)
  })
}

async function readNamed(
  folder: string,
  manifest: TableManifest,
  name: string
): Promise<Checked<{ column: Column; profile: ColumnProfile }>> {
  const index = manifest.columns.findIndex(({ profile }) => profile.name === name)
  const profile = manifest.columns[index]?.profile
  if (!profile) return fail(problem('dataset/column-missing', { column: name }))
  return ok({ column: await readColumn(folder, manifest, index), profile })
}

interface Bins {
  readonly rowCount: number
  readonly binCount: number
  /** -1 where the row has no value, or one that is not among the top. */
  readonly binOfRow: (row: number) => number
}

function binOf(column: Column, { histogram, topValues }: ColumnProfile): Bins {
  if ('values' in column) {
    const { values } = column
    const low = histogram[0]?.low ?? 0
    const width = ((histogram.at(-1)?.high ?? 0) - low) / Math.max(1, histogram.length)
    const last = histogram.length - 1
    const binOfRow = (row: number): number => {
      const value = values[row] ?? NaN
      if (Number.isNaN(value)) return -1
      return width > 0 ? Math.min(last, Math.max(0, Math.floor((value - low) / width))) : 0
    }
    return { rowCount: values.length, binCount: histogram.length, binOfRow }
  }
  const { codes, categories } = column
  const placeOf = new Map(topValues.map(({ value }, place) => [value, place]))
  const binOfCode = Int32Array.from(categories, (category) => placeOf.get(category) ?? -1)
  return {
    rowCount: codes.length,
    binCount: topValues.length,
    binOfRow: (row) => binOfCode[codes[row] ?? -1] ?? -1
  }
}

function countBins(bins: Bins, groupOf: (row: number) => number, groupCount: number): number[][] {
  const counts = new Float64Array(bins.binCount * groupCount)
  for (let row = 0; row < bins.rowCount; row += 1) {
    const bin = bins.binOfRow(row)
    const group = groupOf(row)
    if (bin < 0 || group < 0) continue
    const at = group * bins.binCount + bin
    counts[at] = (counts[at] ?? 0) + 1
  }
  return Array.from({ length: groupCount }, (_, group) => [
    ...counts.subarray(group * bins.binCount, (group + 1) * bins.binCount)
  ])
}

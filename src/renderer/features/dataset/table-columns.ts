import type { ColumnKind, ColumnRole } from '../../../shared/dataset/column.ts'
import type { ColumnProfile, TableManifest } from '../../../shared/dataset/dataset-manifest.ts'
import type { ColumnSpec } from '../../../shared/dataset/dataset-spec.ts'

/** A column as the table draws it. */
export interface TableColumn {
  readonly name: string
  readonly kind: ColumnKind
  readonly role: ColumnRole
  /** As imported; null for a column that a preparation step made. */
  readonly profile: ColumnProfile | null
  /** Place of its cells in a page's rows. */
  readonly cellIndex: number
  /** In pixels. */
  readonly width: number
}

const narrowest = 100
const widest = 190
const missingTextWidth = 116
const datesWidth = 150

/** Rough width in pixels of 12-px text: a Chinese character takes two Latin ones. */
export function textWidth(text: string): number {
  let width = 0
  for (const character of text) width += (character.codePointAt(0) ?? 0) > 0x2e80 ? 12 : 6.7
  return width
}

function widthOf(name: string, profile: ColumnProfile | null): number {
  const values = profile?.kind === 'text' ? [] : (profile?.topValues ?? []).slice(0, 3)
  const valueWidth = Math.max(0, ...values.map(({ value, count }) => textWidth(`${value} ${count}`) + 22))
  const missing = profile !== null && profile.missingCount > 0 ? missingTextWidth : 0
  const kind = profile?.kind === 'text' ? widest : profile?.kind === 'date' ? datesWidth : 0
  return Math.round(Math.min(widest, Math.max(narrowest, textWidth(name) + 18, valueWidth, missing, kind)))
}

/** What a column is used for: as the spec says, or a feature of the kind that the import found. */
export function columnSpecOf(
  name: string,
  foundKind: ColumnKind,
  specs: ReadonlyMap<string, ColumnSpec>
): ColumnSpec {
  return specs.get(name) ?? { name, kind: foundKind, role: 'feature' }
}

export const specsByName = (specs: readonly ColumnSpec[]): ReadonlyMap<string, ColumnSpec> =>
  new Map(specs.map((spec) => [spec.name, spec]))

/**
 * The table's columns from left to right: the target first, the others in the order of the file.
 *
 * @param names  columns of a page, in the order of its cells
 */
export function tableColumns(
  manifest: TableManifest,
  specs: readonly ColumnSpec[],
  names: readonly string[],
  hidden: readonly string[]
): readonly TableColumn[] {
  const byName = specsByName(specs)
  const profiles = new Map(manifest.columns.map(({ profile }) => [profile.name, profile]))
  const columns = names.map((name, cellIndex): TableColumn => {
    const profile = profiles.get(name) ?? null
    const spec = columnSpecOf(name, profile?.kind ?? 'number', byName)
    return { name, kind: spec.kind, role: spec.role, profile, cellIndex, width: widthOf(name, profile) }
  })
  const target = columns.filter(({ role }) => role === 'target')
  const others = columns.filter(({ name, role }) => role !== 'target' && !hidden.includes(name))
  return [...target, ...others]
}

const mostStretch = 1.8

/** Columns widened alike to fill the width there is, as far as that still reads well; never narrowed. */
export function stretchColumns(columns: readonly TableColumn[], available: number): readonly TableColumn[] {
  const wanted = columns.reduce((sum, { width }) => sum + width, 0)
  const stretch = Math.min(mostStretch, available / Math.max(1, wanted))
  if (stretch <= 1) return columns
  return columns.map((column) => ({ ...column, width: Math.floor(column.width * stretch) }))
}

/** Values outside of these lie far from the rest: more than three times the middle half's width beyond it. */
export function farOutLimits(profile: ColumnProfile): { readonly low: number; readonly high: number } | null {
  if (profile.kind !== 'number' || profile.range === null) return null
  const { quartile1, quartile3 } = profile.range
  const width = quartile3 - quartile1
  return width > 0 ? { low: quartile1 - 3 * width, high: quartile3 + 3 * width } : null
}

/** The largest number below another: filters include their ends, bars of a histogram do not include their upper one. */
export const nextDown = (value: number): number =>
  value - Math.max(Number.MIN_VALUE, Math.abs(value) * Number.EPSILON)

const mostDecimals = 6

/** Digits after the point that a number was written with; at most 6. */
export function decimalsOf(value: number): number {
  const text = String(value)
  if (text.includes('e')) return mostDecimals
  const point = text.indexOf('.')
  return point < 0 ? 0 : Math.min(mostDecimals, text.length - point - 1)
}

/**
 * One number of decimals for a whole column, so that its figures line up: three significant figures of a usual value,
 * but never more digits than the values have.
 *
 * @param values  some of the column's
 * @param median  of the whole column, where it is known
 */
export function columnDecimals(values: readonly number[], median?: number): number {
  const magnitudes = values
    .filter((value) => value !== 0)
    .map(Math.abs)
    .sort((a, b) => a - b)
  const usual = median || magnitudes[Math.floor(magnitudes.length / 2)]
  if (usual === undefined) return 0
  const wanted = Math.max(0, Math.min(mostDecimals, 2 - Math.floor(Math.log10(Math.abs(usual)))))
  return Math.min(wanted, Math.max(...values.map(decimalsOf)))
}

/** Whether every feature or only some are named, a step's columns as a list: those of the features that it accepts. */
export function stepColumns(
  chosen: 'all' | readonly string[],
  accepts: readonly (ColumnKind | 'image')[],
  columns: readonly ColumnSpec[]
): readonly string[] {
  if (chosen !== 'all') return chosen
  return columns
    .filter(({ kind, role }) => role === 'feature' && accepts.includes(kind))
    .map(({ name }) => name)
}

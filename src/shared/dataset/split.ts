import { fail, ok, type Checked } from '../core/checked.ts'
import { createRandom, deriveSeed, permutation, type Random } from '../core/random.ts'
import { problem } from '../problems/catalogue.ts'
import type { SplitSpec } from './dataset-spec.ts'
import type { DataPart } from './prepared-data.ts'

/** For each part its rows, in rising order. */
export type Parts = Readonly<Record<DataPart, Uint32Array>>

/** The parts in the order in which they are always shown. */
export const dataParts: readonly DataPart[] = ['train', 'validation', 'test']

/** Hand-written shares such as 0.7 + 0.15 + 0.15 miss 1 by a rounding error. */
const SHARE_TOLERANCE = 1e-6

/**
 * Deals rows out to the three parts.
 *
 * Input     one class code a row, or only the number of rows where the classes do not count
 * Output    each row in exactly one part. Sizes follow the shares by largest remainder, within each class too;
 *           every class has a row in train, and every part with a share has a row
 * Problems  dataset/split-shares      the shares do not add up to 1
 *           dataset/no-training-part  train has no share
 *           dataset/too-few-rows      fewer rows than parts
 */
export function splitRows(rows: { rowCount: number; codes?: Int32Array }, spec: SplitSpec): Checked<Parts> {
  const shares = [spec.train, spec.validation, spec.test] as const
  const sum = shares[0] + shares[1] + shares[2]
  if (Math.abs(sum - 1) > SHARE_TOLERANCE) {
    return fail(problem('dataset/split-shares', { sum: Number(sum.toFixed(4)) }))
  }
  if (spec.train === 0) return fail(problem('dataset/no-training-part', {}))
  const partCount = shares.filter((share) => share > 0).length
  if (rows.rowCount < partCount) {
    return fail(problem('dataset/too-few-rows', { rowCount: rows.rowCount, needed: partCount }))
  }
  if (spec.order === 'position') return ok(dealInOrder(rows.rowCount, shares))
  const random = createRandom(deriveSeed(spec.seed, 'split'))
  const groups = groupByClass(rows.rowCount, spec.isStratified ? rows.codes : undefined)
  const sizes = allot(
    groups.map((group) => group.length),
    shares
  )
  return ok(deal(groups, sizes, { rowCount: rows.rowCount, random }))
}

/** The first rows train, the next validate, the last test: what comes later is never learned from. */
function dealInOrder(rowCount: number, shares: readonly [number, number, number]): Parts {
  const [sizes = [rowCount, 0, 0]] = allot([rowCount], shares)
  const [train, validation] = sizes
  const rows = Uint32Array.from({ length: rowCount }, (_, row) => row)
  return {
    train: rows.slice(0, train),
    validation: rows.slice(train, train + validation),
    test: rows.slice(train + validation)
  }
}

/** Rows of each class, in row order; all in one group where classes do not count. */
function groupByClass(rowCount: number, codes: Int32Array | undefined): Uint32Array[] {
  if (!codes) return [Uint32Array.from({ length: rowCount }, (_, row) => row)]
  let classCount = 0
  for (const code of codes) classCount = Math.max(classCount, code + 1)
  const counts = new Uint32Array(classCount)
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1
  const groups = [...counts].map((count) => new Uint32Array(count))
  const filled = new Uint32Array(classCount)
  codes.forEach((code, row) => {
    const group = groups[code]
    const at = filled[code] ?? 0
    if (group) group[at] = row
    filled[code] = at + 1
  })
  return groups.filter((group) => group.length > 0)
}

type Sizes = [train: number, validation: number, test: number]

/**
 * How many rows of each class go to each part.
 *
 * What rounding took from a part in one class is owed to it in the next, so the parts' totals follow the shares
 * even where every class is smaller than the number of parts.
 */
function allot(classSizes: readonly number[], shares: readonly [number, number, number]): Sizes[] {
  const owed: Sizes = [0, 0, 0]
  const allotted = classSizes.map((classSize) => {
    const sizes = shares.map((share) => Math.floor(classSize * share + 1e-9)) as Sizes
    shares.forEach((share, part) => add(owed, part, classSize * share - (sizes[part] ?? 0)))
    let left = classSize - sizes[0] - sizes[1] - sizes[2]
    for (; left > 0; left -= 1) {
      const part = sizes[0] === 0 ? 0 : largest(owed, shares)
      add(sizes, part, 1)
      add(owed, part, -1)
    }
    return sizes
  })
  ensureEveryPart(allotted, shares)
  return allotted
}

/** Tiny data sets: a part that rounding left empty takes one row from the class with most rows in train. */
function ensureEveryPart(allotted: readonly Sizes[], shares: readonly [number, number, number]): void {
  for (const part of [1, 2]) {
    if ((shares[part] ?? 0) === 0 || allotted.some((sizes) => (sizes[part] ?? 0) > 0)) continue
    const giver = allotted.reduce<Sizes | undefined>(
      (most, sizes) => (most && most[0] >= sizes[0] ? most : sizes),
      undefined
    )
    if (!giver || giver[0] < 2) continue
    giver[0] -= 1
    add(giver, part, 1)
  }
}

function largest(owed: Sizes, shares: readonly [number, number, number]): number {
  let best = 0
  for (const part of [1, 2]) {
    if ((shares[part] ?? 0) > 0 && (owed[part] ?? 0) > (owed[best] ?? 0) + 1e-9) best = part
  }
  return best
}

function add(sizes: Sizes, part: number, amount: number): void {
  sizes[part] = (sizes[part] ?? 0) + amount
}

function deal(
  groups: readonly Uint32Array[],
  sizes: readonly Sizes[],
  { rowCount, random }: { rowCount: number; random: Random }
): Parts {
  const partOfRow = new Uint8Array(rowCount)
  const totals: Sizes = [0, 0, 0]
  groups.forEach((group, index) => {
    const [train, validation, test] = sizes[index] ?? [0, 0, 0]
    const order = permutation(group.length, random)
    for (let at = train; at < group.length; at += 1) {
      partOfRow[group[order[at] ?? 0] ?? 0] = at < train + validation ? 1 : 2
    }
    add(totals, 0, train)
    add(totals, 1, validation)
    add(totals, 2, test)
  })
  const parts = totals.map((total) => new Uint32Array(total))
  const filled: Sizes = [0, 0, 0]
  partOfRow.forEach((part, row) => {
    const rows = parts[part]
    if (rows) rows[filled[part] ?? 0] = row
    add(filled, part, 1)
  })
  const [train = new Uint32Array(), validation = new Uint32Array(), test = new Uint32Array()] = parts
  return { train, validation, test }
}

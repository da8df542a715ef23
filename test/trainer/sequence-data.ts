import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createRandom } from '../../src/shared/core/random.ts'
import type { ColumnKind } from '../../src/shared/dataset/column.ts'
import type { TableManifest } from '../../src/shared/dataset/dataset-manifest.ts'
import type { DatasetSpec } from '../../src/shared/dataset/dataset-spec.ts'

interface SmallColumn {
  readonly name: string
  readonly kind: ColumnKind
  /** Numbers as they are; of words their codes. */
  readonly values: Float64Array | Int32Array
  readonly words?: readonly string[]
}

/** Writes a table as the import would have left it. */
async function writeTable(folder: string, name: string, columns: readonly SmallColumn[]): Promise<void> {
  const manifest: TableManifest = {
    version: 1,
    id: name as TableManifest['id'],
    name,
    source: { kind: 'table', path: `${name}.csv` },
    fingerprint: 'b'.repeat(64),
    importedAt: 0,
    sizeBytes: 0,
    notes: [],
    kind: 'table',
    rowCount: columns[0]?.values.length ?? 0,
    columns: columns.map((column, index) => ({
      profile: {
        name: column.name,
        kind: column.kind,
        missingCount: 0,
        distinctCount: column.words?.length ?? column.values.length,
        range: null,
        histogram: [],
        topValues: []
      },
      file: `${index}.bin`,
      valuesFile: column.words === undefined ? null : `${index}.json`
    }))
  }
  await mkdir(folder, { recursive: true })
  for (const [index, { values, words }] of columns.entries()) {
    await writeFile(path.join(folder, `${index}.bin`), new Uint8Array(values.buffer))
    if (words !== undefined) await writeFile(path.join(folder, `${index}.json`), JSON.stringify(words))
  }
  await writeFile(path.join(folder, 'dataset.json'), JSON.stringify(manifest))
}

/** Short texts; "not" turns praise into blame, so that the order of words counts. */
export async function writeSmallTexts(folder: string, rowCount: number): Promise<void> {
  const random = createRandom(5)
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? ''
  const rows = Array.from({ length: rowCount }, (_, row) => {
    const [isGood, isTurned] = [random() < 0.5, random() < 0.4]
    const word = pick(isGood ? ['good', 'fine', 'great'] : ['bad', 'dull', 'poor'])
    const text = `${pick(['the', 'a'])} film ${row} was ${isTurned ? 'not ' : ''}${word} ${pick(['indeed', 'today', 'again'])}`
    return { text, code: isGood === isTurned ? 0 : 1 }
  })
  await writeTable(folder, 'texts', [
    {
      name: 'text',
      kind: 'text',
      values: Int32Array.from(rows, (_, row) => row),
      words: rows.map(({ text }) => text)
    },
    {
      name: 'opinion',
      kind: 'category',
      values: Int32Array.from(rows, ({ code }) => code),
      words: ['blame', 'praise']
    }
  ])
}

const columns = ['text']
export const smallTexts: DatasetSpec = {
  version: 1,
  source: { kind: 'table', path: 'texts.csv' },
  task: 'classification',
  columns: [
    { name: 'text', kind: 'text', role: 'feature' },
    { name: 'opinion', kind: 'category', role: 'target' }
  ],
  steps: [
    { id: 'step-1', kind: 'segmentText', columns, params: { by: 'spaces' } },
    { id: 'step-2', kind: 'vocabulary', columns, params: { minCount: 2 } },
    { id: 'step-3', kind: 'padSequence', columns, params: { length: 8 } }
  ],
  split: { train: 0.6, validation: 0.2, test: 0.2, seed: 1, isStratified: true }
}

/** A wave of eight days with noise. */
export async function writeSmallSeries(folder: string, rowCount: number): Promise<void> {
  const random = createRandom(6)
  const days = Float64Array.from({ length: rowCount }, (_, day) => Date.UTC(2024, 0, 1 + day))
  const values = Float64Array.from(days, (_, day) => 10 + 4 * Math.sin((Math.PI * day) / 4) + random())
  await writeTable(folder, 'series', [
    { name: 'day', kind: 'date', values: days },
    { name: 'level', kind: 'number', values }
  ])
}

const level = ['level']
export const smallSeries: DatasetSpec = {
  version: 1,
  source: { kind: 'table', path: 'series.csv' },
  task: 'forecast',
  columns: [
    { name: 'day', kind: 'date', role: 'time' },
    { name: 'level', kind: 'number', role: 'target' }
  ],
  steps: [
    { id: 'step-1', kind: 'scaleSeries', columns: level, params: {} },
    { id: 'step-2', kind: 'seriesWindows', columns: level, params: { steps: 12, horizon: 3 } }
  ],
  split: { train: 0.6, validation: 0.2, test: 0.2, seed: 1, isStratified: false, order: 'position' }
}

const colors = ['red', 'blue', 'green', 'white', 'black', 'grey']
const things = ['hat', 'cup', 'box', 'car', 'pen', 'bag']

/** Each color with each thing, over and over; the answer tells them the other way round. */
export async function writeSmallPairs(folder: string, rowCount: number): Promise<void> {
  const named = Array.from({ length: rowCount }, (_, row) => ({
    color: colors[row % 6] ?? '',
    thing: things[Math.floor(row / 6) % 6] ?? ''
  }))
  const column = (name: string, words: readonly string[]): SmallColumn => ({
    ...{ name, kind: 'text', values: Int32Array.from(words, (_, row) => row), words }
  })
  await writeTable(folder, 'pairs', [
    column(
      'question',
      named.map(({ color, thing }, row) => `${color} ${thing}${row % 2 ? ' ?' : ''}`)
    ),
    column(
      'answer',
      named.map(({ color, thing }) => `${thing} is ${color}`)
    )
  ])
}

const sides = ['question', 'answer']
/** Questions of 3 tokens; answers of 3 and their end. */
export const smallPairs: DatasetSpec = {
  version: 1,
  source: { kind: 'table', path: 'pairs.csv' },
  task: 'pairs',
  columns: [
    { name: 'question', kind: 'text', role: 'feature' },
    { name: 'answer', kind: 'text', role: 'target' }
  ],
  steps: [
    { id: 'step-1', kind: 'segmentText', columns: sides, params: { by: 'spaces' } },
    { id: 'step-2', kind: 'vocabulary', columns: sides, params: { marksEnds: true } },
    { id: 'step-3', kind: 'pairSequences', columns: sides, params: { questionLength: 3, answerLength: 3 } }
  ],
  split: { train: 0.6, validation: 0.2, test: 0.2, seed: 1, isStratified: false }
}

import type { StudioBridge } from '../../../src/preload/bridge.ts'
import { unwrap } from '../../../src/shared/core/checked.ts'
import { datasetId, fileHandle } from '../../../src/shared/core/ids.ts'
import type { Column, Table } from '../../../src/shared/dataset/column.ts'
import type { ColumnProfile, TableManifest } from '../../../src/shared/dataset/dataset-manifest.ts'
import { prepareTable, tableAfterSteps } from '../../../src/shared/dataset/prepare.ts'
import { suggestSpec } from '../../../src/shared/dataset/suggest.ts'
import { emptyNetwork } from '../../../src/shared/network/network-graph.ts'
import type { OpenProject } from '../../../src/shared/rpc/project.ts'
import type { StudioInput, StudioMethod, StudioOutput } from '../../../src/shared/rpc/studio-api.ts'
import type { StudioMessage, StudioRequest } from '../../../src/shared/rpc/studio-message.ts'
import { defaultTraining } from '../../../src/shared/training/training-spec.ts'

type Handlers = { [Method in StudioMethod]?: (input: StudioInput<Method>) => StudioOutput<Method> }

/** Comma-separated text without quotes, read as the studio would: numbers where every value is one, else categories. */
export function readTable(csv: string): Table {
  const [head = '', ...lines] = csv.trim().split(/\r?\n/u)
  const cells = lines.map((line) => line.split(','))
  const columns = head.split(',').map((name, place): Column => {
    const texts = cells.map((row) => row[place] ?? '')
    const present = texts.filter((text) => text !== '')
    if (present.every((text) => Number.isFinite(Number(text)))) {
      return {
        kind: 'number',
        name,
        values: Float64Array.from(texts, (text) => (text === '' ? NaN : Number(text)))
      }
    }
    const categories = [...new Set(present)].sort()
    return {
      kind: 'category',
      name,
      categories,
      codes: Int32Array.from(texts, (text) => categories.indexOf(text))
    }
  })
  return { rowCount: lines.length, columns }
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.round((sorted.length - 1) * share)] ?? NaN

function profileOf(column: Column): ColumnProfile {
  const empty = { name: column.name, kind: column.kind, range: null, histogram: [], topValues: [] }
  if ('codes' in column) {
    const counts = column.categories.map((value, code) => ({
      value,
      count: column.codes.filter((other) => other === code).length
    }))
    const missingCount = column.codes.filter((code) => code < 0).length
    const topValues = counts.sort((a, b) => b.count - a.count).slice(0, 20)
    return { ...empty, missingCount, distinctCount: column.categories.length, topValues }
  }
  const sorted = [...column.values].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b)
  const [min = 0] = sorted
  const max = sorted.at(-1) ?? 0
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length
  const standardDeviation = Math.sqrt(
    sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sorted.length
  )
  const width = (max - min) / 20 || 1
  const histogram = Array.from({ length: 20 }, (_, bin) => ({
    low: min + bin * width,
    high: min + (bin + 1) * width,
    count: 0
  }))
  for (const value of sorted)
    (histogram[Math.min(19, Math.floor((value - min) / width))] ?? { count: 0 }).count += 1
  return {
    ...empty,
    missingCount: column.values.length - sorted.length,
    distinctCount: new Set(sorted).size,
    range: {
      min,
      max,
      mean,
      standardDeviation,
      quartile1: quantile(sorted, 0.25),
      median: quantile(sorted, 0.5),
      quartile3: quantile(sorted, 0.75)
    },
    histogram
  }
}

const cellOf = (column: Column, row: number): string | number | null => {
  if ('codes' in column) return column.categories[column.codes[row] ?? -1] ?? null
  const value = column.values[row] ?? NaN
  return Number.isNaN(value) ? null : value
}

/** A studio in memory that holds one table; what it works out is worked out by the product's own code. */
export class MemoryStudio implements StudioBridge {
  readonly host = 'browser' as const
  readonly table: Table
  readonly manifest: TableManifest
  /** Every call that came in. */
  readonly calls: StudioRequest[] = []
  readonly #listeners = new Set<(message: StudioMessage) => void>()
  #project: OpenProject | null = null

  constructor(name: string, csv: string) {
    this.table = readTable(csv)
    this.manifest = {
      version: 1,
      kind: 'table',
      id: datasetId.parse('data-1'),
      name,
      source: { kind: 'table', path: name },
      fingerprint: 'a'.repeat(64),
      importedAt: Date.UTC(2026, 10, 19),
      sizeBytes: csv.length,
      notes: [],
      rowCount: this.table.rowCount,
      columns: this.table.columns.map((column) => ({
        profile: profileOf(column),
        file: `${column.name}.bin`,
        valuesFile: null
      }))
    }
  }

  onMessage(listener: (message: StudioMessage) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  onCommand(): () => void {
    return () => undefined
  }

  pick(): Promise<(StudioInput<'datasets.inspect'>['file'] & never) | undefined> {
    return Promise.resolve(fileHandle.parse('file-1') as never)
  }

  dropped(): Promise<never> {
    return Promise.resolve(fileHandle.parse('file-1') as never)
  }

  send(request: StudioRequest): void {
    this.calls.push(request)
    const message = this.answer(request)
    queueMicrotask(() => {
      for (const listener of this.#listeners) listener(message)
    })
  }

  answer({ id, method, input }: StudioRequest): StudioMessage {
    const handler = this.#handlers[method as StudioMethod] as ((input: unknown) => unknown) | undefined
    if (handler === undefined) throw new Error(`The memory studio does not know ${method}.`)
    return { type: 'done', id, output: handler(input) } as StudioMessage
  }

  get openProject(): OpenProject {
    this.#project ??= {
      key: 'memory',
      name: 'Memory',
      folderLabel: '~/memory',
      createdAt: 0,
      readOnlyReason: null,
      draft: { datasetId: null, dataset: null, network: emptyNetwork, training: defaultTraining }
    }
    return this.#project
  }

  readonly #handlers: Handlers = {
    'draft.save': () => ({ savedAt: 1 }),
    'projects.create': () => this.openProject,
    'projects.current': () => ({ project: this.openProject }),
    'projects.samples': () => ({ samples: [] }),
    'projects.recent': () => ({ projects: [] }),
    'runs.list': () => ({ runs: [] }),
    'exports.list': () => ({ exports: [] }),
    'preferences.get': () => ({
      locale: 'en',
      theme: 'light',
      isInspectorOpen: true,
      inspectorWidth: 320,
      isDrawerOpen: false,
      favouriteLayers: [],
      continueRunsOnOpen: 'ask'
    }),
    'preferences.set': (change) => ({
      locale: 'en',
      theme: 'light',
      isInspectorOpen: true,
      inspectorWidth: 320,
      isDrawerOpen: false,
      favouriteLayers: [],
      continueRunsOnOpen: 'ask',
      ...change
    }),
    'system.info': () => ({
      version: '0.1.0',
      host: 'browser',
      platform: 'linux',
      device: { kind: 'cpu', name: 'CPU', memoryBytes: 1e9 }
    }),
    'datasets.inspect': (input) => ({
      kind: 'table',
      name: this.manifest.name,
      sizeBytes: this.manifest.sizeBytes,
      format: {
        delimiter: ',',
        quote: '"',
        hasHeader: true,
        encoding: 'utf-8',
        decimalMark: '.',
        ...input.format
      },
      columns: this.table.columns.map(({ name, kind }) => ({ name, kind })),
      rows: Array.from({ length: 8 }, (_, row) =>
        this.table.columns.map((column) => String(cellOf(column, row) ?? ''))
      )
    }),
    'datasets.import': () => this.manifest,
    'datasets.get': () => this.manifest,
    'datasets.suggest': ({ target, task }) => unwrap(suggestSpec(this.manifest, { target, task })),
    'datasets.rows': ({ offset, limit, sort, filters, preparation }) => {
      const after =
        preparation === null ? null : tableAfterSteps(this.table, preparation, preparation.afterStep)
      const table = after?.table ?? this.table
      const plain = table.columns.filter(
        (column): column is Column => 'values' in column || 'codes' in column
      )
      const named = (name: string): Column | undefined => plain.find((column) => column.name === name)
      let rows = [...(after?.keptRows ?? Array.from({ length: table.rowCount }, (_, row) => row))]
      for (const filter of filters) {
        rows = rows.filter((row) => {
          if (filter.kind === 'rows') return filter.rows.includes(row)
          const column = named(filter.column)
          const cell = column === undefined ? null : cellOf(column, row)
          if (filter.kind === 'missing') return cell === null
          if (filter.kind === 'equals') return cell === filter.value
          return typeof cell === 'number' && cell >= filter.low && cell <= filter.high
        })
      }
      const column = sort === null ? undefined : named(sort.column)
      if (column !== undefined && sort !== null) {
        const order = (row: number): number =>
          'codes' in column ? (column.codes[row] ?? 0) : (column.values[row] ?? 0)
        rows.sort((a, b) => (order(a) - order(b)) * (sort.isDescending ? -1 : 1))
      }
      const page = rows.slice(offset, offset + limit)
      return {
        rowCount: rows.length,
        columns: table.columns.map(({ name }) => name),
        rowIndices: page,
        rows: page.map((row) => plain.map((other) => cellOf(other, row)))
      }
    },
    'datasets.distribution': ({ column: name, target }) => {
      const profile = this.manifest.columns.find((column) => column.profile.name === name)?.profile
      const column = this.table.columns.find((other) => other.name === name)
      const by = this.table.columns.find((other) => other.name === target)
      if (profile === undefined || column === undefined) throw new Error(`No column ${name}.`)
      const classes = by !== undefined && 'codes' in by ? by.categories : ['']
      const groups = classes.map((className) => ({
        name: className,
        counts: (profile.histogram.length > 0 ? profile.histogram : profile.topValues).map(
          (bar, index, all) => {
            let count = 0
            for (let row = 0; row < this.table.rowCount; row += 1) {
              if (by !== undefined && cellOf(by, row) !== className) continue
              const cell = cellOf(column, row)
              if ('value' in bar) count += cell === bar.value ? 1 : 0
              else if (
                typeof cell === 'number' &&
                cell >= bar.low &&
                (cell < bar.high || index === all.length - 1)
              )
                count += 1
            }
            return count
          }
        )
      }))
      return { profile, groups }
    },
    'datasets.preparation': ({ dataset: spec }) => {
      const prepared = prepareTable(this.table, this.manifest, spec)
      if (!prepared.ok) {
        return {
          steps: [],
          parts: [],
          classes: null,
          sampleShape: null,
          featureNames: [],
          problems: [prepared.problem],
          notes: []
        }
      }
      const { preparation, parts, labels } = prepared.value
      const classes = preparation.target.classes
      return {
        steps: spec.steps.map(({ id }) => ({
          id,
          columnCount: preparation.inputs.length,
          changedCount: this.table.rowCount,
          problem: null
        })),
        parts: (['train', 'validation', 'test'] as const).map((part) => ({
          part,
          rowCount: parts[part].length,
          classCounts: (classes ?? []).map(
            (_, code) => parts[part].filter((row) => labels[row] === code).length
          )
        })),
        classes: classes === null ? null : [...classes],
        sampleShape: [...preparation.sampleShape],
        featureNames: [...preparation.featureNames],
        problems: [],
        notes: []
      }
    }
  }
}

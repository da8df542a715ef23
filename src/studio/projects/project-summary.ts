import { metricCatalogue } from '../../shared/evaluation/metric-catalogue.ts'
import type { DatasetManifest } from '../../shared/dataset/dataset-manifest.ts'
import type { DatasetSpec } from '../../shared/dataset/dataset-spec.ts'
import type { ModelSpec } from '../../shared/network/model-spec.ts'
import type { NetworkGraph } from '../../shared/network/network-graph.ts'
import type { ProjectSummary } from '../../shared/rpc/project.ts'
import type { RunStatus } from '../../shared/training/trained-run.ts'
import { folderLabel } from '../files/folder-label.ts'
import { mainMetric } from '../training/headline-metrics.ts'
import { readSummaries } from '../training/run-summary.ts'
import type { ProjectSession } from './project-session.ts'

export interface SummaryParts {
  readonly manifest: DatasetManifest | undefined
  /** The draft's network where it passes every check. */
  readonly model: ModelSpec | undefined
  readonly sizeBytes: number
  readonly lastOpenedAt: number
}

/** What the list of projects shows of one that is open. */
export function summarizeProject(session: ProjectSession, parts: SummaryParts): ProjectSummary {
  const runs = readSummaries(session.store)
  return {
    key: session.key,
    name: session.name,
    folderLabel: folderLabel(session.folder.path),
    lastOpenedAt: parts.lastOpenedAt,
    createdAt: session.createdAt,
    isAvailable: true,
    sizeBytes: parts.sizeBytes,
    data: dataOf(parts.manifest, session.draft.dataset),
    layers: layersOf(session.draft.network, parts.model),
    weightCount: parts.model?.weightCount ?? 0,
    runCount: runs.length,
    unfinished: unfinishedOf(runs),
    exportCount: session.store.exports.list().length,
    best: bestOf(runs),
    testMetrics: runs.map((run) => mainMetric(run).value)
  }
}

function dataOf(manifest: DatasetManifest | undefined, spec: DatasetSpec | null): ProjectSummary['data'] {
  if (manifest === undefined) return null
  const task = spec === null ? {} : { task: spec.task }
  if (manifest.kind === 'images') {
    return {
      kind: 'images',
      name: manifest.name,
      rowCount: manifest.images.length,
      classCount: manifest.classes.length,
      ...task
    }
  }
  const target = spec?.columns.find(({ role }) => role === 'target')?.name
  const column = manifest.columns.find(({ profile }) => profile.name === target)?.profile
  const classCount = column?.kind === 'category' ? column.distinctCount : null
  return { kind: 'table', name: manifest.name, rowCount: manifest.rowCount, classCount, ...task }
}

function layersOf(graph: NetworkGraph, model: ModelSpec | undefined): ProjectSummary['layers'] {
  if (model === undefined) return graph.nodes.map(({ kind }) => ({ kind, weightShare: 0 }))
  const total = Math.max(1, model.weightCount)
  return model.layers.map(({ kind, weightCount }) => ({ kind, weightShare: weightCount / total }))
}

function unfinishedOf(runs: ReturnType<typeof readSummaries>): ProjectSummary['unfinished'] {
  const has = (...statuses: readonly RunStatus[]): boolean =>
    runs.some(({ status }) => statuses.includes(status))
  if (has('preparing', 'running', 'evaluating')) return 'running'
  return has('interrupted') ? 'interrupted' : has('paused') ? 'paused' : null
}

function bestOf(runs: ReturnType<typeof readSummaries>): ProjectSummary['best'] {
  let best: ProjectSummary['best'] = null
  for (const run of runs) {
    const { metric, value } = mainMetric(run)
    if (value !== null && (best === null || isBetter(metric, value, best.value)))
      best = { runNumber: run.number, metric, value }
  }
  return best
}

const isBetter = (metric: string, value: number, than: number): boolean =>
  metricCatalogue.find(({ key }) => key === metric)?.betterIs === 'lower' ? value < than : value > than

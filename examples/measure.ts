import { cpus, totalmem } from 'node:os'
import type { CommandContext } from '../src/cli/commands/command.ts'
import { metricCatalogue } from '../src/shared/evaluation/metric-catalogue.ts'
import type { EvaluationReport } from '../src/shared/evaluation/evaluation-report.ts'
import type { TemplateFigure } from '../src/shared/template-figures.ts'
import type { Studio } from '../src/studio/studio.ts'
import type { Example } from './example.ts'
import { trainExample } from './train-example.ts'

type Where = CommandContext & { readonly projectFolder: string }

/** Trains an example and reads its figures. Throws  Error  where it cannot be trained or measured */
export async function measureExample(
  studio: Studio,
  example: Example,
  where: Where
): Promise<TemplateFigure> {
  const { run, reports, data } = await trainExample(studio, example, where)
  const shown = [...new Set([example.metric, ...(example.beside ?? [])])]
  const figures = Object.fromEntries(
    shown.map((key) => [key, { train: read(reports, 'train', key), test: read(reports, 'test', key) }])
  )
  const value = read(reports, 'test', example.metric)
  const bound =
    typeof example.bound === 'number' ? example.bound : read(reports, 'test', example.bound.metric)
  if (value === null || bound === null) throw new Error(`${example.key}: the run has no ${example.metric}.`)
  return {
    example: example.key,
    title: example.title,
    template: example.template.key,
    sample: example.sample,
    data: { ...data },
    metric: example.metric,
    value,
    bound,
    boundMetric: typeof example.bound === 'number' ? null : example.bound.metric,
    isMet: isMet(example.metric, value, bound),
    figures,
    documents: example.documents,
    weightCount: run.weightCount ?? 0,
    epochCount: run.epochCount,
    trainingMs: run.durationMs ?? 0,
    measuredAt: Date.now(),
    machine: thisMachine()
  }
}

/** Throws  Error  for a figure that the metric catalogue does not have */
export function metricOf(key: string) {
  const found = metricCatalogue.find((metric) => metric.key === key)
  if (found === undefined) throw new Error(`There is no metric ${key}.`)
  return found
}

function read(reports: readonly EvaluationReport[], part: 'train' | 'test', key: string): number | null {
  const report = reports.find((one) => one.part === part)
  return report === undefined ? null : metricOf(key).read(report)
}

export const isMet = (metric: string, value: number, bound: number): boolean =>
  metricOf(metric).betterIs === 'higher' ? value >= bound : value <= bound

const thisMachine = (): string =>
  `${cpus()[0]?.model.trim() ?? process.arch} × ${cpus().length}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB`

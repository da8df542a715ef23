import { formatDuration, formatNumber } from '../src/cli/table.ts'
import type { Label } from '../src/shared/core/params.ts'
import { layerFor } from '../src/shared/network/layers/catalogue.ts'
import type {
  NetworkTemplate,
  TemplateData,
  TemplateDocs,
  TemplateTraining
} from '../src/shared/network/templates/catalogue.ts'
import { diagramOf, type DiagramLayer } from '../src/shared/network/templates/diagram.ts'
import { lossLabel } from '../src/shared/training/losses.ts'
import type { TemplateFigure } from '../src/shared/template-figures.ts'
import { diagramSvg, shapeWords, type Locale } from './diagram-svg.ts'
import { wanted } from './figure-table.ts'
import { metricOf } from './measure.ts'

/** A template with a page, and what it was measured on; the first figure is the one that the page draws. */
export interface Documented {
  readonly template: NetworkTemplate & { readonly docs: TemplateDocs }
  readonly figures: readonly [TemplateFigure, ...TemplateFigure[]]
}

/** The page of a template in one language, by file name below docs/templates, with its diagram. */
export function pageFiles(documented: Documented, locale: Locale): Readonly<Record<string, string>> {
  const { template, figures } = documented
  const diagram = diagramOf(template, dataOf(figures[0]))
  const ending = locale === 'zh' ? '.zh' : ''
  const svg = `${template.key}${ending}.svg`
  return {
    [svg]: diagramSvg(diagram, locale, template.title[locale]),
    [`${template.key}${ending}.md`]: pageOf(documented, { locale, svg, layers: diagram.layers })
  }
}

/** What the template was fitted to, as it was measured. */
export const dataOf = ({ data }: TemplateFigure): TemplateData => data

const words = {
  other: { en: '[中文](KEY.zh.md)', zh: '[English](KEY.md)' },
  made: {
    en: 'Written by `npm run templates` from the template’s definition and the figures measured last; [all figures](../templates.md).',
    zh: '本页由 `npm run templates` 根据模板定义和最近测得的数值生成；[全部数值](../templates.md)。'
  },
  offered: { en: 'When it is offered', zh: '何时提供' },
  network: { en: 'The network', zh: '网络' },
  head: {
    en: '| layer | settings | output | weights | what it does |',
    zh: '| 层 | 设置 | 输出 | 权重数 | 作用 |'
  },
  plan: { en: 'The training plan', zh: '训练计划' },
  expect: { en: 'What to expect', zh: '可以期待什么' },
  change: { en: 'What to change first', zh: '先改什么' },
  source: { en: 'Source', zh: '出处' }
} as const

function pageOf(
  { template, figures }: Documented,
  { locale, svg, layers }: { locale: Locale; svg: string; layers: readonly DiagramLayer[] }
): string {
  const { key, title, summary, docs } = template
  const data = dataOf(figures[0])
  const say = (label: Label): string => label[locale]
  const section = (name: Label, ...lines: readonly string[]): string =>
    `## ${say(name)}\n\n${lines.join('\n\n')}`
  return `${[
    `# ${say(title)}`,
    `${say(words.other).replace('KEY', key)} · ${say(words.made)}`,
    say(summary),
    section(words.offered, say(docs.offered)),
    section(
      words.network,
      say(docs.network),
      `![${say(title)}](${svg})`,
      drawnFor(figures[0], locale),
      layerTable(layers, locale)
    ),
    section(words.plan, say(docs.plan), planLines(template.suggestTraining(data), locale)),
    section(words.expect, figures.map((figure) => `- ${expectation(figure, locale)}`).join('\n')),
    section(words.change, docs.change.map((one, index) => `${index + 1}. ${say(one)}`).join('\n')),
    section(words.source, docs.source)
  ].join('\n\n')}\n`
}

const drawnFor = ({ sample, weightCount }: TemplateFigure, locale: Locale): string => {
  const count = weightCount.toLocaleString('en')
  return locale === 'zh'
    ? `以 \`${sample}\` 为例，共 ${count} 个权重。在其他数据上，输入、词表和类别数随数据而变。`
    : `Drawn for \`${sample}\`, ${count} weights in all. On other data, the input, the vocabulary and the number of classes follow them.`
}

const layerTable = (layers: readonly DiagramLayer[], locale: Locale): string =>
  [
    words.head[locale],
    '|---|---|---|---|---|',
    ...layers.map(
      ({ kind, title, settings, shape, weightCount }) =>
        `| ${title} | ${settings[locale]} | ${shapeWords(shape)} | ${weightCount === 0 ? '–' : weightCount.toLocaleString('en')} | ${layerFor(kind)?.docs.summary[locale] ?? ''} |`
    )
  ].join('\n')

function planLines(
  { optimizer, loss, batchSize, epochs, regularization, earlyStopping }: TemplateTraining,
  locale: Locale
): string {
  const name = optimizer.kind === 'sgd' ? 'SGD' : 'Adam'
  const { l1, l2 } = regularization
  const penalty = [...(l1 > 0 ? [`L1 ${l1}`] : []), ...(l2 > 0 ? [`L2 ${l2}`] : [])].join(', ')
  return locale === 'zh'
    ? [
        `- 优化器 ${name}，学习率 ${optimizer.learningRate}`,
        `- 损失：${lossLabel(loss).zh}${penalty === '' ? '' : `，加 ${penalty} 惩罚`}`,
        `- 每批 ${batchSize}，最多 ${epochs} 轮，验证损失连续 ${earlyStopping.patience} 轮不再下降即停止`
      ].join('\n')
    : [
        `- ${name}, learning rate ${optimizer.learningRate}`,
        `- ${lossLabel(loss).en}${penalty === '' ? '' : `, with a penalty ${penalty}`}`,
        `- batches of ${batchSize}, up to ${epochs} epochs, stops when the validation loss has not fallen for ${earlyStopping.patience}`
      ].join('\n')
}

function expectation(figure: TemplateFigure, locale: Locale): string {
  const { example, title, metric, value, documents, epochCount, trainingMs, sample } = figure
  const label = metricOf(metric).label[locale]
  const time = formatDuration(trainingMs)
  return locale === 'zh'
    ? `${title.zh}（\`npm run templates -- ${example}\`）：在 \`${sample}\` 的测试集上 ${label} **${formatNumber(value)}**（要求 ${wanted(figure, 'zh')}），${epochCount} 轮，用时 ${time}。文档中：${documents.text.zh}。`
    : `${title.en} (\`npm run templates -- ${example}\`): ${label} **${formatNumber(value)}** on the test part of \`${sample}\`, where ${wanted(figure, 'en')} is wanted, after ${epochCount} epochs in ${time}. In the documents: ${documents.text.en}.`
}

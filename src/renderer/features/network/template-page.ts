import figuresDocument from '../../../../resources/templates/figures.json'
import { metricCatalogue } from '../../../shared/evaluation/metric-catalogue.ts'
import type { NetworkTemplate, TemplateTraining } from '../../../shared/network/templates/catalogue.ts'
import { diagramOf, type Diagram } from '../../../shared/network/templates/diagram.ts'
import { templateFigures, type TemplateFigure } from '../../../shared/template-figures.ts'
import { lossLabel } from '../../../shared/training/losses.ts'
import { formatCount, formatDuration, formatNumber, formatPercent } from '../../text/format.ts'
import { dataset } from '../../state/dataset.svelte.ts'
import { t } from '../../text/text.svelte.ts'
import { templateData } from './template-choice.ts'
import { templateText as text } from './template-text.ts'

/** What came with the program; a file of ours, so a misfit is a mistake of ours and throws. */
const measured = templateFigures.parse(figuresDocument)

export const figuresOf = ({ key }: NetworkTemplate): readonly TemplateFigure[] =>
  measured.filter(({ template }) => template === key)

interface Drawn {
  readonly diagram: Diagram
  /** What it is drawn for: the person's own data, or those that it was measured on. */
  readonly caption: string
}

/** The template as it would be on the data at hand, else on those that it was measured on. */
export function drawTemplate(template: NetworkTemplate): Drawn | undefined {
  const own = templateData()
  if (own !== undefined && template.fits(own))
    return { diagram: diagramOf(template, own), caption: t(text.drawnForYours) }
  const [figure] = figuresOf(template)
  if (figure === undefined) return undefined
  return { diagram: diagramOf(template, figure.data), caption: t(text.drawnFor)(figure.sample) }
}

/** Whether the template would fit if the text column were made into tokens, and not into terms with weights. */
export function needsTokens(template: NetworkTemplate): boolean {
  const own = templateData()
  const isOfTexts =
    dataset.manifest?.kind === 'table' &&
    dataset.manifest.columns.some(({ profile }) => profile.text !== undefined)
  if (own === undefined || !isOfTexts || template.fits(own)) return false
  return template.fits({ ...own, sampleShape: [1], wordCount: 2 })
}

/** The template's own plan, line by line, for the data that it is drawn for. */
export function planOf(template: NetworkTemplate): readonly string[] {
  const own = templateData()
  const data = own !== undefined && template.fits(own) ? own : figuresOf(template)[0]?.data
  return data === undefined ? [] : planLines(template.suggestTraining(data))
}

function planLines({
  optimizer,
  loss,
  batchSize,
  epochs,
  regularization: { l1, l2 },
  earlyStopping
}: TemplateTraining): readonly string[] {
  const name = optimizer.kind === 'sgd' ? 'SGD' : 'Adam'
  const penalties = [...(l1 > 0 ? [`L1 ${l1}`] : []), ...(l2 > 0 ? [`L2 ${l2}`] : [])]
  return [
    t(text.optimizer)(name, String(optimizer.learningRate)),
    t(text.loss)(t(lossLabel(loss)), penalties.join(', ')),
    t(text.epochs)(formatCount(batchSize), formatCount(epochs), formatCount(earlyStopping.patience))
  ]
}

/** "Accuracy 89.7 %", what was wanted, and how long it took. */
export function expectationOf(figure: TemplateFigure): { readonly figure: string; readonly facts: string } {
  const metric = metricCatalogue.find(({ key }) => key === figure.metric)
  const show = metric?.isShare === true ? formatPercent : formatNumber
  const other = metricCatalogue.find(({ key }) => key === figure.boundMetric)
  const wanted = t(metric?.betterIs === 'lower' ? text.atMost : text.atLeast)(
    show(figure.bound),
    other === undefined ? '' : t(other.label)
  )
  return {
    figure: `${metric === undefined ? figure.metric : t(metric.label)} ${show(figure.value)}`,
    facts: t(text.facts)({
      sample: figure.sample,
      wanted,
      epochs: formatCount(figure.epochCount),
      time: formatDuration(figure.trainingMs)
    })
  }
}

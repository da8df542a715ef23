import { lossesFor } from '../../../shared/training/check-training.ts'
import { defaultTraining, type LossKind, type TrainingSpec } from '../../../shared/training/training-spec.ts'
import { checkNetwork } from '../../../shared/network/check-network.ts'
import {
  buildTemplate,
  templates,
  type NetworkTemplate,
  type TemplateData
} from '../../../shared/network/templates/catalogue.ts'
import type { ModelSpec } from '../../../shared/network/model-spec.ts'
import { moveNodes } from '../../../shared/network/graph-edits.ts'
import { dataset } from '../../state/dataset.svelte.ts'
import { project } from '../../state/project.svelte.ts'
import { arrange } from './layout.ts'
import { networkState } from './network.svelte.ts'
import { editText } from './text.ts'

/** What the templates are fitted to; undefined while the data are not known. */
export function templateData(): TemplateData | undefined {
  const { manifest } = dataset
  const { inputShape, target } = networkState
  if (manifest === null || inputShape === undefined || target === undefined) return undefined
  return {
    kind: manifest.kind,
    task: project.draft.dataset?.task ?? 'classification',
    classCount: target.classes?.length ?? null,
    sampleShape: inputShape,
    inputParts: dataset.preparation?.inputParts,
    wordCount: dataset.preparation?.wordCount ?? null,
    horizon: dataset.preparation?.horizon ?? null,
    auxiliaries: dataset.preparation?.auxiliaries,
    rowCount: manifest.kind === 'table' ? manifest.rowCount : manifest.images.length
  }
}

/** All templates, those that fit the data first; of these the first is the one suggested. */
export function orderedTemplates(): readonly {
  readonly template: NetworkTemplate
  readonly isFitting: boolean
}[] {
  const data = templateData()
  return templates
    .map((template) => ({ template, isFitting: data !== undefined && template.fits(data) }))
    .sort((a, b) => Number(b.isFitting) - Number(a.isFitting))
}

/** Puts a template in place of the network; one step back brings the old network and its plan. */
export function applyTemplate(template: NetworkTemplate): void {
  const data = templateData()
  if (data === undefined || !template.fits(data)) return
  const built = buildTemplate(template, data)
  const graph = moveNodes(built, arrange(built))
  const { training } = project.draft
  const check =
    networkState.output === undefined
      ? undefined
      : checkNetwork(graph, {
          inputShape: data.sampleShape,
          inputParts: data.inputParts,
          output: networkState.output
        })
  const next = trainingWith(training, template, data, check?.model)
  networkState.edit(editText.template(template.title), graph, undefined, next)
  networkState.select([])
  networkState.fitRequest += 1
}

/** A plan that nobody touched becomes the template's; else only a loss that cannot work is changed. */
function trainingWith(
  training: TrainingSpec,
  template: NetworkTemplate,
  data: TemplateData,
  model: ModelSpec | undefined
): TrainingSpec {
  const suggested = template.suggestTraining(data)
  if (JSON.stringify(training) === JSON.stringify(defaultTraining)) return { ...training, ...suggested }
  const fitting: readonly LossKind[] = model === undefined ? [] : lossesFor(model, data.task)
  return fitting.includes(training.loss) ? training : { ...training, loss: suggested.loss }
}

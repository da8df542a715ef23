import { addOutput } from '../graph-edits.ts'
import { endsOf, outputParams } from '../network-ends.ts'
import type { NetworkGraph } from '../network-graph.ts'
import { singleOutput } from '../network-output.ts'
import { answerDecoder } from './answer-decoder.ts'
import { dialogueLstm } from './dialogue-lstm.ts'
import { forecastConvolution } from './forecast-convolution.ts'
import { forecastLstm } from './forecast-lstm.ts'
import { imageRowsLstm } from './image-rows-lstm.ts'
import { linearRegression } from './linear-regression.ts'
import { logisticRegression } from './logistic-regression.ts'
import { logisticUnit } from './logistic-unit.ts'
import { maskedTransformer } from './masked-transformer.ts'
import { mlpClassifier } from './mlp-classifier.ts'
import { mlpDropout } from './mlp-dropout.ts'
import { mlpRegressor } from './mlp-regressor.ts'
import { sentimentLstm } from './sentiment-lstm.ts'
import { sentimentTransformer } from './sentiment-transformer.ts'
import { smallCnn } from './small-cnn.ts'
import { textAndNumbers } from './text-and-numbers.ts'
import { textAverage } from './text-average.ts'
import { textConvolution } from './text-convolution.ts'
import { textDecoder } from './text-decoder.ts'
import { textGenerator } from './text-generator.ts'
import { textLstm } from './text-lstm.ts'
import { textTransformer } from './text-transformer.ts'
import { translationTransformer } from './translation-transformer.ts'
import type { NetworkTemplate, TemplateData, TemplateTraining } from './template.ts'

export type { NetworkTemplate, TemplateData, TemplateDocs, TemplateTraining } from './template.ts'

/** Every template; of those that fit the data, the first is the one suggested. */
export const templates: readonly NetworkTemplate[] = [
  mlpClassifier,
  mlpRegressor,
  smallCnn,
  textAverage,
  textGenerator,
  maskedTransformer,
  textAndNumbers,
  forecastConvolution,
  forecastLstm,
  dialogueLstm,
  translationTransformer,
  answerDecoder,
  mlpDropout,
  logisticRegression,
  logisticUnit,
  linearRegression,
  textConvolution,
  textTransformer,
  textLstm,
  textDecoder,
  sentimentLstm,
  sentimentTransformer,
  imageRowsLstm
]

/** The template's network, with a last layer more for each target beside the main one. */
export function buildTemplate(template: NetworkTemplate, data: TemplateData): NetworkGraph {
  return (data.auxiliaries ?? []).reduce((graph, { name, classes }) => {
    const main = endsOf(graph).find(({ answers }) => answers === undefined)
    const params = outputParams(singleOutput(classes))
    return main === undefined ? graph : addOutput(graph, main.id, { answers: name, params })
  }, template.build(data))
}

export interface NetworkSuggestion {
  readonly graph: NetworkGraph
  readonly training: TemplateTraining
  readonly templateKey: string
}

/** The network and training settings to start from; undefined where no template fits, such as values from images. */
export function suggestNetwork(data: TemplateData): NetworkSuggestion | undefined {
  const template = templates.find((one) => one.fits(data))
  if (template === undefined) return undefined
  return {
    graph: buildTemplate(template, data),
    training: template.suggestTraining(data),
    templateKey: template.key
  }
}

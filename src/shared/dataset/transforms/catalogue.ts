import { fail, ok, type Checked } from '../../core/checked.ts'
import {
  defaultParams,
  type Param,
  type ParamTable,
  type ParamValue,
  type ParamValues
} from '../../core/params.ts'
import { problem } from '../../problems/catalogue.ts'
import type { PreparationStep } from '../dataset-spec.ts'
import type { AnyColumnTransform, AnyTransform } from '../transform-definition.ts'
import { bagOfWords } from './bag-of-words.ts'
import { bytePairEncoding } from './byte-pair-encoding.ts'
import { calendarFeatures } from './calendar-features.ts'
import { clean } from './clean-text.ts'
import { fillMissing } from './fill-missing.ts'
import { lowerCase } from './lower-case.ts'
import { maskTokens } from './mask-tokens.ts'
import { normalizeUnicode } from './normalize-unicode.ts'
import { normalize } from './normalize.ts'
import { oneHot } from './one-hot.ts'
import { padSequence } from './pad-sequence.ts'
import { pairSequences } from './pair-sequences.ts'
import { rescaleImage } from './rescale-image.ts'
import { resizeImage } from './resize-image.ts'
import { scaleSeries } from './scale-series.ts'
import { segmentText } from './segment-text.ts'
import { seriesWindows } from './series-windows.ts'
import { standardize } from './standardize.ts'
import { stopWords } from './stop-words.ts'
import { tfIdf } from './tf-idf.ts'
import { tokenWindows } from './token-windows.ts'
import { vocabulary } from './vocabulary.ts'

/** Every kind of preparation step, in the order the menu lists them. */
export const transformCatalogue = {
  fillMissing,
  standardize,
  normalize,
  oneHot,
  calendarFeatures,
  scaleSeries,
  seriesWindows,
  cleanText: clean,
  lowerCase,
  normalizeUnicode,
  segmentText,
  stopWords,
  tfIdf,
  bagOfWords,
  vocabulary,
  bytePairEncoding,
  maskTokens,
  padSequence,
  tokenWindows,
  pairSequences,
  resizeImage,
  rescaleImage
} as const

export type TransformKind = keyof typeof transformCatalogue

/** The transform of a kind; undefined for a kind this version does not know. */
export function transformFor(kind: string): AnyTransform | undefined {
  // The definitions keep their own params types; code that works from the catalogue gives them checked params.
  return Object.hasOwn(transformCatalogue, kind) ? transformCatalogue[kind as TransformKind] : undefined
}

/** A step with its transform and all its settings, those left out at their defaults. */
export interface ResolvedStep<Transform extends AnyTransform = AnyTransform> {
  readonly step: PreparationStep
  readonly transform: Transform
  readonly params: ParamValues<ParamTable>
}

/**
 * The transform and the full settings of a step.
 *
 * Problems  dataset/unknown-step   no transform of that kind
 *           dataset/step-setting   a setting is unknown, of the wrong type, or past its limits
 */
export function resolveStep(step: PreparationStep): Checked<ResolvedStep> {
  const transform = transformFor(step.kind)
  if (!transform) return fail(problem('dataset/unknown-step', { kind: step.kind }))
  for (const [name, value] of Object.entries(step.params)) {
    const param = Object.hasOwn(transform.params, name) ? transform.params[name] : undefined
    const expected = param ? expectation(param, value) : Object.keys(transform.params).join(', ') || '–'
    if (expected === undefined) continue
    const values = {
      step: transform.title.en,
      stepZh: transform.title.zh,
      setting: name,
      expected,
      found: String(value)
    }
    return fail(problem('dataset/step-setting', values))
  }
  return ok({ step, transform, params: { ...defaultParams(transform.params), ...step.params } })
}

export const isColumnStep = (step: ResolvedStep): step is ResolvedStep<AnyColumnTransform> =>
  step.transform.appliesTo === 'columns'

/** What a param takes, where the value does not fit it; undefined where it does. */
function expectation(param: Param, value: ParamValue): string | undefined {
  switch (param.type) {
    case 'integer':
    case 'decimal': {
      const isNumber = typeof value === 'number' && Number.isFinite(value)
      const isWhole = param.type === 'decimal' || Number.isInteger(value)
      return isNumber && isWhole && value >= param.min && value <= param.max
        ? undefined
        : `${param.min} … ${param.max}`
    }
    case 'choice':
      return param.options.some((option) => option === value) ? undefined : param.options.join(', ')
    case 'toggle':
      return typeof value === 'boolean' ? undefined : 'true, false'
    case 'text':
      return typeof value === 'string' && value.length <= param.maxLength
        ? undefined
        : `1 … ${param.maxLength}`
  }
}

import { fail, type Checked, type Problem } from '../core/checked.ts'
import {
  defaultParams,
  type Param,
  type ParamTable,
  type ParamValue,
  type ParamValues
} from '../core/params.ts'
import type { SampleShape } from '../core/schema.ts'
import { problem } from '../problems/catalogue.ts'
import type { LayerDefinition } from './layer-definition.ts'

/** Where a value stands and what it is called, for the words of a problem. */
interface Place {
  readonly layer: string
  readonly param: string
  readonly at: string | undefined
}

function checkNumber(
  param: Param & { type: 'integer' | 'decimal' },
  value: ParamValue,
  place: Place
): Problem | undefined {
  const names = { layer: place.layer, param: param.label.en, paramZh: param.label.zh, found: String(value) }
  if (typeof value !== 'number' || Number.isNaN(value))
    return problem('network/param-not-a-number', names, place.at)
  if (value < param.min || value > param.max) {
    return problem('network/param-out-of-range', { ...names, min: param.min, max: param.max }, place.at)
  }
  if (param.type === 'integer' && !Number.isInteger(value))
    return problem('network/param-not-whole', names, place.at)
  return undefined
}

function checkParam(param: Param, value: ParamValue, place: Place): Problem | undefined {
  const names = { layer: place.layer, param: param.label.en, paramZh: param.label.zh, found: String(value) }
  switch (param.type) {
    case 'integer':
    case 'decimal':
      return checkNumber({ ...param, type: param.type }, value, place)
    case 'choice':
      return typeof value === 'string' && param.options.includes(value)
        ? undefined
        : problem('network/param-not-an-option', { ...names, options: param.options.join(', ') }, place.at)
    case 'toggle':
      return typeof value === 'boolean' ? undefined : problem('network/param-not-yes-or-no', names, place.at)
    case 'text':
      return typeof value === 'string'
        ? undefined
        : problem('network/param-not-an-option', { ...names, options: '“…”' }, place.at)
  }
}

/**
 * Every setting of a layer that cannot stay as it is. Settings left out are fine: they take their default.
 *
 * Problems  network/unknown-param        the layer has no such setting
 *           network/param-not-a-number, param-out-of-range, param-not-whole, param-not-an-option, param-not-yes-or-no
 */
export function paramProblems(
  table: ParamTable,
  params: Readonly<Record<string, ParamValue>>,
  layer: string,
  at?: string
): Problem[] {
  return Object.entries(params).flatMap(([name, value]) => {
    const place = { layer, param: name, at: at === undefined ? undefined : `${at}.${name}` }
    const param = Object.hasOwn(table, name) ? table[name] : undefined
    if (param === undefined) {
      return [
        problem(
          'network/unknown-param',
          { layer, param: name, known: Object.keys(table).join(', ') },
          place.at
        )
      ]
    }
    return checkParam(param, value, place) ?? []
  })
}

/** All settings of a layer, those left out at their default. Expects values that passed `paramProblems`. */
export const completeParams = <Table extends ParamTable>(
  table: Table,
  params: Readonly<Record<string, ParamValue>>
): ParamValues<Table> => ({ ...defaultParams(table), ...params })

/**
 * Output shape of one layer, or the first thing wrong with it.
 *
 * Problems  those of `paramProblems` and of the layer's own `inferShape`
 */
export function checkLayer<Table extends ParamTable>(
  layer: LayerDefinition<string, Table>,
  inputs: readonly SampleShape[],
  params: Readonly<Record<string, ParamValue>>
): Checked<SampleShape> {
  const [first] = paramProblems(layer.params, params, layer.title)
  return first === undefined ? layer.inferShape(inputs, completeParams(layer.params, params)) : fail(first)
}

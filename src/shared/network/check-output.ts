import type { Problem } from '../core/checked.ts'
import type { Label } from '../core/params.ts'
import type { SampleShape } from '../core/schema.ts'
import { problem } from '../problems/catalogue.ts'
import type { NetworkFix } from './network-fix.ts'
import type { NetworkNode } from './network-graph.ts'

/** What is predicted beside the target, by a last layer of its own. */
export interface AuxiliaryOutput {
  /** Of its column. */
  readonly name: string
  /** Undefined where only the network itself is looked at. */
  readonly output: SingleOutput | undefined
}

/** One class or one value. */
export type SingleOutput =
  { readonly kind: 'classification'; readonly classCount: number } | { readonly kind: 'regression' }

/** What the network is to give out, as the data have it. */
export type NetworkOutput =
  | (SingleOutput & { readonly auxiliaries?: readonly AuxiliaryOutput[] | undefined })
  /** The next values of a series. */
  | { readonly kind: 'forecast'; readonly horizon: number }
  /** For each step of the input, one number for each token of the vocabulary. */
  | { readonly kind: 'generation'; readonly stepCount: number; readonly wordCount: number }

/** A problem of the last layer, with the edit that clears it where one is known. */
export interface OutputFinding {
  readonly problem: Problem
  readonly fix?: NetworkFix
}

/** The activation that the layer itself puts on its output. */
export const activationOf = (node: NetworkNode): string => {
  const value = node.params.activation
  return typeof value === 'string' ? value : 'linear'
}

const setParam = (node: NetworkNode, name: string, value: string | number, label: Label): NetworkFix => ({
  label,
  change: { kind: 'set-params', nodeId: node.id, params: { [name]: value } }
})

const useActivation = (node: NetworkNode, activation: string): { fix?: NetworkFix } =>
  'activation' in node.params
    ? { fix: setParam(node, 'activation', activation, { en: `Use ${activation}`, zh: `使用 ${activation}` }) }
    : {}

const useUnits = (node: NetworkNode, units: number): { fix?: NetworkFix } =>
  'units' in node.params
    ? {
        fix: setParam(node, 'units', units, {
          en: `Use ${units} ${units === 1 ? 'unit' : 'units'}`,
          zh: `改为 ${units} 个单元`
        })
      }
    : {}

function checkClasses(last: NetworkNode, size: number, classCount: number, at: string): OutputFinding[] {
  const activation = activationOf(last)
  const isOneForTwo = size === 1 && classCount === 2
  if (size !== classCount && !isOneForTwo) {
    const values = { layer: last.name, classCount, found: size }
    return [{ problem: problem('network/output-classes', values, at), ...useUnits(last, classCount) }]
  }
  const expected = isOneForTwo ? 'sigmoid' : 'softmax'
  if (activation === expected) return []
  const values = { layer: last.name, expected, found: activation }
  return [{ problem: problem('network/output-activation', values, at), ...useActivation(last, expected) }]
}

function checkSequence(
  last: NetworkNode,
  shape: SampleShape,
  { stepCount, wordCount }: Extract<NetworkOutput, { kind: 'generation' }>,
  at: string
): readonly OutputFinding[] {
  if (shape.length !== 2 || shape[0] !== stepCount) {
    const values = { layer: last.name, stepCount, found: shape.join(' × ') }
    return [{ problem: problem('network/output-steps', values, at) }]
  }
  if (shape[1] !== wordCount) {
    const values = { layer: last.name, classCount: wordCount, found: shape[1] ?? 0 }
    return [{ problem: problem('network/output-classes', values, at), ...useUnits(last, wordCount) }]
  }
  const activation = activationOf(last)
  if (activation === 'softmax') return []
  const values = { layer: last.name, expected: 'softmax', found: activation }
  return [{ problem: problem('network/output-activation', values, at), ...useActivation(last, 'softmax') }]
}

/**
 * What keeps the last layer from answering the data's question.
 *
 * Input     the last layer with all its settings, and its shape
 * Problems  network/output-not-a-row, output-classes, output-activation (classification),
 *           output-one-value, output-constant (regression), output-horizon (forecast), output-steps (generation)
 */
export function checkOutput(
  last: NetworkNode,
  shape: SampleShape,
  output: NetworkOutput,
  at: string
): readonly OutputFinding[] {
  if (output.kind === 'generation') return checkSequence(last, shape, output, at)
  const [size = 0] = shape
  if (shape.length !== 1) {
    return [
      { problem: problem('network/output-not-a-row', { layer: last.name, found: shape.join(' × ') }, at) }
    ]
  }
  if (output.kind === 'classification') return checkClasses(last, size, output.classCount, at)
  const wanted = output.kind === 'forecast' ? output.horizon : 1
  if (size !== wanted) {
    const values = { layer: last.name, found: size }
    const found =
      output.kind === 'forecast'
        ? problem('network/output-horizon', { ...values, horizon: output.horizon }, at)
        : problem('network/output-one-value', values, at)
    return [{ problem: found, ...useUnits(last, wanted) }]
  }
  return activationOf(last) === 'softmax'
    ? [
        {
          problem: problem('network/output-constant', { layer: last.name }, at),
          ...useActivation(last, 'linear')
        }
      ]
    : []
}

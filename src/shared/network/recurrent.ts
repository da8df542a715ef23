import { ok } from '../core/checked.ts'
import { decimal, integer, toggle, type Label, type ParamTable, type ParamValues } from '../core/params.ts'
import type { Checked } from '../core/checked.ts'
import type { SampleShape } from '../core/schema.ts'
import { kerasInitializer, kerasOrthogonal, kerasRegularizer, kerasZeros } from './keras-objects.ts'
import type { KerasContext, LayerWeight } from './layer-definition.ts'
import { activationParam } from './layer-params.ts'
import { checkSequence, sequenceLabel } from './sequences.ts'

/** Settings that every recurrent layer has. */
export const recurrentParams = {
  units: integer({
    label: { en: 'Units', zh: '单元数' },
    help: {
      en: 'How many numbers the layer remembers from step to step, and gives out.',
      zh: '该层逐步记住并输出多少个数。'
    },
    min: 1,
    max: 8192,
    default: 64
  }),
  activation: activationParam('tanh'),
  returnSequences: toggle({
    label: { en: 'Give every step', zh: '输出每一步' },
    help: {
      en: 'On: the result of each step, for another layer that reads sequences. Off: only the result after the last step.',
      zh: '打开：输出每一步的结果，供后面读取序列的层使用；关闭：只输出最后一步的结果。'
    },
    default: false
  }),
  goBackwards: toggle({
    label: { en: 'Read backwards', zh: '从后往前读' },
    help: {
      en: 'Reads the sequence from its end to its start. The steps it gives out are in that order, too.',
      zh: '从序列末尾读到开头，输出的各步也按这个顺序排列。'
    },
    default: false
  }),
  dropout: decimal({
    label: { en: 'Dropout', zh: '丢弃比例' },
    help: {
      en: 'Share of the incoming features switched off while training, the same ones at every step of a sequence.',
      zh: '训练时关闭的输入特征比例；同一序列的每一步关闭相同的特征。'
    },
    min: 0,
    max: 0.95,
    default: 0
  })
} satisfies ParamTable
export type RecurrentValues = ParamValues<typeof recurrentParams>

/** "64 units · last step" */
export const recurrentLabel = ({
  units,
  returnSequences
}: Pick<RecurrentValues, 'units' | 'returnSequences'>): Label => ({
  en: `${units} ${units === 1 ? 'unit' : 'units'} · ${sequenceLabel(returnSequences).en}`,
  zh: `${units} 个单元 · ${sequenceLabel(returnSequences).zh}`
})

/** Shape that a recurrent layer gives. */
export function recurrentShape(
  shape: SampleShape | undefined,
  layer: string,
  { units, returnSequences }: Pick<RecurrentValues, 'units' | 'returnSequences'>
): Checked<SampleShape> {
  const sequence = checkSequence(shape, layer)
  if (!sequence.ok) return sequence
  return ok(returnSequences ? [sequence.value[0], units] : [units])
}

/**
 * What a cell stores.
 *
 * Input  gates: how many results it computes at each step (1 for SimpleRNN, 4 for LSTM); biasRows: 2 where the
 *        state has a bias of its own
 */
export function recurrentWeights(
  shape: SampleShape | undefined,
  units: number,
  { gates, biasRows = 1 }: { readonly gates: number; readonly biasRows?: 1 | 2 }
): readonly LayerWeight[] {
  const width = gates * units
  const place = { isTrainable: true, group: 'cell' }
  return [
    { name: 'kernel', shape: [shape?.[1] ?? 0, width], ...place },
    { name: 'recurrent_kernel', shape: [units, width], ...place },
    { name: 'bias', shape: biasRows === 2 ? [2, width] : [width], ...place }
  ]
}

/** Two products of matrices at each step. */
export const recurrentFlops = (shape: SampleShape | undefined, units: number, gates: number): number =>
  2 * (shape?.[0] ?? 0) * gates * units * ((shape?.[1] ?? 0) + units)

/** The part of Keras' config that all recurrent layers share. */
export function recurrentConfig(
  { units, activation, returnSequences, goBackwards, dropout }: RecurrentValues,
  { name, seed, regularization }: KerasContext
): Readonly<Record<string, unknown>> {
  return {
    name,
    trainable: true,
    dtype: 'float32',
    return_sequences: returnSequences,
    return_state: false,
    go_backwards: goBackwards,
    stateful: false,
    unroll: false,
    zero_output_for_mask: false,
    units,
    activation,
    use_bias: true,
    kernel_initializer: kerasInitializer('glorotUniform', seed),
    recurrent_initializer: kerasOrthogonal(seed),
    bias_initializer: kerasZeros,
    kernel_regularizer: kerasRegularizer(regularization),
    recurrent_regularizer: kerasRegularizer(regularization),
    bias_regularizer: null,
    activity_regularizer: null,
    kernel_constraint: null,
    recurrent_constraint: null,
    bias_constraint: null,
    dropout,
    recurrent_dropout: 0,
    seed
  }
}

import { ok } from '../../core/checked.ts'
import { choice } from '../../core/params.ts'
import { deriveSeed } from '../../core/random.ts'
import type { SampleShape } from '../../core/schema.ts'
import { defineLayer, type KerasContext, type LayerWeight } from '../layer-definition.ts'
import { recurrentParams, recurrentShape, type RecurrentValues } from '../recurrent.ts'
import { sequenceLabel } from '../sequences.ts'
import { gru } from './gru.ts'
import { lstm } from './lstm.ts'
import { simpleRnn } from './simple-rnn.ts'

const { goBackwards: _, ...shared } = recurrentParams

const params = {
  cell: choice({
    label: { en: 'Layer', zh: '内层' },
    help: { en: 'The recurrent layer that reads in each direction.', zh: '向每个方向读取序列的循环层。' },
    options: ['LSTM', 'GRU', 'SimpleRNN'],
    default: 'LSTM'
  }),
  ...shared,
  mergeMode: choice({
    label: { en: 'Join by', zh: '合并方式' },
    help: { en: 'How the results of both directions become one.', zh: '两个方向的结果如何合成一个。' },
    options: ['concat', 'sum', 'ave', 'mul'],
    optionLabels: {
      concat: { en: 'side by side', zh: '并排拼接' },
      sum: { en: 'sum', zh: '相加' },
      ave: { en: 'mean', zh: '取平均' },
      mul: { en: 'product', zh: '相乘' }
    },
    default: 'concat'
  })
}

type Cell = 'LSTM' | 'GRU' | 'SimpleRNN'
type InnerValues = Omit<RecurrentValues, 'goBackwards'> & { readonly cell: Cell }

/** One direction in Keras' JSON. */
function inner({ cell, ...values }: InnerValues, context: KerasContext, goBackwards: boolean) {
  const own = { ...values, goBackwards }
  switch (cell) {
    case 'LSTM':
      return lstm.toKeras({ ...own, unitForgetBias: true }, context)
    case 'GRU':
      return gru.toKeras({ ...own, resetAfter: true }, context)
    case 'SimpleRNN':
      return simpleRnn.toKeras(own, context)
  }
}

function innerWeights(shapes: readonly SampleShape[], values: InnerValues): readonly LayerWeight[] {
  const { cell, ...rest } = values
  const own = { ...rest, goBackwards: false }
  if (cell === 'LSTM') return lstm.listWeights(shapes, { ...own, unitForgetBias: true })
  if (cell === 'GRU') return gru.listWeights(shapes, { ...own, resetAfter: true })
  return simpleRnn.listWeights(shapes, own)
}

const gatesOf = (cell: Cell): number => ({ LSTM: 4, GRU: 3, SimpleRNN: 1 })[cell]

const innerName = (cell: Cell): string => ({ LSTM: 'lstm', GRU: 'gru', SimpleRNN: 'simple_rnn' })[cell]

/**
 * Two recurrent layers that read a sequence in both directions; their results are joined step by step.
 *
 * Input     [steps, features]; masked steps leave the state as it is
 * Output    [units] or [steps, units]; twice the units side by side
 * Weights   those of the inner layer, twice
 * Problems  network/needs-sequence   the input is not a sequence
 * Source    Schuster & Paliwal (1997), IEEE Transactions on Signal Processing 45
 */
export const bidirectional = defineLayer({
  kind: 'bidirectional',
  title: 'Bidirectional',
  group: 'sequence',
  icon: 'arrow-right-left',
  inputs: 'one',
  params,
  docs: {
    summary: {
      en: 'Reads a sequence from both ends with two recurrent layers and joins what they found. Each step then knows what comes before and after it.',
      zh: '用两个循环层分别从两端读取序列，再合并结果。这样每一步既知道前文，也知道后文。'
    },
    usual: {
      en: 'For classifying whole texts: 32 to 128 units each way. Not for making text, where the end is not known yet.',
      zh: '用于对整段文本分类：每个方向 32 到 128 个单元。不适合生成文本，因为那时还不知道后文。'
    }
  },
  describe: ({ cell, units, returnSequences }) => ({
    en: `2 × ${cell} · ${units} ${units === 1 ? 'unit' : 'units'} · ${sequenceLabel(returnSequences).en}`,
    zh: `2 × ${cell} · ${units} 个单元 · ${sequenceLabel(returnSequences).zh}`
  }),
  inferShape: ([shape], { mergeMode, ...values }) => {
    const units = mergeMode === 'concat' ? 2 * values.units : values.units
    const found = recurrentShape(shape, 'Bidirectional', { ...values, units })
    return found.ok ? ok(found.value) : found
  },
  listWeights: (shapes, { mergeMode: __, ...values }) =>
    ['forward', 'backward'].flatMap((direction) =>
      innerWeights(shapes, values).map((weight) => ({
        ...weight,
        name: `${direction}_${innerName(values.cell)}/${weight.name}`,
        group: `${direction}_layer/cell`
      }))
    ),
  countFlops: ([shape], { cell, units }) =>
    2 * 2 * (shape?.[0] ?? 0) * gatesOf(cell) * units * ((shape?.[1] ?? 0) + units),
  toKeras: ({ mergeMode, ...values }, context) => {
    const name = innerName(values.cell)
    const forward = inner(values, { ...context, name }, false)
    const seed = deriveSeed(context.seed, 'backward')
    const backward = inner(values, { ...context, name: `backward_${name}`, seed }, true)
    return {
      className: 'Bidirectional',
      config: {
        name: context.name,
        trainable: true,
        dtype: 'float32',
        merge_mode: mergeMode,
        layer: { class_name: forward.className, config: forward.config },
        backward_layer: { class_name: backward.className, config: backward.config }
      }
    }
  },
  fromKeras: ({ layer, merge_mode: mergeMode }) => {
    const { class_name: cell, config } = layer as {
      readonly class_name: unknown
      readonly config: Readonly<Record<string, unknown>>
    }
    const { units, activation, dropout, return_sequences: returnSequences } = config
    return { cell, units, activation, dropout, returnSequences, mergeMode }
  }
})

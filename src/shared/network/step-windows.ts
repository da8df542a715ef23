import { fail, ok, type Checked } from '../core/checked.ts'
import { choice, integer, type ParamTable, type ParamValues } from '../core/params.ts'
import { problem } from '../problems/catalogue.ts'
import { placesAlong } from './image-windows.ts'
import type { KerasContext, KerasLayer, SampleShape } from './layer-definition.ts'
import { checkSequence } from './sequences.ts'

/** A window that slides along the steps of a sequence. */
export interface StepWindow {
  readonly size: number
  readonly stride: number
  readonly padding: 'valid' | 'same' | 'causal'
}

/**
 * Steps that are left behind a window, and the features of a step.
 *
 * Problems  network/needs-sequence; network/window-too-long   'valid', and the window is longer than the sequence
 */
export function checkStepWindow(
  shape: SampleShape | undefined,
  layer: string,
  { size, stride, padding }: StepWindow
): Checked<readonly [steps: number, features: number]> {
  const sequence = checkSequence(shape, layer)
  if (!sequence.ok) return sequence
  const [steps, features] = sequence.value
  if (padding === 'valid' && size > steps)
    return fail(problem('network/window-too-long', { layer, window: size, steps }))
  return ok([placesAlong(steps, size, stride, padding === 'valid' ? 'valid' : 'same'), features])
}

export const stepPoolingParams = {
  poolSize: integer({
    label: { en: 'Window', zh: '窗口' },
    help: { en: 'How many steps become one.', zh: '每次把多少步合成一步。' },
    min: 1,
    max: 4096,
    default: 2
  }),
  strides: integer({
    label: { en: 'Stride', zh: '步幅' },
    help: { en: 'How many steps the window moves at a time.', zh: '窗口每次移动多少步。' },
    min: 1,
    max: 4096,
    default: 2
  }),
  padding: choice({
    label: { en: 'Padding', zh: '填充' },
    help: {
      en: '"valid" leaves out steps at the end that do not fill a window; "same" keeps them.',
      zh: '“valid”舍去末尾不足一个窗口的步；“same”保留它们。'
    },
    options: ['valid', 'same'],
    default: 'valid'
  })
} satisfies ParamTable
type StepPoolingValues = ParamValues<typeof stepPoolingParams>

export const poolingWindow = ({ poolSize, strides, padding }: StepPoolingValues): StepWindow => ({
  size: poolSize,
  stride: strides,
  padding
})

/** Pooling along the steps in Keras' JSON. */
export const stepPoolingLayer = (
  className: string,
  { poolSize, strides, padding }: StepPoolingValues,
  { name }: KerasContext
): KerasLayer => ({
  className,
  config: {
    name,
    trainable: true,
    dtype: 'float32',
    pool_size: [poolSize],
    padding,
    strides: [strides],
    data_format: 'channels_last'
  }
})

/** The settings of a window along the steps, which Keras keeps as lists of one. */
export const windowFromKeras = (config: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries({
      poolSize: config.pool_size,
      kernelSize: config.kernel_size,
      strides: config.strides
    }).flatMap(([name, value]) => (Array.isArray(value) ? [[name, value[0] as unknown]] : []))
  )

import { fail, ok, type Checked } from '../../core/checked.ts'
import { text } from '../../core/params.ts'
import type { SampleShape } from '../../core/schema.ts'
import { problem } from '../../problems/catalogue.ts'
import { defineLayer } from '../layer-definition.ts'

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1)

/** Sizes as they are typed: `28 × 28`, `28, 28` or `28x28`; -1 for the one that follows from the others. */
function readSizes(written: string): readonly number[] | undefined {
  const parts = written
    .trim()
    .replaceAll(/^[[(]|[\])]$/gu, '')
    .split(/\s*[,，×xX*、]\s*|\s+/u)
  const sizes = parts.map((part) => (/^(?:-1|[1-9]\d{0,8})$/u.test(part) ? Number(part) : NaN))
  const open = sizes.filter((size) => size === -1).length
  return sizes.some(Number.isNaN) || open > 1 || sizes.length > 4 ? undefined : sizes
}

/** The sizes that a written shape stands for. Nothing written: the first size stays, all others become one. */
function inferTarget(shape: SampleShape, written: string): Checked<SampleShape> {
  const size = sizeOf(shape)
  if (written.trim() === '') return ok([shape[0] ?? 1, size / (shape[0] ?? 1)])
  const sizes = readSizes(written)
  if (sizes === undefined) return fail(problem('network/not-a-shape', { layer: 'Reshape', found: written }))
  const known = sizeOf(sizes.filter((one) => one !== -1))
  const target = sizes.map((one) => (one === -1 ? size / known : one))
  return sizeOf(target) === size && target.every(Number.isInteger)
    ? ok(target)
    : fail(
        problem('network/cannot-reshape', {
          found: shape.join(' × '),
          size,
          target: sizes.map((one) => (one === -1 ? '?' : one)).join(' × ')
        })
      )
}

/**
 * The same numbers in another shape, the last axis fastest.
 *
 * Input     any shape
 * Output    the written sizes; [first size, all others together] where none are written
 * Problems  network/not-a-shape     what is written is no shape
 *           network/cannot-reshape  it holds another count of numbers
 */
export const reshape = defineLayer({
  kind: 'reshape',
  title: 'Reshape',
  group: 'shape',
  icon: 'proportions',
  inputs: 'one',
  params: {
    targetShape: text({
      label: { en: 'New shape', zh: '新形状' },
      help: {
        en: 'Sizes such as 28 × 28; -1 for one that follows from the others. Left empty: the first size becomes the steps, all others the features of a step.',
        zh: '例如 28 × 28；其中一个可写 -1，由其余的算出。留空：第一个尺寸作为步数，其余合成每一步的特征。'
      },
      maxLength: 40,
      default: ''
    })
  },
  docs: {
    summary: {
      en: 'Lays the same numbers out in another shape, without changing or learning anything. It turns a picture or a row into a sequence for LSTM, for example.',
      zh: '把同样的数排成另一种形状，不改变也不学习任何东西。例如把图像或一行数变成供 LSTM 读取的序列。'
    },
    usual: {
      en: 'Left empty before LSTM: each row of a picture becomes one step.',
      zh: '放在 LSTM 之前并留空：图像的每一行成为一步。'
    }
  },
  describe: ({ targetShape }) =>
    targetShape.trim() === ''
      ? { en: 'steps × features', zh: '步数 × 特征' }
      : { en: `to ${targetShape}`, zh: `变为 ${targetShape}` },
  inferShape: ([shape], { targetShape }) => inferTarget(shape ?? [], targetShape),
  countFlops: () => 0,
  toKeras: ({ targetShape }, { name, inputs }) => {
    const target = inferTarget(inputs[0] ?? [], targetShape)
    return {
      className: 'Reshape',
      config: { name, trainable: true, dtype: 'float32', target_shape: target.ok ? target.value : [] }
    }
  }
})

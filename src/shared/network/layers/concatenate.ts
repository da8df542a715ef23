import { fail, ok } from '../../core/checked.ts'
import { problem } from '../../problems/catalogue.ts'
import { defineLayer } from '../layer-definition.ts'

/**
 * Several inputs side by side along the last axis (columns of a row, channels of an image).
 *
 * Input     two or more; all sizes but the last are the same
 * Output    those sizes, and the sum of the last ones
 * Problems  network/sizes-differ   a size before the last differs
 */
export const concatenate = defineLayer({
  kind: 'concatenate',
  title: 'Concatenate',
  group: 'merge',
  icon: 'combine',
  inputs: 'many',
  params: {},
  docs: {
    summary: {
      en: 'Puts two or more branches side by side: rows become one longer row, pictures become one picture with all channels.',
      zh: '把两个或多个分支并排拼接：几行数接成更长的一行，几幅图像合成一幅含全部通道的图像。'
    },
    usual: {
      en: 'Joins branches that looked at the same data in different ways. Pictures must have the same height and width.',
      zh: '用来合并以不同方式处理同一数据的分支。图像的高和宽必须相同。'
    }
  },
  describe: () => ({ en: 'side by side', zh: '并排拼接' }),
  inferShape: (shapes) => {
    const [first, ...others] = shapes
    const other = others.find(
      (shape) => shape.length !== first?.length || shape.slice(0, -1).join() !== first.slice(0, -1).join()
    )
    if (first === undefined || other !== undefined) {
      const values = { first: (first ?? []).join(' × '), other: (other ?? []).join(' × ') }
      return fail(problem('network/sizes-differ', values))
    }
    return ok([...first.slice(0, -1), shapes.reduce((sum, shape) => sum + (shape.at(-1) ?? 0), 0)])
  },
  countFlops: () => 0,
  toKeras: (_params, { name }) => ({
    className: 'Concatenate',
    config: { name, trainable: true, dtype: 'float32', axis: -1 }
  })
})

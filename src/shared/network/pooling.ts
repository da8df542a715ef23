import { ok, type Checked } from '../core/checked.ts'
import type { ParamValues } from '../core/params.ts'
import { checkWindow, type ImageWindow } from './image-windows.ts'
import type { KerasLayer, SampleShape } from './layer-definition.ts'
import {
  paddingParam,
  poolHeightParam,
  poolWidthParam,
  strideHeightParam,
  strideWidthParam
} from './layer-params.ts'

/** Settings of every layer that takes one number out of each window. */
export const poolingParams = {
  poolHeight: poolHeightParam,
  poolWidth: poolWidthParam,
  strideHeight: strideHeightParam(2),
  strideWidth: strideWidthParam(2),
  padding: paddingParam
}
export type PoolingValues = ParamValues<typeof poolingParams>

const windowOf = (values: PoolingValues): ImageWindow => ({
  height: values.poolHeight,
  width: values.poolWidth,
  strideHeight: values.strideHeight,
  strideWidth: values.strideWidth,
  padding: values.padding
})

/** Output shape of a pooling layer: fewer rows and columns, the same channels. */
export function inferPooling(
  shape: SampleShape | undefined,
  layer: string,
  values: PoolingValues
): Checked<SampleShape> {
  const found = checkWindow(shape, layer, windowOf(values))
  return found.ok ? ok([found.value.rows, found.value.columns, found.value.channels]) : found
}

export const describePooling = ({ poolHeight, poolWidth }: PoolingValues) => ({
  en: `${poolHeight} × ${poolWidth}`,
  zh: `${poolHeight} × ${poolWidth}`
})

export const poolingToKeras = (className: string, values: PoolingValues, name: string): KerasLayer => ({
  className,
  config: {
    name,
    trainable: true,
    dtype: 'float32',
    pool_size: [values.poolHeight, values.poolWidth],
    strides: [values.strideHeight, values.strideWidth],
    padding: values.padding,
    data_format: 'channels_last'
  }
})

import { fail, ok, type Checked } from '../core/checked.ts'
import { problem } from '../problems/catalogue.ts'
import type { SampleShape } from './layer-definition.ts'

/** A window that slides over an image. Sizes in pixels. */
export interface ImageWindow {
  readonly height: number
  readonly width: number
  readonly strideHeight: number
  readonly strideWidth: number
  readonly padding: 'valid' | 'same'
}

/** The three sizes of an image, or what is wrong with a shape that is none. */
export function checkImage(
  shape: SampleShape | undefined,
  layer: string
): Checked<readonly [number, number, number]> {
  const [height, width, channels] = shape ?? []
  if (shape?.length === 3 && height !== undefined && width !== undefined && channels !== undefined) {
    return ok([height, width, channels])
  }
  return fail(problem('network/needs-image', { layer, found: (shape ?? []).join(' × ') }))
}

/**
 * Places a window takes along one side.
 *
 * Output  same:  ceil(size / stride)
 *         valid: floor((size - window) / stride) + 1
 * Source  Dumoulin & Visin (2016), arXiv:1603.07285, chapter 2; TensorFlow guide to `tf.nn.convolution` for 'same'
 */
export const placesAlong = (
  size: number,
  window: number,
  stride: number,
  padding: 'valid' | 'same'
): number => (padding === 'same' ? Math.ceil(size / stride) : Math.floor((size - window) / stride) + 1)

/**
 * Rows and columns that a window gives on an image.
 *
 * Problems  network/needs-image   the input is not an image
 *           network/empty-output  'valid', and the window is larger than the image
 */
export function checkWindow(
  shape: SampleShape | undefined,
  layer: string,
  window: ImageWindow
): Checked<{ readonly rows: number; readonly columns: number; readonly channels: number }> {
  const image = checkImage(shape, layer)
  if (!image.ok) return image
  const [height, width, channels] = image.value
  if (window.padding === 'valid' && (window.height > height || window.width > width)) {
    return fail(
      problem('network/empty-output', {
        layer,
        windowHeight: window.height,
        windowWidth: window.width,
        height,
        width
      })
    )
  }
  return ok({
    rows: placesAlong(height, window.height, window.strideHeight, window.padding),
    columns: placesAlong(width, window.width, window.strideWidth, window.padding),
    channels
  })
}

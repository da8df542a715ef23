import { fail, ok, type Checked } from '../core/checked.ts'
import type { ParamValues } from '../core/params.ts'
import { problem } from '../problems/catalogue.ts'
import type { ImageManifest } from './dataset-manifest.ts'
import type { DatasetSpec } from './dataset-spec.ts'
import type { PreparedData } from './prepared-data.ts'
import { splitRows } from './split.ts'
import { resolveStep, type ResolvedStep } from './transforms/catalogue.ts'
import { pixelScales, rescaleImage } from './transforms/rescale-image.ts'
import { resizeImage } from './transforms/resize-image.ts'

/** Size of the images as the network sees them, in pixels. */
export interface PixelSize {
  readonly height: number
  readonly width: number
  readonly channels: 1 | 3
}

/**
 * The one size all images are brought to.
 *
 * Problems  dataset/no-image-size      no resize step
 *           dataset/step-repeated      more than one
 *           dataset/step-for-tables    a step that works on table columns
 */
export function imageSizeOf(spec: Pick<DatasetSpec, 'steps'>): Checked<PixelSize> {
  const steps = readImageSteps(spec)
  if (!steps.ok) return steps
  const step = steps.value.find(({ transform }) => transform.kind === resizeImage.kind)
  if (!step) return fail(problem('dataset/no-image-size', {}))
  // The catalogue's definitions keep their own params types; these are its params, checked by resolveStep.
  const { width, height, channels } = step.params as unknown as ParamValues<typeof resizeImage.params>
  return ok({ width, height, channels: channels === 'grey' ? 1 : 3 })
}

/**
 * Images ready to train on.
 *
 * Input     bytes of all images at the size of imageSizeOf: [image, row, column, channel]
 * Problems  those of imageSizeOf and splitRows; dataset/one-class; dataset/images-regression
 * Throws    RangeError   the bytes are not of that size
 */
export function prepareImages(
  manifest: ImageManifest,
  pixels: Uint8Array,
  spec: DatasetSpec
): Checked<PreparedData> {
  if (spec.task !== 'classification') return fail(problem('dataset/images-regression', {}))
  const size = imageSizeOf(spec)
  if (!size.ok) return size
  const { height, width, channels } = size.value
  const sampleSize = height * width * channels
  if (pixels.length !== manifest.images.length * sampleSize) {
    throw new RangeError(
      `${pixels.length} bytes are not ${manifest.images.length} images of ${sampleSize} bytes`
    )
  }
  const codes = Int32Array.from(manifest.images, ({ classIndex }) => classIndex)
  if (new Set(codes).size < 2) {
    return fail(
      problem('dataset/one-class', { column: manifest.name, class: manifest.classes[codes[0] ?? 0] ?? '' })
    )
  }
  const parts = splitRows({ rowCount: codes.length, codes }, spec.split)
  if (!parts.ok) return parts
  const steps = readImageSteps(spec)
  return ok({
    preparation: {
      version: 1,
      kind: 'images',
      task: 'classification',
      inputs: [],
      steps: spec.steps.map((step) => ({ step, fitted: [] })),
      featureNames: [],
      sampleShape: [height, width, channels],
      words: null,
      target: { name: 'class', classes: [...manifest.classes], scaling: null }
    },
    samples: { kind: 'uint8', values: pixels, sampleSize, ...scaleOf(steps.ok ? steps.value : []) },
    labels: Float32Array.from(codes),
    parts: parts.value,
    rowIndices: Uint32Array.from(codes.keys()),
    notes: []
  })
}

/** What the bytes of images are multiplied by and shifted by, in training and in prediction alike. */
export function pixelScaleOf(spec: Pick<DatasetSpec, 'steps'>): Checked<{ scale: number; offset: number }> {
  const steps = readImageSteps(spec)
  return steps.ok ? ok(scaleOf(steps.value)) : steps
}

/** What bytes are multiplied by and shifted by; without a rescale step they stay 0 … 255. */
function scaleOf(steps: readonly ResolvedStep[]): { scale: number; offset: number } {
  const step = steps.find(({ transform }) => transform.kind === rescaleImage.kind)
  if (!step) return { scale: 1, offset: 0 }
  const { range } = step.params as unknown as ParamValues<typeof rescaleImage.params>
  return pixelScales[range]
}

/** The steps, each of a kind that works on images and at most once. */
export function readImageSteps(spec: Pick<DatasetSpec, 'steps'>): Checked<readonly ResolvedStep[]> {
  const resolved: ResolvedStep[] = []
  for (const step of spec.steps) {
    const found = resolveStep(step)
    if (!found.ok) return found
    const { en, zh } = found.value.transform.title
    if (found.value.transform.appliesTo === 'columns')
      return fail(problem('dataset/step-for-tables', { step: en, stepZh: zh }))
    if (resolved.some(({ transform }) => transform.kind === step.kind)) {
      return fail(problem('dataset/step-repeated', { step: en, stepZh: zh }))
    }
    resolved.push(found.value)
  }
  return ok(resolved)
}

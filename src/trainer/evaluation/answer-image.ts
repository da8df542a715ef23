import { ProblemError, unwrap } from '../../shared/core/checked.ts'
import { pixelScaleOf } from '../../shared/dataset/prepare.ts'
import { coverPatches, medianColour, patchGrid, type Picture } from '../../shared/evaluation/cover-patches.ts'
import type { ModelQuestion } from '../../shared/evaluation/model-question.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import {
  answerSamples,
  changesAgainst,
  predictionOf,
  requireKind,
  type AnswerOptions
} from './answer-samples.ts'
import type { OpenedModel } from './open-model.ts'

/** Covered pictures held at once. */
const CHUNK_PICTURES = 16

/**
 * The prediction for a picture, then how much each part of it matters.
 *
 * Problems  evaluation/other-question   the picture is not of the size that the network sees
 */
export async function answerImage(
  opened: OpenedModel,
  { pixels, isExplained }: Extract<ModelQuestion, { kind: 'image' }>,
  { signal, send }: AnswerOptions
): Promise<void> {
  requireKind(opened, 'images')
  const { sampleShape, steps } = opened.preparation
  const [height = 1, width = 1, channels = 1] = sampleShape
  const picture: Picture = { pixels, height, width, channels }
  const sampleSize = height * width * channels
  if (pixels.length !== sampleSize) throw new ProblemError(problem('evaluation/other-question', {}))
  const scale = unwrap(pixelScaleOf({ steps: steps.map(({ step }) => step) }))
  const samplesOf = (values: Uint8Array) => ({ kind: 'uint8' as const, values, sampleSize, ...scale })

  const answer = await answerSamples(opened, samplesOf(pixels), signal)
  send({ ...predictionOf(answer), notes: [] })
  if (!isExplained) return
  const { patches, rowCount, columnCount } = patchGrid(picture)
  const colour = medianColour(picture)
  const changes: number[] = []
  for (let start = 0; start < patches.length; start += CHUNK_PICTURES) {
    const covered = coverPatches(picture, patches.slice(start, start + CHUNK_PICTURES), colour)
    const others = await answerSamples(opened, samplesOf(covered), signal)
    changes.push(...changesAgainst(answer, others))
  }
  send({ kind: 'heat-map', rowCount, columnCount, changes })
}

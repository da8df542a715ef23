import { z } from 'zod'
import { nodeId } from '../core/ids.ts'
import { paramValue } from '../core/params.ts'
import { sampleShape } from '../core/schema.ts'
import { inputPart } from '../dataset/prepared-data.ts'

/** One layer of a network that passed every check. */
export const modelLayer = z.strictObject({
  id: nodeId,
  kind: z.string(),
  name: z.string(),
  params: z.record(z.string(), paramValue),
  /** False where training leaves the layer's weights as they are. True where left out. */
  trainable: z.boolean().optional(),
  /** Ids of the layers it reads, in order. */
  inputs: z.array(nodeId),
  outputShape: sampleShape,
  weightCount: z.int().min(0),
  trainableCount: z.int().min(0),
  flopCount: z.number().min(0)
})
export type ModelLayer = z.infer<typeof modelLayer>

/** A network that can be built: layers in an order in which each comes after what it reads; the first is an Input, the last the output. */
export const modelSpec = z.strictObject({
  version: z.literal(1),
  layers: z.array(modelLayer).min(2),
  inputShape: sampleShape,
  /** Where a sample is several inputs one after another: each of them; an Input names the one that it reads. */
  inputParts: z.array(inputPart).min(1).optional(),
  /** Of several outputs, the numbers of all, one output after another. */
  outputShape: sampleShape,
  /** Where there are several: which layer gives each, the main target's first; `answers` is the column of any other. */
  outputs: z
    .array(z.strictObject({ layer: nodeId, answers: z.string().nullable() }))
    .min(2)
    .optional(),
  weightCount: z.int().min(0),
  trainableCount: z.int().min(0),
  flopCount: z.number().min(0)
})
export type ModelSpec = z.infer<typeof modelSpec>

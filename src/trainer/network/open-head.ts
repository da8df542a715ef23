import type { JsonObject } from '../../shared/network/to-keras.ts'
import { isForOneOutput, isForValues } from '../../shared/training/losses.ts'
import type { LossKind } from '../../shared/training/training-spec.ts'

/**
 * What stands between the built model's outputs and what a person reads: the last activation, taken off
 * so that cross-entropy sees the numbers before it and stays exact when they are large.
 */
export type Head = 'softmax' | 'sigmoid' | 'none'

const headOfLoss = (loss: LossKind): Head =>
  isForValues(loss) ? 'none' : isForOneOutput(loss) ? 'sigmoid' : 'softmax'

interface WrittenLayer {
  readonly class_name: string
  readonly config: { readonly name: string; readonly activation?: unknown }
}

/**
 * The model's JSON with a linear last layer for one of its outputs where the loss takes the activation over.
 *
 * Input   JSON of `toKerasModel`; `index` counts its outputs
 * Output  head 'none' and the JSON unchanged where loss and last activation do not belong together
 */
export function openHead(
  model: JsonObject,
  loss: LossKind,
  index = 0
): { readonly model: JsonObject; readonly head: Head } {
  const wanted = headOfLoss(loss)
  const config = model.config as { readonly layers: readonly WrittenLayer[]; readonly output_layers: unknown }
  const outputName = (config.output_layers as readonly (readonly [string])[])[index]?.[0]
  const last = config.layers.find((layer) => layer.config.name === outputName)
  if (wanted === 'none' || last?.config.activation !== wanted) return { model, head: 'none' }
  const layers = config.layers.map((layer) =>
    layer === last ? { ...layer, config: { ...layer.config, activation: 'linear' } } : layer
  )
  return { model: { ...model, config: { ...config, layers } }, head: wanted }
}

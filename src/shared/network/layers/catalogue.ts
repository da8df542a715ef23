import type { AnyLayer } from '../layer-definition.ts'
import { activation } from './activation.ts'
import { add } from './add.ts'
import { averagePooling2d } from './average-pooling2d.ts'
import { batchNormalization } from './batch-normalization.ts'
import { concatenate } from './concatenate.ts'
import { conv2d } from './conv2d.ts'
import { dense } from './dense.ts'
import { dropout } from './dropout.ts'
import { embedding } from './embedding.ts'
import { flatten } from './flatten.ts'
import { globalAveragePooling1d } from './global-average-pooling1d.ts'
import { globalAveragePooling2d } from './global-average-pooling2d.ts'
import { gru } from './gru.ts'
import { input } from './input.ts'
import { layerNormalization } from './layer-normalization.ts'
import { lstm } from './lstm.ts'
import { maxPooling2d } from './max-pooling2d.ts'
import { reshape } from './reshape.ts'
import { simpleRnn } from './simple-rnn.ts'

/** Every kind of layer, in the order in which the palette shows them. */
const layers = {
  input,
  dense,
  activation,
  conv2d,
  maxPooling2d,
  averagePooling2d,
  globalAveragePooling2d,
  embedding,
  lstm,
  gru,
  simpleRnn,
  globalAveragePooling1d,
  flatten,
  reshape,
  dropout,
  batchNormalization,
  layerNormalization,
  add,
  concatenate
}

export type LayerKind = keyof typeof layers

/** Each file keeps its own exact types; whoever works from the catalogue checks values first (`checkParams`). */
export const layerCatalogue = layers as unknown as Readonly<Record<LayerKind, AnyLayer>>

export const layerKinds = Object.keys(layers) as readonly LayerKind[]

/** The definition of a kind; undefined for one that this version does not know. */
export const layerFor = (kind: string): AnyLayer | undefined =>
  Object.hasOwn(layers, kind) ? layerCatalogue[kind as LayerKind] : undefined

import type { AnyLayer } from '../layer-definition.ts'
import { activation } from './activation.ts'
import { add } from './add.ts'
import { alphaDropout } from './alpha-dropout.ts'
import { attention } from './attention.ts'
import { averagePooling1d } from './average-pooling1d.ts'
import { averagePooling2d } from './average-pooling2d.ts'
import { batchNormalization } from './batch-normalization.ts'
import { bidirectional } from './bidirectional.ts'
import { concatenate } from './concatenate.ts'
import { conv1d } from './conv1d.ts'
import { conv2d } from './conv2d.ts'
import { dense } from './dense.ts'
import { dot } from './dot.ts'
import { dropout } from './dropout.ts'
import { embedding } from './embedding.ts'
import { flatten } from './flatten.ts'
import { gaussianNoise } from './gaussian-noise.ts'
import { globalAveragePooling1d } from './global-average-pooling1d.ts'
import { globalAveragePooling2d } from './global-average-pooling2d.ts'
import { globalMaxPooling1d } from './global-max-pooling1d.ts'
import { gru } from './gru.ts'
import { input } from './input.ts'
import { layerNormalization } from './layer-normalization.ts'
import { lstm } from './lstm.ts'
import { masking } from './masking.ts'
import { maxPooling1d } from './max-pooling1d.ts'
import { maxPooling2d } from './max-pooling2d.ts'
import { multiHeadAttention } from './multi-head-attention.ts'
import { permute } from './permute.ts'
import { positionEmbedding } from './position-embedding.ts'
import { repeatVector } from './repeat-vector.ts'
import { rescaling } from './rescaling.ts'
import { reshape } from './reshape.ts'
import { simpleRnn } from './simple-rnn.ts'
import { sinusoidalEncoding } from './sinusoidal-encoding.ts'
import { spatialDropout1d } from './spatial-dropout1d.ts'
import { timeDistributed } from './time-distributed.ts'
import { transformerDecoder } from './transformer-decoder.ts'
import { transformerEncoder } from './transformer-encoder.ts'

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
  bidirectional,
  conv1d,
  maxPooling1d,
  averagePooling1d,
  globalAveragePooling1d,
  globalMaxPooling1d,
  timeDistributed,
  repeatVector,
  masking,
  transformerEncoder,
  transformerDecoder,
  multiHeadAttention,
  attention,
  positionEmbedding,
  sinusoidalEncoding,
  flatten,
  reshape,
  permute,
  rescaling,
  dropout,
  spatialDropout1d,
  batchNormalization,
  layerNormalization,
  gaussianNoise,
  alphaDropout,
  add,
  concatenate,
  dot
}

export type LayerKind = keyof typeof layers

/** Each file keeps its own exact types; whoever works from the catalogue checks values first (`checkParams`). */
export const layerCatalogue = layers as unknown as Readonly<Record<LayerKind, AnyLayer>>

export const layerKinds = Object.keys(layers) as readonly LayerKind[]

/** The definition of a kind; undefined for one that this version does not know. */
export const layerFor = (kind: string): AnyLayer | undefined =>
  Object.hasOwn(layers, kind) ? layerCatalogue[kind as LayerKind] : undefined

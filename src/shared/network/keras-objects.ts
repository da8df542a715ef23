import { deriveSeed } from '../core/random.ts'
import type { InitializerName } from './layer-params.ts'
import type { KerasContext } from './layer-definition.ts'

/** An initialiser or regulariser as both libraries write it in a layer's config. */
export interface KerasObject {
  readonly class_name: string
  readonly config: Readonly<Record<string, unknown>>
}

const initializerClasses: Readonly<Record<InitializerName, string>> = {
  glorotUniform: 'GlorotUniform',
  glorotNormal: 'GlorotNormal',
  heUniform: 'HeUniform',
  heNormal: 'HeNormal',
  lecunNormal: 'LeCunNormal'
}

/** Start values with their seed; the two libraries' defaults differ, so nothing is left to them. */
export const kerasInitializer = (name: InitializerName, seed: number): KerasObject => ({
  class_name: initializerClasses[name],
  config: { seed }
})

/** Orthogonal start values of a recurrent kernel; another seed than the kernel beside it. */
export const kerasOrthogonal = (seed: number): KerasObject => ({
  class_name: 'Orthogonal',
  config: { seed: deriveSeed(seed, 'recurrent'), gain: 1 }
})

/** Start values spread evenly from -limit to limit. */
export const kerasUniform = (limit: number, seed: number): KerasObject => ({
  class_name: 'RandomUniform',
  config: { minval: -limit, maxval: limit, seed }
})

export const kerasZeros: KerasObject = { class_name: 'Zeros', config: {} }
export const kerasOnes: KerasObject = { class_name: 'Ones', config: {} }

/** The penalty on a kernel, or null for none. */
export const kerasRegularizer = ({ l1, l2 }: KerasContext['regularization']): KerasObject | null =>
  l1 === 0 && l2 === 0 ? null : { class_name: 'L1L2', config: { l1, l2 } }

const keras3Modules: Readonly<Record<string, string>> = {
  GlorotUniform: 'keras.initializers',
  GlorotNormal: 'keras.initializers',
  HeUniform: 'keras.initializers',
  HeNormal: 'keras.initializers',
  LeCunNormal: 'keras.initializers',
  Orthogonal: 'keras.initializers',
  RandomUniform: 'keras.initializers',
  Zeros: 'keras.initializers',
  Ones: 'keras.initializers',
  L1L2: 'keras.regularizers'
}

function isKerasObject(value: unknown): value is KerasObject {
  return typeof value === 'object' && value !== null && 'class_name' in value && 'config' in value
}

/** Keras 3 finds a class by its module as well as its name, and spells one name differently. */
function keras3Object(object: KerasObject) {
  return {
    module: keras3Modules[object.class_name] ?? 'keras',
    class_name: object.class_name === 'LeCunNormal' ? 'LecunNormal' : object.class_name,
    config: object.config,
    registered_name: null
  }
}

/** A layer inside another one, in Keras' JSON. */
interface InnerLayer {
  readonly class_name: string
  readonly config: Readonly<Record<string, unknown>>
}

const keras3Layer = ({ class_name: className, config }: InnerLayer) => ({
  module: 'keras.layers',
  class_name: className,
  config: keras3Config(config),
  registered_name: null
})

/** A layer's config with the objects and layers inside it as Keras 3 writes them. */
export function keras3Config(config: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => {
      if (!isKerasObject(value)) return [name, value]
      return [name, name.endsWith('layer') ? keras3Layer(value) : keras3Object(value)]
    })
  )
}

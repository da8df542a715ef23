import { tf } from '../../runtime/load-tensorflow.ts'

/** An activation, initialiser or regulariser in a layer's config, as tfjs hands it on. */
export type ObjectConfig = string | { readonly className: string; readonly config: object } | null | undefined

/** The library's own object for a config; undefined for none. The library has it, but gives no way to it. */
export function fromConfig<Result>(config: ObjectConfig): Result | undefined {
  if (config === null || config === undefined) return undefined
  const className = typeof config === 'string' ? config : config.className
  const { classNameMap } = tf.serialization.SerializationMap.getMap()
  const [known] = classNameMap[className] ?? []
  if (known === undefined) throw new Error(`There is no ${className}.`)
  const values = typeof config === 'string' ? {} : config.config
  return known.fromConfig(known, { ...values }) as Result
}

/** An activation by its name. */
export type Activation = { apply(input: tf.Tensor): tf.Tensor }

type AddWeight = Parameters<tf.layers.Layer['addWeight']>
export type Initializer = NonNullable<AddWeight[3]>
export type Regularizer = NonNullable<AddWeight[4]>

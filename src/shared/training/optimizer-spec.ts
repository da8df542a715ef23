import { z } from 'zod'

const rate = z.number().gt(0).max(100)
const fraction = z.number().min(0).lt(1)
const epsilon = z.number().gt(0).max(1)
const moments = { learningRate: rate, beta1: fraction, beta2: fraction }

/** Optimisers by their Keras names, every hyper-parameter written out. */
export const optimizerSpec = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sgd'), learningRate: rate }),
  z.strictObject({
    kind: z.literal('momentum'),
    learningRate: rate,
    momentum: fraction,
    nesterov: z.boolean()
  }),
  z.strictObject({
    kind: z.literal('rmsprop'),
    learningRate: rate,
    rho: fraction,
    momentum: fraction,
    epsilon
  }),
  z.strictObject({
    kind: z.literal('adagrad'),
    learningRate: rate,
    initialAccumulatorValue: z.number().gt(0).max(100)
  }),
  z.strictObject({ kind: z.literal('adam'), ...moments, epsilon }),
  /** Each step first takes learningRate · weightDecay of every weight away. */
  z.strictObject({ kind: z.literal('adamw'), ...moments, epsilon, weightDecay: z.number().min(0).max(1) }),
  z.strictObject({ kind: z.literal('adamax'), ...moments, epsilon }),
  z.strictObject({ kind: z.literal('nadam'), ...moments, epsilon }),
  z.strictObject({ kind: z.literal('adadelta'), learningRate: rate, rho: fraction, epsilon }),
  z.strictObject({ kind: z.literal('lion'), ...moments })
])
export type OptimizerSpec = z.infer<typeof optimizerSpec>
export type OptimizerKind = OptimizerSpec['kind']

const adamNumbers = { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }

/** The optimiser with Keras' default hyper-parameters. */
export const defaultOptimizers: { readonly [Kind in OptimizerKind]: Extract<OptimizerSpec, { kind: Kind }> } =
  {
    sgd: { kind: 'sgd', learningRate: 0.01 },
    momentum: { kind: 'momentum', learningRate: 0.01, momentum: 0.9, nesterov: false },
    rmsprop: { kind: 'rmsprop', learningRate: 0.001, rho: 0.9, momentum: 0, epsilon: 1e-7 },
    adagrad: { kind: 'adagrad', learningRate: 0.001, initialAccumulatorValue: 0.1 },
    adam: { kind: 'adam', ...adamNumbers },
    adamw: { kind: 'adamw', ...adamNumbers, weightDecay: 0.004 },
    adamax: { kind: 'adamax', ...adamNumbers },
    nadam: { kind: 'nadam', ...adamNumbers },
    adadelta: { kind: 'adadelta', learningRate: 0.001, rho: 0.95, epsilon: 1e-7 },
    lion: { kind: 'lion', learningRate: 0.001, beta1: 0.9, beta2: 0.99 }
  }

/** Numbers that an optimiser keeps for each weight beside the weight itself. */
export function slotCount(optimizer: OptimizerSpec): number {
  switch (optimizer.kind) {
    case 'sgd':
      return 0
    case 'momentum':
    case 'adagrad':
    case 'lion':
      return 1
    case 'rmsprop':
      return optimizer.momentum > 0 ? 2 : 1
    default:
      return 2
  }
}

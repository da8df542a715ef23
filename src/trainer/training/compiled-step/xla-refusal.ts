import type { GraphBuilder } from './graph-builder.ts'

/**
 * Operations that XLA makes fast programs of on a processor: dense layers and what works on each number by itself.
 * Its convolutions are five times slower than TensorFlow's own, and unrolled recurrence takes it half a minute.
 */
const fast = new Set(
  [
    'Abs Add AddN AddV2 ArgMax AssignSubVariableOp AssignVariableOp BiasAdd BiasAddGrad BitwiseAnd Cast ClipByValue ConcatV2 Div Elu EluGrad Equal',
    'Erf Exp Expm1 Fill Floor Gather GatherV2 Greater GreaterEqual Identity IdentityN IsNan LeakyRelu LeakyReluGrad',
    'Less LessEqual Log Log1p LogicalAnd LogicalNot LogicalOr MatMul Max Maximum Mean Minimum Mul Neg NotEqual OneHot',
    'OnesLike Pack Placeholder Pow Prod ReadVariableOp RealDiv Reciprocal Relu Relu6 Relu6Grad ReluGrad Reshape',
    'ResourceApplyAdaMax ResourceApplyAdadelta ResourceApplyAdagrad ResourceApplyAdam ResourceApplyGradientDescent ResourceApplyKerasMomentum',
    'ResourceApplyRMSProp ResourceGather Rsqrt Select SelectV2 Selu SeluGrad Sigmoid SigmoidGrad Sign Slice Softmax',
    'SoftmaxCrossEntropyWithLogits Softplus Softsign SparseSoftmaxCrossEntropyWithLogits Split SplitV Sqrt Square',
    'SquaredDifference Squeeze StatelessRandomUniformFullInt StridedSlice Sub Sum Tanh TanhGrad Tile Transpose Unpack',
    'VarHandleOp ZerosLike',
    // Of these a program of XLA's has the plain forms.
    'LayerwrightDense LayerwrightDenseInputGradient LayerwrightDenseKernelGradient'
  ].flatMap((line) => line.split(' '))
)

/** Beyond it, compiling takes longer than most trainings. */
const MOST_OPERATIONS = 1500

/** Why XLA is not tried on a recorded step, going by its operations; undefined where it is. */
export function refusalOfXla({ counts }: GraphBuilder): string | undefined {
  const slow = [...counts.keys()].find((type) => !fast.has(type))
  if (slow !== undefined) return slow
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  return total > MOST_OPERATIONS ? `${total} operations` : undefined
}

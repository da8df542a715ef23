import type { BuiltModel } from '../../network/build-model.ts'
import { createGraphBuilder, type GraphBuilder } from './graph-builder.ts'
import { DTYPE } from './native-graph.ts'
import { record } from './recorder.ts'
import { declareWeights, mirrorWeights, type MirroredWeights, type WeightVariables } from './variables.ts'

/** A model's outputs by a recorded graph. */
export interface ForwardPass {
  /**
   * Outputs before the head, row by row.
   *
   * Input   samples [rows, …sampleShape]
   * Throws  RecordingError  when the model cannot be recorded
   */
  run(samples: Float32Array, shape: readonly number[]): Promise<Float32Array>
}

interface ForwardParts {
  readonly builder: GraphBuilder
  readonly model: BuiltModel
  readonly weights: WeightVariables
  readonly mirror: Pick<MirroredWeights, 'push'>
}

interface RecordedForward {
  readonly given: number
  readonly output: number
}

/** Fewer rows than this share of a recorded size get a graph of their own; others are filled up to that size. */
const FILLED_SHARE = 0.25

/** The forward pass in the graph of a session, on the weights that are there. */
export function createForwardPass(parts: ForwardParts): ForwardPass {
  const { builder, mirror } = parts
  const recorded = new Map<number, RecordedForward>()
  const sizeFor = (rowCount: number): number => {
    const fitting = [...recorded.keys()].filter((size) => size >= rowCount && rowCount >= size * FILLED_SHARE)
    return fitting.length === 0 ? rowCount : Math.min(...fitting)
  }
  return {
    run: async (samples, [rowCount = 0, ...sampleShape]) => {
      const size = sizeFor(rowCount)
      const shape = [size, ...sampleShape]
      const { given, output } = recorded.get(size) ?? recordForward(parts, shape)
      recorded.set(size, { given, output })
      await mirror.push()
      const values = fill(samples, shape)
      const feed = { output: given, dtype: DTYPE.float32, shape, values }
      const [outputs] = await builder.graph.run([feed], [output], [], 1)
      if (outputs === undefined) throw new Error('The forward pass gave no output.')
      return (outputs as Float32Array).subarray(0, (outputs.length / size) * rowCount)
    }
  }
}

function recordForward({ builder, model, weights }: ForwardParts, shape: readonly number[]): RecordedForward {
  const given = builder.placeholder(DTYPE.float32, shape)
  return record({ builder, weights, layers: model.layers }, ({ tensor, outputOf }) => ({
    given: given.id,
    output: outputOf(model.forward(tensor(given), { isTraining: false }))
  }))
}

function fill(samples: Float32Array, shape: readonly number[]): Float32Array {
  const length = shape.reduce((size, one) => size * one, 1)
  if (samples.length === length) return samples
  const filled = new Float32Array(length)
  filled.set(samples)
  return filled
}

/** A forward pass in a session of its own, for a model that is not being trained. */
export function openForwardPass(model: BuiltModel): ForwardPass & { close(): void } {
  const builder = createGraphBuilder()
  const weights = declareWeights(builder, model.weights)
  const mirror = mirrorWeights(builder, model.weights, weights)
  const pass = createForwardPass({ builder, model, weights, mirror })
  return {
    run: (samples, shape) => pass.run(samples, shape),
    close: () => {
      builder.graph.close()
    }
  }
}

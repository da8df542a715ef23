import type { BuiltModel } from '../../network/build-model.ts'
import { nameSlots, pairSlots } from '../optimizer-state.ts'
import type { TrainingStep } from '../step.ts'
import type { GraphBuilder } from './graph-builder.ts'
import { attribute, DTYPE } from './native-graph.ts'
import type { Variable } from './variables.ts'

const FLOAT = attribute.dtype('dtype', DTYPE.float32)

/** Adds to the graph what reads the optimiser's slots and gives them values. */
export function connectSlots(
  builder: GraphBuilder,
  model: BuiltModel,
  slots: readonly Readonly<Record<string, Variable>>[]
): Pick<TrainingStep, 'readState' | 'writeState'> {
  const connected = nameSlots(model, slots).map(({ name, kept: { handle, shape } }) => {
    const given = builder.placeholder(DTYPE.float32, shape).id
    return {
      name,
      kept: {
        shape,
        given,
        read: builder.output('ReadVariableOp', [handle], [FLOAT]).id,
        assign: builder.add('AssignVariableOp', [handle, given], [FLOAT]).id
      }
    }
  })
  return {
    readState: async () => {
      if (connected.length === 0) return []
      const reads = connected.map(({ kept }) => kept.read)
      const values = await builder.graph.run([], reads, [], 1)
      return connected.map(({ name, kept: { shape } }, index) => ({
        name,
        shape: [...shape],
        values: values[index] as Float32Array
      }))
    },
    writeState: async (state) => {
      const pairs = pairSlots(connected, state)
      if (pairs.length === 0) return
      const feeds = pairs.map(({ kept: { given, shape }, values }) => ({
        output: given,
        dtype: DTYPE.float32,
        shape,
        values
      }))
      await builder.graph.run(
        feeds,
        [],
        pairs.map(({ kept }) => kept.assign),
        1
      )
    }
  }
}

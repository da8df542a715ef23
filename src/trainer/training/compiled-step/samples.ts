import { copySamples, type BatchData } from '../../dataset/batch-reader.ts'
import type { GraphBuilder } from './graph-builder.ts'
import { attribute, DTYPE, type Feed, type GraphOutput } from './native-graph.ts'
import { assignVariable, createVariable } from './variables.ts'

/** The samples and labels of batches, as the recorded step reads them. */
export interface SampleFeed {
  /** Outputs of the graph for a batch of this many rows. */
  inputsFor(batchSize: number): BatchInputs
  /** Called once before the first step. */
  prepare(): Promise<void>
  /** How many steps can be given at once without taking much memory. */
  readonly stepLimit: (batchSize: number) => number
}

export interface BatchInputs {
  readonly samples: GraphOutput
  readonly labels: GraphOutput
  /** What to feed for batches of that size, one after another. */
  feed(batches: readonly Uint32Array[]): Feed[]
}

/** Up to this many bytes of samples stay in the runtime for the whole training. */
const RESIDENT_BYTES = 2 ** 30
/** Of batches that are given to the runtime at a time. */
const FEED_BYTES = 16 * 2 ** 20

interface Source {
  readonly data: BatchData
  readonly rows: Uint32Array
}

/** Keeps the training rows in the runtime where they fit, and otherwise gives it each batch. */
export function createSampleFeed(
  builder: GraphBuilder,
  source: Source,
  budget: number = RESIDENT_BYTES
): SampleFeed {
  const bytes = source.rows.length * (source.data.samples.sampleSize + 1) * 4
  return bytes <= budget ? createResidentFeed(builder, source) : createBatchFeed(builder, source)
}

const labelDtype = ({ target }: BatchData): number => (target.classes === null ? DTYPE.float32 : DTYPE.int32)

function readSamples({ samples }: BatchData, rows: Uint32Array): Float32Array {
  const values = new Float32Array(rows.length * samples.sampleSize)
  copySamples(samples, rows, values)
  return values
}

function readLabels({ labels, target }: BatchData, rows: Uint32Array): Float32Array | Int32Array {
  if (labels === undefined) throw new Error('There are no labels to learn from.')
  const taken = target.classes === null ? new Float32Array(rows.length) : new Int32Array(rows.length)
  for (const [index, row] of rows.entries()) taken[index] = labels[row] ?? 0
  return taken
}

function createResidentFeed(builder: GraphBuilder, { data, rows }: Source): SampleFeed {
  const positions = new Int32Array(rows.reduce((most, row) => Math.max(most, row), 0) + 1)
  for (const [position, row] of rows.entries()) positions[row] = position
  const keep = (dtype: number, shape: readonly number[], name: string) => {
    const variable = createVariable(builder, shape, name, dtype)
    const given = builder.placeholder(dtype, shape)
    const assign = assignVariable(builder, variable, given.id, dtype)
    const gather = (indices: number): GraphOutput =>
      builder.output(
        'ResourceGather',
        [variable.handle, indices],
        [attribute.dtype('dtype', dtype), attribute.dtype('Tindices', DTYPE.int32)]
      )
    return { given, assign, gather, dtype, shape }
  }
  const samples = keep(DTYPE.float32, [rows.length, ...data.sampleShape], 'samples')
  const labels = keep(labelDtype(data), [rows.length], 'labels')
  return {
    stepLimit: () => 1000,
    inputsFor: (batchSize) => {
      const indices = builder.placeholder(DTYPE.int32, [batchSize])
      return {
        samples: samples.gather(indices.id),
        labels: labels.gather(indices.id),
        feed: (batches) => [
          {
            output: indices.id,
            dtype: DTYPE.int32,
            shape: [batchSize],
            values: joinRows(batches).map((row) => positions[row] ?? 0)
          }
        ]
      }
    },
    prepare: async () => {
      const feeds = [
        { kept: samples, values: readSamples(data, rows) },
        { kept: labels, values: readLabels(data, rows) }
      ].map(({ kept: { given, dtype, shape }, values }) => ({ output: given.id, dtype, shape, values }))
      await builder.graph.run(feeds, [], [samples.assign, labels.assign], 1)
    }
  }
}

function createBatchFeed(builder: GraphBuilder, { data }: Source): SampleFeed {
  return {
    stepLimit: (batchSize) => Math.max(1, Math.floor(FEED_BYTES / (batchSize * data.samples.sampleSize * 4))),
    inputsFor: (batchSize) => {
      const shape = [batchSize, ...data.sampleShape]
      const samples = builder.placeholder(DTYPE.float32, shape)
      const labels = builder.placeholder(labelDtype(data), [batchSize])
      return {
        samples,
        labels,
        feed: (batches) => {
          const rows = Uint32Array.from(joinRows(batches))
          return [
            { output: samples.id, dtype: DTYPE.float32, shape, values: readSamples(data, rows) },
            { output: labels.id, dtype: labels.dtype, shape: [batchSize], values: readLabels(data, rows) }
          ]
        }
      }
    },
    prepare: async () => {}
  }
}

function joinRows(batches: readonly Uint32Array[]): Int32Array {
  const size = batches[0]?.length ?? 0
  const joined = new Int32Array(batches.length * size)
  for (const [index, batch] of batches.entries()) joined.set(batch, index * size)
  return joined
}

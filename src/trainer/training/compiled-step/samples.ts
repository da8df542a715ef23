import {
  copyLabels,
  copySamples,
  copyWeights,
  labelShape,
  labelType,
  type BatchData
} from '../../dataset/batch-reader.ts'
import type { GraphBuilder } from './graph-builder.ts'
import {
  attribute,
  createNativeNumbers,
  DTYPE,
  type Feed,
  type GraphOutput,
  type NativeNumbers
} from './native-graph.ts'
import { createVariable } from './variables.ts'

/** The samples and labels of batches, as the recorded step reads them. */
export interface SampleFeed {
  /** Outputs of the graph for a batch of this many rows. */
  inputsFor(batchSize: number): BatchInputs
  /** Called once before the first step. */
  prepare(): Promise<void>
  /** How many steps can be given at once without taking much memory. */
  readonly stepLimit: (batchSize: number) => number
  /** Undefined where the rows do not fit in the runtime. */
  readonly resident: ResidentRows | undefined
}

/** Rows that stay in the runtime, to be read by any graph of the session. */
export interface ResidentRows {
  /** The samples, labels and weights at some positions, int32 [batch size], in a graph. */
  gather(builder: GraphBuilder, positions: number): Omit<BatchInputs, 'feed'>
  /** Where the rows of batches stand, one after another, put into numbers that are long enough. */
  putPositions(batches: readonly Uint32Array[], into: Int32Array): void
}

export interface BatchInputs {
  readonly samples: GraphOutput
  readonly labels: GraphOutput
  /** Undefined where all samples count the same. */
  readonly weights: GraphOutput | undefined
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

/** Samples in the runtime's memory, which several sessions read where they are. */
export interface SampleHolder {
  /** [rows, …sampleShape]; made when they are first asked for. */
  samplesOf(source: Source): NativeNumbers
  /** What sessions were given they keep. */
  close(): void
}

export function createSampleHolder(): SampleHolder {
  let held: NativeNumbers | undefined
  return {
    samplesOf: ({ data, rows }) => {
      if (held === undefined) {
        held = createNativeNumbers(DTYPE.float32, [rows.length, ...data.sampleShape])
        copySamples(data.samples, rows, held.values as Float32Array)
      }
      return held
    },
    close: () => {
      held?.close()
      held = undefined
    }
  }
}

interface FeedOptions {
  /** Left out for samples that no other session reads. */
  readonly holder?: SampleHolder | undefined
  /** Bytes of samples that may stay in the runtime. */
  readonly budget?: number | undefined
}

/** Keeps the training rows in the runtime where they fit, and otherwise gives it each batch. */
export function createSampleFeed(
  builder: GraphBuilder,
  source: Source,
  { holder, budget = RESIDENT_BYTES }: FeedOptions = {}
): SampleFeed {
  const bytes = source.rows.length * (source.data.samples.sampleSize + 1) * 4
  return bytes <= budget ? createResidentFeed(builder, source, holder) : createBatchFeed(builder, source)
}

const labelDtype = ({ target }: BatchData): number => DTYPE[labelType(target)]

function readSamples({ samples }: BatchData, rows: Uint32Array): Float32Array {
  const values = new Float32Array(rows.length * samples.sampleSize)
  copySamples(samples, rows, values)
  return values
}

function createResidentFeed(
  builder: GraphBuilder,
  source: Source,
  shared: SampleHolder | undefined
): SampleFeed {
  const { data, rows } = source
  const positions = new Int32Array(rows.reduce((most, row) => Math.max(most, row), 0) + 1)
  for (const [position, row] of rows.entries()) positions[row] = position
  const samples = { name: 'samples', dtype: DTYPE.float32, shape: [rows.length, ...data.sampleShape] }
  const labels = {
    name: 'labels',
    dtype: labelDtype(data),
    shape: [rows.length, ...labelShape(data.target)]
  }
  const weights = { name: 'sample weights', dtype: DTYPE.float32, shape: [rows.length] }
  const { weights: given } = data
  const resident: ResidentRows = {
    gather: (place, indices) => ({
      samples: gatherRows(place, samples, indices),
      labels: gatherRows(place, labels, indices),
      weights: given && gatherRows(place, weights, indices)
    }),
    putPositions: (batches, into) => {
      let at = 0
      for (const batch of batches) {
        for (let index = 0; index < batch.length; index += 1)
          into[at + index] = positions[batch[index] ?? 0] ?? 0
        at += batch.length
      }
    }
  }
  const kept = keepRows(builder, samples)
  const stores = [
    { store: keepRows(builder, labels), read: () => copyLabels(data, rows) },
    ...(given === undefined
      ? []
      : [{ store: keepRows(builder, weights), read: () => copyWeights(given, rows) }])
  ]
  return {
    resident,
    stepLimit: () => 1024,
    inputsFor: (batchSize) => {
      const indices = builder.placeholder(DTYPE.int32, [batchSize])
      const shape = [batchSize]
      return {
        ...resident.gather(builder, indices.id),
        feed: (batches) => {
          const values = new Int32Array(batches.length * batchSize)
          resident.putPositions(batches, values)
          return [{ output: indices.id, dtype: DTYPE.int32, shape, values }]
        }
      }
    },
    prepare: async () => {
      const feeds = stores.map(({ store: { given, dtype, shape }, read }) => {
        return { output: given, dtype, shape, values: read() }
      })
      const holder = shared ?? createSampleHolder()
      const numbers = { output: kept.given, numbers: holder.samplesOf(source) }
      const targets = [kept, ...stores.map(({ store }) => store)].map(({ assign }) => assign)
      await builder.graph.run([numbers, ...feeds], [], targets, 1)
      if (shared === undefined) holder.close()
    }
  }
}

interface KeptRows {
  readonly name: string
  readonly dtype: number
  readonly shape: readonly number[]
}

const handleOf = (builder: GraphBuilder, { name, dtype, shape }: KeptRows): number =>
  builder.variables.get(name) ?? createVariable(builder, shape, name, dtype).handle

/** Reading gives the rows where they are; `ResourceGather` would first copy rows that are read elsewhere, too. */
function gatherRows(builder: GraphBuilder, kept: KeptRows, indices: number): GraphOutput {
  const { id } = builder.output(
    'ReadVariableOp',
    [handleOf(builder, kept)],
    [attribute.dtype('dtype', kept.dtype)]
  )
  const axis = builder.constant(DTYPE.int32, [], Int32Array.of(0))
  return builder.output(
    'GatherV2',
    [id, indices, axis],
    [
      attribute.dtype('Tparams', kept.dtype),
      attribute.dtype('Tindices', DTYPE.int32),
      attribute.dtype('Taxis', DTYPE.int32)
    ]
  )
}

function keepRows(builder: GraphBuilder, kept: KeptRows) {
  const { dtype, shape } = kept
  const given = builder.placeholder(dtype, shape).id
  const attributes = [attribute.dtype('dtype', dtype)]
  const assign = builder.add('AssignVariableOp', [handleOf(builder, kept), given], attributes).id
  return { given, assign, dtype, shape }
}

function createBatchFeed(builder: GraphBuilder, { data }: Source): SampleFeed {
  return {
    resident: undefined,
    stepLimit: (batchSize) => Math.max(1, Math.floor(FEED_BYTES / (batchSize * data.samples.sampleSize * 4))),
    inputsFor: (batchSize) => {
      const shape = [batchSize, ...data.sampleShape]
      const samples = builder.placeholder(DTYPE.float32, shape)
      const truthShape = [batchSize, ...labelShape(data.target)]
      const labels = builder.placeholder(labelDtype(data), truthShape)
      const { weights: given } = data
      const weights = given && builder.placeholder(DTYPE.float32, [batchSize])
      return {
        samples,
        labels,
        weights,
        feed: (batches) => {
          const rows = Uint32Array.from(joinRows(batches))
          return [
            { output: samples.id, dtype: DTYPE.float32, shape, values: readSamples(data, rows) },
            { output: labels.id, dtype: labels.dtype, shape: truthShape, values: copyLabels(data, rows) },
            ...(given === undefined || weights === undefined
              ? []
              : [
                  {
                    output: weights.id,
                    dtype: weights.dtype,
                    shape: [batchSize],
                    values: copyWeights(given, rows)
                  }
                ])
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

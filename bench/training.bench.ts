/**
 * The compiled training step against each operation by itself and against Keras on TensorFlow: same layers, sizes,
 * batches, optimiser and metric, taking turns. Printed: microseconds a sample, best of all rounds, and the ratios.
 * The first epoch is told apart: it holds recording, the check of the step and TensorFlow's work on the graph.
 */
import os from 'node:os'
import { createRandom } from '../src/shared/core/random.ts'
import { nodeId } from '../src/shared/core/ids.ts'
import { defaultParams } from '../src/shared/core/params.ts'
import { checkNetwork } from '../src/shared/network/check-network.ts'
import { layerFor } from '../src/shared/network/layers/catalogue.ts'
import { defaultOptimizers, type LossKind } from '../src/shared/training/training-spec.ts'
import { createBatchReader, type BatchData } from '../src/trainer/dataset/batch-reader.ts'
import { buildModel } from '../src/trainer/network/build-model.ts'
import { chooseMachine } from '../src/trainer/runtime/machine-choice.ts'
import type { BestWeights } from '../src/trainer/training/best-weights.ts'
import { chooseStep, type Engine } from '../src/trainer/training/choose-step.ts'
import { fit } from '../src/trainer/training/fit.ts'
import { createLoss } from '../src/trainer/training/losses.ts'
import { findKeras, openKeras } from './keras-peer.ts'

chooseMachine({ device: 'cpu', threadCount: null })

const ROUNDS = 3
const EPOCHS = 2

interface Workload {
  readonly name: 'mlp' | 'cnn'
  readonly words: string
  readonly sampleShape: number[]
  readonly rowCount: number
  readonly batchSize: number
  /** Undefined for a value. */
  readonly classCount: number | undefined
  readonly loss: LossKind
  readonly layers: readonly (readonly [string, Readonly<Record<string, string | number>>])[]
}

const workloads: readonly Workload[] = [
  {
    name: 'mlp',
    words: '20-64-64-1, 50,000 rows, batch 32',
    sampleShape: [20],
    rowCount: 50_000,
    batchSize: 32,
    classCount: undefined,
    loss: 'meanSquaredError',
    layers: [
      ['dense', { units: 64, activation: 'relu' }],
      ['dense', { units: 64, activation: 'relu' }],
      ['dense', { units: 1, activation: 'linear' }]
    ]
  },
  {
    name: 'cnn',
    words: '28×28×1, conv 32 - pool - dense 128 - 10, 6,000 rows, batch 64',
    sampleShape: [28, 28, 1],
    rowCount: 6000,
    batchSize: 64,
    classCount: 10,
    loss: 'sparseCategoricalCrossentropy',
    layers: [
      ['conv2d', { filters: 32, kernelHeight: 3, kernelWidth: 3, padding: 'valid', activation: 'relu' }],
      ['maxPooling2d', {}],
      ['flatten', {}],
      ['dense', { units: 128, activation: 'relu' }],
      ['dense', { units: 10, activation: 'softmax' }]
    ]
  }
]

/** Nothing is kept: checkpoints are not what is measured. */
const keepNothing: BestWeights = {
  start: async () => {},
  keep: async () => {},
  restore: async () => {},
  dispose: () => {}
}

function specOf({ layers, sampleShape, classCount }: Workload) {
  const all: Workload['layers'] = [['input', {}], ...layers]
  const nodes = all.map(([kind, params], index) => ({
    id: nodeId.parse(`n${index}`),
    kind,
    name: `${kind}_${index}`,
    params: { ...defaultParams(layerFor(kind)?.params ?? {}), ...params },
    position: { x: 0, y: 0 }
  }))
  const edges = nodes.slice(1).map(({ id }, index) => ({ from: nodeId.parse(`n${index}`), to: id }))
  const { model, problems } = checkNetwork(
    { version: 1, nodes, edges },
    {
      inputShape: sampleShape,
      output:
        classCount === undefined ? { kind: 'regression' } : { kind: 'classification', classCount: classCount }
    }
  )
  if (model === undefined) throw new Error(JSON.stringify(problems))
  return model
}

/** A model with its step, and a call that trains it for some epochs and gives the milliseconds of one. */
async function openOurs(workload: Workload, engine: Engine) {
  const startedAt = performance.now()
  const { sampleShape, rowCount, batchSize, classCount, loss } = workload
  const random = createRandom(5)
  const sampleSize = sampleShape.reduce((size, length) => size * length, 1)
  const data: BatchData = {
    samples: {
      kind: 'float32',
      values: Float32Array.from({ length: rowCount * sampleSize }, () => random()),
      sampleSize
    },
    labels: Float32Array.from({ length: rowCount }, () =>
      classCount === undefined ? random() : Math.floor(random() * classCount)
    ),
    sampleShape,
    target: {
      name: 'y',
      classes: classCount === undefined ? null : Array.from({ length: classCount }, String),
      scaling: null
    }
  }
  const preparedMs = performance.now() - startedAt
  const model = await buildModel(specOf(workload), { seed: 1, regularization: { l1: 0, l2: 0 }, loss })
  const trainRows = Uint32Array.from({ length: rowCount }, (_, row) => row)
  const { step } = await chooseStep(
    {
      model,
      loss: createLoss(loss, model.head),
      reader: createBatchReader(data),
      target: data.target,
      seed: 1,
      data,
      trainRows,
      batchSize,
      optimizer: defaultOptimizers.adam
    },
    engine
  )
  const openedMs = performance.now() - startedAt - preparedMs
  const train = async (epochs: number): Promise<number> => {
    const from = performance.now()
    await fit({
      step,
      training: { batchSize, epochs, seed: 1, earlyStopping: null, optimizer: defaultOptimizers.adam },
      trainRows,
      validate: undefined,
      scoreName: classCount === undefined ? 'meanAbsoluteError' : 'accuracy',
      best: keepNothing,
      send: () => {},
      signal: new AbortController().signal
    })
    return (performance.now() - from) / epochs
  }
  return {
    openedMs,
    train,
    close: () => {
      step.dispose()
      model.dispose()
    }
  }
}

async function compete(workload: Workload, python: string | undefined): Promise<void> {
  const compiled = await openOurs(workload, 'compiled')
  const eager = await openOurs(workload, 'eager')
  const keras = python === undefined ? undefined : openKeras(python, workload.name)
  const contestants = [
    { name: 'compiled', openedMs: compiled.openedMs, train: compiled.train },
    { name: 'eager', openedMs: eager.openedMs, train: eager.train },
    ...(keras === undefined ? [] : [{ name: 'Keras/TensorFlow', openedMs: 0, train: keras.train }])
  ].map((one) => ({ ...one, first: 0, times: [] as number[] }))
  for (const one of contestants) one.first = one.openedMs + (await one.train(1))
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const one of contestants) one.times.push(await one.train(EPOCHS))
  }
  compiled.close()
  eager.close()
  keras?.close()

  console.log(`${workload.name}: ${workload.words}`)
  const best = Math.min(...(contestants[0]?.times ?? []))
  for (const { name, times, first } of contestants) {
    const perSample = (ms: number): string => ((ms * 1000) / workload.rowCount).toFixed(1)
    const rounds = times.map(perSample).join(', ')
    const ratio = (best / Math.min(...times)).toFixed(2)
    console.log(
      `  ${name.padEnd(17)} ${perSample(Math.min(...times)).padStart(6)} µs a sample (${rounds}); compiled takes ${ratio} of it; first epoch ${first.toFixed(0)} ms`
    )
  }
}

const keras = await findKeras()
if (keras.python === undefined) console.log(`Without Keras: ${keras.reason}.`)
for (const workload of workloads) await compete(workload, keras.python)
console.log(`Load of the machine at the end: ${os.loadavg()[0]?.toFixed(1)} on ${os.cpus().length} cores`)

/**
 * The training loop against tfjs-node's own `model.fit`: same layers, data, batches, optimiser and metric,
 * taking turns in one process, both with our matrix product. Printed: time of an epoch, and the ratio, which is
 * to stay at or below 1.1.
 */
import { createRandom } from '../src/shared/core/random.ts'
import { nodeId } from '../src/shared/core/ids.ts'
import { defaultParams } from '../src/shared/core/params.ts'
import type { PreparedTarget } from '../src/shared/dataset/prepared-data.ts'
import { checkNetwork } from '../src/shared/network/check-network.ts'
import { layerFor } from '../src/shared/network/layers/catalogue.ts'
import type { ModelSpec } from '../src/shared/network/model-spec.ts'
import { toKerasModel } from '../src/shared/network/to-keras.ts'
import { defaultTraining } from '../src/shared/training/training-spec.ts'
import { createBatchReader } from '../src/trainer/dataset/batch-reader.ts'
import { measureRows } from '../src/trainer/evaluation/evaluate.ts'
import { buildModel } from '../src/trainer/network/build-model.ts'
import { chooseMachine } from '../src/trainer/runtime/machine-choice.ts'
import { fit } from '../src/trainer/training/fit.ts'
import { createLoss } from '../src/trainer/training/losses.ts'
import { createOptimizer } from '../src/trainer/training/optimizers.ts'
import { createEagerStep } from '../src/trainer/training/step.ts'
import { unkeptTraining } from '../test/trainer/unkept-training.ts'

chooseMachine({ device: 'cpu', threadCount: null })
const { tf } = await import('../src/trainer/runtime/load-tensorflow.ts')

const ROUNDS = 3
/** At a time: a run's first and last checkpoint are written once, however many epochs it has. */
const EPOCHS = 5
const settings = { seed: 1, regularization: { l1: 0, l2: 0 } }

interface Workload {
  readonly name: string
  readonly sampleShape: readonly number[]
  readonly rowCount: number
  readonly batchSize: number
  readonly classCount: number
  readonly layers: readonly (readonly [string, Readonly<Record<string, string | number>>])[]
}

const workloads: readonly Workload[] = [
  {
    name: 'mlp 20-64-64-4, 4,096 rows, batch 32',
    sampleShape: [20],
    rowCount: 4096,
    batchSize: 32,
    classCount: 4,
    layers: [
      ['dense', { units: 64, activation: 'relu' }],
      ['dense', { units: 64, activation: 'relu' }],
      ['dense', { units: 4, activation: 'softmax' }]
    ]
  },
  {
    name: 'cnn 28×28×1 conv 32 - pool - dense 128 - 10, 1,280 rows, batch 64',
    sampleShape: [28, 28, 1],
    rowCount: 1280,
    batchSize: 64,
    classCount: 10,
    layers: [
      ['conv2d', { filters: 32, activation: 'relu' }],
      ['maxPooling2d', {}],
      ['flatten', {}],
      ['dense', { units: 128, activation: 'relu' }],
      ['dense', { units: 10, activation: 'softmax' }]
    ]
  }
]

function specOf({ layers, sampleShape, classCount }: Workload): ModelSpec {
  const all: Workload['layers'] = [['input', {}], ...layers]
  const nodes = all.map(([kind, params], index) => ({
    id: nodeId.parse(`n${index}`),
    kind,
    name: `${kind}_${index}`,
    params: { ...defaultParams(layerFor(kind)?.params ?? {}), ...params },
    position: { x: 0, y: 0 }
  }))
  const edges = nodes.slice(1).map(({ id }, index) => ({ from: nodeId.parse(`n${index}`), to: id }))
  const output = { kind: 'classification', classCount } as const
  const { model, problems } = checkNetwork(
    { version: 1, nodes, edges },
    { inputShape: [...sampleShape], output }
  )
  if (model === undefined) throw new Error(JSON.stringify(problems))
  return model
}

/** A few epochs of each loop at a time, with the milliseconds that one took. */
async function openContest(workload: Workload) {
  const { sampleShape, rowCount, batchSize, classCount } = workload
  const spec = specOf(workload)
  const random = createRandom(5)
  const sampleSize = sampleShape.reduce((size, length) => size * length, 1)
  const values = Float32Array.from({ length: rowCount * sampleSize }, () => random() - 0.5)
  const labels = Float32Array.from({ length: rowCount }, () => Math.floor(random() * classCount))
  const rows = Uint32Array.from({ length: rowCount }, (_, row) => row)

  const theirs = await tf.models.modelFromJSON(
    toKerasModel(spec, { ...settings, dialect: 'tfjs' }) as unknown as Parameters<
      typeof tf.models.modelFromJSON
    >[0]
  )
  theirs.compile({
    optimizer: tf.train.adam(0.001),
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy']
  })
  const x = tf.tensor(values, [rowCount, ...sampleShape])
  const y = tf.tensor2d(labels, [rowCount, 1])

  const loss = 'sparseCategoricalCrossentropy'
  const model = await buildModel(spec, { ...settings, loss })
  const target: PreparedTarget = {
    name: 'y',
    classes: Array.from({ length: classCount }, String),
    scaling: null
  }
  const reader = createBatchReader({
    samples: { kind: 'float32', values, sampleSize },
    labels,
    sampleShape: [...sampleShape],
    target
  })
  const lossOf = createLoss(loss, model.head)
  const optimizer = createOptimizer(defaultTraining.optimizer, model.variables)
  const step = createEagerStep({ model, loss: lossOf, optimizer, reader, target, seed: 1 })
  const training = { ...defaultTraining, batchSize, epochs: EPOCHS, seed: 1, earlyStopping: null }
  const validation = rows.subarray(0, Math.floor(rowCount / 5))
  const measurable = { model, reader, loss: lossOf, target, labels, batchSize }
  const validationX = x.slice([0], [validation.length])
  const validationY = y.slice([0], [validation.length])
  return {
    theirs: () =>
      timed(() =>
        theirs.fit(x, y, {
          epochs: EPOCHS,
          batchSize,
          verbose: 0,
          validationData: [validationX, validationY]
        })
      ),
    ours: () =>
      timed(() =>
        fit({
          ...unkeptTraining(model, training, rows.length),
          step,
          training,
          trainRows: rows,
          validate: () => measureRows(measurable, validation),
          scoreName: 'accuracy',
          send: () => {}
        })
      )
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return (performance.now() - startedAt) / EPOCHS
}

for (const workload of workloads) {
  const contest = await openContest(workload)
  await contest.theirs()
  await contest.ours()
  const times: { theirs: number[]; ours: number[] } = { theirs: [], ours: [] }
  for (let round = 0; round < ROUNDS; round += 1) {
    times.theirs.push(await contest.theirs())
    times.ours.push(await contest.ours())
  }
  // The best of each: other programs on the machine can only make a round slower.
  const theirs = Math.min(...times.theirs)
  const ours = Math.min(...times.ours)
  console.log(workload.name)
  console.log(`  model.fit   ${theirs.toFixed(0)} ms an epoch`)
  console.log(`  Layerwright ${ours.toFixed(0)} ms an epoch`)
  console.log(`  ratio       ${(ours / theirs).toFixed(2)} (at most 1.1)`)
}

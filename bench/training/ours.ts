/**
 * Trains a workload as a run does: `ours.ts WORKLOAD ROWS [ENGINE]`. Reads lines of JSON {"epochs": n}; answers each
 * with the milliseconds of one epoch and the process's peak memory.
 */
import { createInterface } from 'node:readline'
import { createRandom } from '../../src/shared/core/random.ts'
import { nodeId } from '../../src/shared/core/ids.ts'
import { defaultParams } from '../../src/shared/core/params.ts'
import { checkNetwork } from '../../src/shared/network/check-network.ts'
import { layerFor } from '../../src/shared/network/layers/catalogue.ts'
import { defaultOptimizers, defaultTraining } from '../../src/shared/training/training-spec.ts'
import { chooseMachine } from '../../src/trainer/runtime/machine-choice.ts'
import type { BatchData } from '../../src/trainer/dataset/batch-reader.ts'
import { lossOf, workloads, type Workload } from './workloads.ts'

chooseMachine({ device: 'cpu', threadCount: null })
// After the choice of the machine, which TensorFlow reads while it loads.
const { createBatchReader } = await import('../../src/trainer/dataset/batch-reader.ts')
const { buildModel } = await import('../../src/trainer/network/build-model.ts')
const { chooseStep } = await import('../../src/trainer/training/choose-step.ts')
const { fit } = await import('../../src/trainer/training/fit.ts')
const { createLoss } = await import('../../src/trainer/training/losses.ts')
const { unkeptTraining } = await import('../../test/trainer/unkept-training.ts')

const [name = '', rows = '0', engine] = process.argv.slice(2)
const found = workloads[name]
if (found === undefined) throw new Error(`There is no workload ${name}.`)
const workload: Workload = { ...found, rowCount: Number(rows) }

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
      inputShape: [...sampleShape],
      output: classCount === undefined ? { kind: 'regression' } : { kind: 'classification', classCount }
    }
  )
  if (model === undefined) throw new Error(JSON.stringify(problems))
  return model
}

function dataOf({ sampleShape, rowCount, classCount, vocabularySize }: Workload): BatchData {
  const random = createRandom(5)
  const draw = (count: number | undefined): number =>
    count === undefined ? random() : Math.floor(random() * count)
  const sampleSize = sampleShape.reduce((size, length) => size * length, 1)
  // A loop, since the wide table has a hundred million of them and they count in the first epoch.
  const values = new Float32Array(rowCount * sampleSize)
  for (let index = 0; index < values.length; index += 1) values[index] = draw(vocabularySize)
  const classes = classCount === undefined ? null : Array.from({ length: classCount }, String)
  return {
    samples: { kind: 'float32', values, sampleSize },
    labels: Float32Array.from({ length: rowCount }, () => draw(classCount)),
    sampleShape: [...sampleShape],
    target: { name: 'y', classes, scaling: null }
  }
}

const loss = lossOf(workload)
const optimizer = defaultOptimizers.adam
const model = await buildModel(specOf(workload), { seed: 1, regularization: { l1: 0, l2: 0 }, loss })
/** Of the training for which the engine is chosen. */
const EPOCHS = 50
const data = dataOf(workload)
const trainRows = Uint32Array.from({ length: workload.rowCount }, (_, row) => row)
const { batchSize } = workload
const chosen = await chooseStep(
  {
    model,
    loss: createLoss(loss, model.head),
    reader: createBatchReader(data),
    target: data.target,
    seed: 1,
    data,
    trainRows,
    batchSize,
    optimizer,
    stepCount: Math.ceil(workload.rowCount / batchSize) * EPOCHS
  },
  engine === 'eager' ? 'eager' : undefined
)

async function train(epochs: number): Promise<void> {
  const training = { ...defaultTraining, batchSize, epochs, seed: 1, earlyStopping: null, optimizer }
  await fit({
    // Nothing is kept: checkpoints are not what is measured.
    ...unkeptTraining(model, training, trainRows.length),
    step: chosen.step,
    training,
    trainRows,
    validate: undefined,
    scoreName: workload.classCount === undefined ? 'meanAbsoluteError' : 'accuracy',
    send: () => {}
  })
}

for await (const line of createInterface({ input: process.stdin })) {
  const { epochs } = JSON.parse(line) as { readonly epochs: number }
  const from = performance.now()
  const used = process.cpuUsage()
  await train(epochs)
  const ms = (performance.now() - from) / epochs
  const { user, system } = process.cpuUsage(used)
  const processorMs = (user + system) / 1000 / epochs
  const version = chosen.warning === undefined ? chosen.engine : `${chosen.engine}: ${chosen.warning.code}`
  process.stdout.write(
    `${JSON.stringify({ ms, processorMs, peakKb: process.resourceUsage().maxRSS, version })}\n`
  )
}

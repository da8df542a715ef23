/**
 * How fast a generator writes on one core: the two-LSTM model (embedding 256, two LSTM 128) over characters. It is not
 * trained, since a step costs the same afterwards; but its answers are made as decided as a trained model's, since drawing
 * looks at as many tokens as are likely.
 *
 *     npm run bench -- generation           vocabularies of 2,000, 5,000 and 10,000 characters
 *     npm run bench -- generation:3000      another one
 */
import os from 'node:os'
import { candidatesOf, drawToken } from '../src/shared/generation/sampling.ts'
import { defaultGeneration } from '../src/shared/generation/generation-settings.ts'
import { createRandom } from '../src/shared/core/random.ts'
import { checkNetwork } from '../src/shared/network/check-network.ts'
import { chain } from '../src/shared/network/templates/chain.ts'
import { chooseMachine } from '../src/trainer/runtime/machine-choice.ts'

chooseMachine({ device: 'cpu', threadCount: 1 })
// After the choice of the machine, which TensorFlow reads while it loads.
const { buildModel, readWeights } = await import('../src/trainer/network/build-model.ts')
const { openRecurrentSteps } = await import('../src/trainer/generation/recurrent-steps.ts')

const WANTED = 200
const ROUNDS = 3
const LENGTH = 600
const WINDOW = 32
/** Of the last layer's first weights: answers then differ by about 3, so that a few dozen tokens share the chances. */
const DECISION = 150
const named = process.argv.slice(2).map(Number)
const vocabularies = named.length > 0 ? named : [2000, 5000, 10_000]

async function openModel(wordCount: number) {
  const recurrent = { kind: 'lstm', params: { units: 128, returnSequences: true } } as const
  const { model: spec, problems } = checkNetwork(
    chain([
      { kind: 'embedding', params: { inputDim: wordCount, outputDim: 256 } },
      recurrent,
      recurrent,
      { kind: 'dense', params: { units: wordCount, activation: 'softmax' } }
    ]),
    { inputShape: [WINDOW], output: { kind: 'generation', stepCount: WINDOW, wordCount } }
  )
  if (spec === undefined) throw new Error(JSON.stringify(problems))
  const regularization = { l1: 0, l2: 0 }
  const model = await buildModel(spec, { seed: 1, regularization, loss: 'sparseCategoricalCrossentropy' })
  const weights = readWeights(model).map((weight) =>
    weight.shape[1] === wordCount
      ? { ...weight, values: weight.values.map((value) => value * DECISION) }
      : weight
  )
  const steps = openRecurrentSteps(spec, weights)
  if (steps === undefined) throw new Error('The model is not taken token by token.')
  return steps
}

/** Characters a second, by the clock and of the processor, of the best round. */
async function measure(wordCount: number): Promise<readonly [number, number]> {
  const steps = await openModel(wordCount)
  const random = createRandom(1)
  let [byClock, ofProcessor] = [0, 0]
  for (let round = 0; round <= ROUNDS; round += 1) {
    const from = performance.now()
    const used = process.cpuUsage()
    let token = 2
    for (let count = 0; count < LENGTH; count += 1) {
      token = drawToken(candidatesOf(steps.next(token), defaultGeneration, new Set([0, 1])), random)
    }
    const { user, system } = process.cpuUsage(used)
    // The first round is the compiler's.
    if (round === 0) continue
    byClock = Math.max(byClock, (LENGTH * 1000) / (performance.now() - from))
    ofProcessor = Math.max(ofProcessor, (LENGTH * 1e6) / (user + system))
  }
  return [byClock, ofProcessor]
}

console.log(`Embedding 256, two LSTM 128, one thread; load average ${os.loadavg()[0]?.toFixed(1)}\n`)
console.log('| vocabulary | characters a second | of processor time | wanted |\n|---|---|---|---|')
for (const wordCount of vocabularies) {
  const [byClock, ofProcessor] = await measure(wordCount)
  const cells = [wordCount.toLocaleString('en'), byClock.toFixed(0), ofProcessor.toFixed(0), `${WANTED}`]
  console.log(`| ${cells.join(' | ')} |`)
}

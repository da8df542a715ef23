import type { AuxiliaryTarget, FittedSeries, FittedPreparation } from '../../shared/dataset/prepared-data.ts'
import { targetsOf } from '../../shared/dataset/target-labels.ts'
import type { ExportManifest } from '../../shared/export/export-manifest.ts'
import { modelFile } from './model-formats.ts'
import { pairAnswer, pairSample } from './readme-pairs.ts'

type Described = Pick<
  ExportManifest,
  'format' | 'run' | 'inputShape' | 'inputParts' | 'outputShape' | 'outputSizes' | 'weightCount' | 'proof'
>
type Parts = Described['inputParts']

/** Names in a table of Markdown: a bar would end the cell. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/gu, ' ')

const shapeText = (shape: readonly number[]): string => shape.join(' × ')

const inputText = ({ inputShape, inputParts }: Described): string =>
  inputParts === undefined
    ? shapeText(inputShape)
    : inputParts.map(({ name, shape }) => `\`${name}\` ${shapeText(shape)}`).join(' and ')

const numberText = (value: number): string => String(Number(value.toPrecision(7)))

/** Numbers of a sample that are named here: a text has thousands. */
const MAX_NAMED = 200

function features({ kind, featureNames, series, pair }: FittedPreparation): string {
  if (pair) return pairSample(pair)
  if (kind === 'images') {
    return 'One sample is one picture: rows from top to bottom, columns from left to right, channels last.'
  }
  const rows = featureNames.slice(0, MAX_NAMED).map((name, index) => `| ${index} | ${cell(name)} |`)
  const rest = featureNames.length - rows.length
  return [
    series
      ? `One sample is the last ${series.steps} rows of a series in order of time, oldest first; each row is these numbers, in this order:`
      : 'One sample is a row of these numbers, in this order:',
    '',
    '| index | number |',
    '|---:|---|',
    ...rows,
    ...(rest > 0 ? ['', `… and ${rest} more; all are in preparation.json under \`featureNames\`.`] : [])
  ].join('\n')
}

/** What a step learned, as far as it fits on a line. */
function fittedText(state: FittedPreparation['steps'][number]['fitted'][number]['state']): string {
  if (typeof state !== 'object' || state === null || Array.isArray(state)) return cell(JSON.stringify(state))
  return Object.entries(state)
    .map(([name, value]) => {
      if (typeof value === 'number') return `${name} ${numberText(value)}`
      const text = JSON.stringify(value)
      return `${name} ${cell(text.length > 200 ? `${text.slice(0, 200)}…` : text)}`
    })
    .join(', ')
}

function steps({ steps: fitted }: FittedPreparation): string {
  if (fitted.length === 0) return 'Nothing is done to the raw values.'
  return fitted
    .map(({ step, fitted: columns }, index) => {
      const params = Object.entries(step.params).map(([name, value]) => `${name} ${String(value)}`)
      const head = `${index + 1}. **${step.kind}**${params.length === 0 ? '' : ` (${params.join(', ')})`}`
      return [head, ...columns.map(({ column, state }) => `   - \`${column}\`: ${fittedText(state)}`)].join(
        '\n'
      )
    })
    .join('\n')
}

/** What the command line does with the folder. */
function usage({ task, series, pair }: FittedPreparation): string {
  if (task === 'masked')
    return 'It guesses hidden words and has no prediction for rows: it is there to be looked at, or to start from in Keras.'
  const command =
    task === 'generation'
      ? 'layerwright generate THIS_FOLDER --prompt "…"'
      : 'layerwright predict THIS_FOLDER data.csv --out predictions.csv'
  const what =
    task === 'generation'
      ? 'It goes on with the prompt; the preparation is done by itself.'
      : series
        ? 'It takes raw rows, does the preparation by itself, and says how each series goes on after its last row.'
        : pair
          ? 'It takes raw questions and answers them; `layerwright generate THIS_FOLDER --prompt "…"` answers a single one.'
          : 'It takes raw rows and does the preparation by itself.'
  return ['```sh', command, '```', '', what].join('\n')
}

function answer(preparation: FittedPreparation, outputSizes: readonly number[]): string {
  const { target, task, series, pair } = preparation
  if (series) return forecastAnswer(target.name, series, outputSizes[0] ?? 0)
  if (pair) return pairAnswer(preparation, pair)
  if (target.stepCount !== undefined) {
    const asked = task === 'masked' ? 'that stands at the place of each token' : 'that follows each token'
    return `The output is, for each of ${target.stepCount} tokens, one probability for each word ${asked}, in the order of \`words\` in preparation.json.`
  }

  if (target.auxiliaries !== undefined) return jointAnswer(preparation, outputSizes)
  const [outputSize = 0] = outputSizes
  return targetAnswer(target, outputSize)
}

/** What one output means. */
function targetAnswer(target: AuxiliaryTarget, outputSize: number): string {
  const classes = target.classes ?? []
  if (target.classes !== null && outputSize === 1) {
    return `The output is the probability of \`${classes[1] ?? ''}\`; the rest belongs to \`${classes[0] ?? ''}\`.`
  }
  if (target.classes !== null) {
    const rows = classes.map((name, index) => `| ${index} | ${cell(name)} |`)
    return [
      `The output is one probability for each class of \`${target.name}\`, in this order:`,
      '',
      '| index | class |',
      '|---:|---|',
      ...rows
    ].join('\n')
  }
  const { scaling } = target
  return scaling === null
    ? `The output is the value of \`${target.name}\`.`
    : `The output is scaled. The value of \`${target.name}\` is output × ${numberText(scaling.standardDeviation)} + ${numberText(scaling.mean)}.`
}

/** Several outputs, each with what it means. */
function jointAnswer({ target }: FittedPreparation, outputSizes: readonly number[]): string {
  const targets = targetsOf(target)
  return [
    `The model has ${targets.length} outputs, in this order; a golden row holds the numbers of all, one output after another.`,
    ...targets.map((one, index) => `${index + 1}. ${targetAnswer(one, outputSizes[index] ?? 0)}`)
  ].join('\n\n')
}

/** A forecast is scaled back by the series that it is of. */
function forecastAnswer(name: string, { column, scales, reach }: FittedSeries, horizon: number): string {
  const rows = scales
    .slice(0, MAX_NAMED)
    .map((one) => `| ${cell(one.name ?? '–')} | ${numberText(one.scale)} | ${numberText(one.shift)} |`)
  return [
    `The output is the next ${horizon} values of \`${name}\`, scaled. A value in its own unit is output × scale + shift:`,
    '',
    `| ${cell(column ?? 'series')} | scale | shift |`,
    '|---|---:|---:|',
    ...rows,
    ...(reach === undefined ? [] : ['', BAND])
  ].join('\n')
}

const BAND =
  'Four of five values are to lie within output ± `series.reach` of preparation.json, one number a step, scaled as the output is. It was fitted on the validation rows (split conformal prediction) and holds as long as the series goes on as it did then.'

const predictCall = (parts: Parts): string =>
  `model.predict(${parts === undefined ? 'samples' : 'cut(samples)'})`

/** How a sample is cut into what each input of the model takes; nothing where it takes the whole of it. */
const kerasCut = (parts: Parts): string =>
  parts === undefined
    ? ''
    : `
parts = ${JSON.stringify(parts.map(({ name, shape }) => [name, shape]))}  # one after another in a sample

def cut(samples):
    inputs, start = {}, 0
    for name, shape in parts:
        size = int(np.prod(shape))
        inputs[name] = samples[:, start : start + size].reshape(-1, *shape)
        start += size
    return {tensor.name: inputs[tensor.name] for tensor in model.inputs}
`

const tfjsCut = (parts: Parts): string =>
  parts === undefined
    ? ''
    : `
const parts = ${JSON.stringify(parts)} // one after another in a sample
const cut = (sample) => {
  let start = 0
  const inputs = new Map()
  for (const { name, shape } of parts) {
    const size = shape.reduce((product, length) => product * length, 1)
    inputs.set(name, tf.tensor(sample.slice(start, start + size), [1, ...shape]))
    start += size
  }
  return model.inputNames.map((name) => inputs.get(name))
}
`

const kerasCode = (file: string, { inputParts: parts, outputSizes }: Described): string => `\`\`\`python
# pip install keras tensorflow
import base64, json
import keras
import numpy as np

model = keras.models.load_model("${file}")
golden = json.load(open("golden-rows.json", encoding="utf-8"))

def read_sample(sample):
    if isinstance(sample, str):  # many numbers are kept as base64
        return np.frombuffer(base64.b64decode(sample), "<f4")
    return np.array(sample, "float32")
${kerasCut(parts)}
samples = np.stack([read_sample(row["sample"]).reshape(golden["sampleShape"]) for row in golden["rows"]])
expected = np.array([row["output"] for row in golden["rows"]])
print("largest deviation:", np.abs(${outputSizes === undefined ? predictCall(parts) : `np.concatenate(${predictCall(parts)}, axis=1)`} - expected).max())
\`\`\``

const tfjsCode = ({ inputParts: parts, outputSizes }: Described): string => `\`\`\`js
// npm install @tensorflow/tfjs-node   (in a browser: @tensorflow/tfjs, and the address of model.json)
import { readFileSync } from 'node:fs'
import * as tf from '@tensorflow/tfjs-node'

const model = await tf.loadLayersModel('file://./model.json')
const golden = JSON.parse(readFileSync('golden-rows.json', 'utf8'))
const readSample = (sample) =>
  typeof sample === 'string' ? new Float32Array(new Uint8Array(Buffer.from(sample, 'base64')).buffer) : sample
${tfjsCut(parts)}
for (const { sample, output } of golden.rows) {
  const predicted = model.predict(${parts === undefined ? 'tf.tensor([...readSample(sample)], [1, ...golden.sampleShape])' : 'cut([...readSample(sample)])'})
  console.log('expected', output, 'predicted', ${outputSizes === undefined ? '[...predicted.dataSync()]' : 'predicted.flatMap((one) => [...one.dataSync()])'})
}
\`\`\``

const code = (described: Described): string =>
  described.format === 'tfjs'
    ? `## In TensorFlow.js\n\n${tfjsCode(described)}`
    : `## In Keras\n\n${kerasCode(modelFile[described.format], described)}`

const proofText = ({ proof }: Described): string =>
  proof === null
    ? ''
    : `After writing, the model was loaded again from these files and given ${proof.rowCount} golden rows: ` +
      `the largest difference from the trained model was ${numberText(proof.largestDeviation)}.`

/** `README.md` of an export: what is in the folder and how to use it, with the real names and order. */
export function exportReadme(described: Described, preparation: FittedPreparation): string {
  const { format, run, outputShape, weightCount } = described
  return `# ${cell(run.name)}

A model trained with Layerwright (run ${run.number}): ${weightCount.toLocaleString('en')} weights,
input ${inputText(described)}, output ${shapeText(outputShape)}.
${proofText(described)}

| file | what |
|---|---|
| ${modelFile[format]}${format === 'tfjs' ? ', weights.bin' : ''} | the model |
| preparation.json | what turns raw rows into the model's input, fitted on the training rows |
| golden-rows.json | rows with what they become and what the model gives for them |
| recipe.json | data preparation, network and training settings |
| manifest.json | versions, sizes and SHA-256 of every file |

## With Layerwright

${usage(preparation)}

${code(described)}

## The input

The model's input is prepared numbers, not raw cells. ${features(preparation)}

They come from the raw ${preparation.kind === 'images' ? 'pictures' : 'columns'} in these steps, with what each learned from the training rows (in full in preparation.json):

${steps(preparation)}

## The output

${answer(preparation, described.outputSizes ?? [outputShape[0] ?? 0])}

---

## 中文说明

这是用层匠训练的模型（第 ${run.number} 次训练）。\`${modelFile[format]}\` 是模型，\`preparation.json\` 记录如何把原始数据变成模型输入（统计量只取自训练集），
\`golden-rows.json\` 给出若干样本的原始值、准备后的输入和模型应有的输出，\`manifest.json\` 列出每个文件的 SHA-256。
直接对原始数据预测：\`layerwright predict 本文件夹 data.csv --out predictions.csv\`。
输入各数的顺序、类别的顺序和数值的还原方法见上文的表格。
`
}

import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { RunId } from '../../../src/shared/core/ids.ts'
import { taskId } from '../../../src/shared/core/ids.ts'
import type {
  InputValues,
  ModelAnswer,
  ModelPrediction
} from '../../../src/shared/evaluation/model-question.ts'
import { suggestDraft } from '../../../src/studio/projects/suggest-draft.ts'
import type { Studio } from '../../../src/studio/studio.ts'
import { ask, openIris, openStudio, refusal, runEnded, sampleFolder } from '../open-studio.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const task = taskId.parse('try-1')

const askRow = async (studio: Studio, runId: RunId, values: InputValues, isExplained = false) =>
  (await ask(studio, 'models.ask', { runId, taskId: task, question: { kind: 'row', values, isExplained } }))
    .answers

const predictionIn = (answers: readonly ModelAnswer[]): ModelPrediction => {
  const [first] = answers
  if (first?.kind !== 'prediction') throw new Error('The prediction does not come first.')
  return first
}

const testRows = (studio: Studio, runId: RunId) =>
  ask(studio, 'evaluation.rows', {
    runId,
    part: 'test',
    actual: null,
    predicted: null,
    onlyMistakes: false,
    offset: 0,
    limit: 500
  })

it('answers rows of the test part as the evaluation did, and says which inputs matter', async () => {
  const studio = openStudio()
  const { manifest, recipe } = await openIris(studio, 20)
  const { id } = await ask(studio, 'runs.start', { datasetId: manifest.id, recipe, parentId: null })
  await runEnded(studio, id)

  const form = await ask(studio, 'models.describe', { runId: id })
  expect(form).toMatchObject({
    kind: 'table',
    target: { name: 'species', classes: ['setosa', 'versicolor', 'virginica'] },
    typicalError: null,
    attention: [],
    imageSize: null
  })
  expect(form.inputs.map(({ name }) => name)).toEqual([
    'sepal_length_cm',
    'sepal_width_cm',
    'petal_length_cm',
    'petal_width_cm'
  ])
  const { rows } = await testRows(studio, id)
  const page = await ask(studio, 'datasets.rows', {
    id: manifest.id,
    offset: 0,
    limit: 100,
    sort: null,
    filters: [{ kind: 'rows', rows: rows.map(({ row }) => row) }],
    preparation: null
  })
  const parts: ModelAnswer[] = []
  studio.onEvent((event) => {
    if (event.type === 'model-answered') parts.push(event.answer)
  })
  for (const expected of rows.slice(0, 8)) {
    const cells = page.rows[page.rowIndices.indexOf(expected.row)] ?? []
    const plain = cells.map((cell) => (typeof cell === 'object' ? null : cell))
    const values = Object.fromEntries(page.columns.map((name, index) => [name, plain[index] ?? null]))
    const { predicted, probabilities } = predictionIn(await askRow(studio, id, values))
    expect(predicted).toBe(expected.predicted)
    for (const [index, share] of (expected.probabilities ?? []).entries())
      expect(probabilities?.[index]).toBeCloseTo(share, 5)
  }
  expect(parts).toHaveLength(8)

  const setosa = { sepal_length_cm: 5.1, sepal_width_cm: 3.5, petal_length_cm: 1.4, petal_width_cm: 0.2 }
  const explained = await askRow(studio, id, setosa, true)
  const { probabilities } = predictionIn(explained)
  const [, influences] = explained
  if (influences?.kind !== 'influences') throw new Error('Nothing explains the prediction.')
  const petal = influences.influences.find(({ input }) => input === 'petal_length_cm')
  const fact = form.inputs.find(({ name }) => name === 'petal_length_cm')
  expect(petal?.usual).toBe(fact?.kind === 'number' ? fact.median : undefined)
  // An influence is what the class loses by the input being usual: the same question asked by hand.
  const other = predictionIn(await askRow(studio, id, { ...setosa, petal_length_cm: petal?.usual ?? null }))
  expect(petal?.change).toBeCloseTo((probabilities?.[0] ?? 0) - (other.probabilities?.[0] ?? 0), 5)

  const question = { kind: 'row', isExplained: false }
  const refused = (values: InputValues) =>
    refusal(studio, 'models.ask', { runId: id, taskId: task, question: { ...question, values } })
  expect(await refused({ ...setosa, petal_width_cm: 'wide' })).toBe('evaluation/value-not-a-number')
  expect(await refused({ ...setosa, petal_width_cm: null })).toBe('evaluation/empty-input')
  expect(predictionIn(await askRow(studio, id, setosa)).probabilities).toEqual(probabilities)
}, 180_000)

it('gives way to a training, and answers again after it', async () => {
  const studio = openStudio()
  const { manifest, recipe } = await openIris(studio, 2)
  const first = await ask(studio, 'runs.start', { datasetId: manifest.id, recipe, parentId: null })
  await runEnded(studio, first.id)
  const values = { sepal_length_cm: 5, sepal_width_cm: 3, petal_length_cm: 2, petal_width_cm: 0.5 }
  const before = await askRow(studio, first.id, values)
  const second = await ask(studio, 'runs.start', { datasetId: manifest.id, recipe, parentId: null })
  const ended = runEnded(studio, second.id)
  const during = studio.call('models.ask', {
    runId: first.id,
    taskId: task,
    question: { kind: 'row', values, isExplained: true }
  })
  await during
  await ended
  expect(await askRow(studio, first.id, values)).toEqual(before)
  expect(await refusal(studio, 'models.describe', { runId: 'none' })).toBe('project/unknown-run')
}, 180_000)

/** So many pictures of each digit in a folder of their own. */
function someDigits(count: number): string {
  const folder = temporaryFolder()
  for (const digit of readdirSync(join(sampleFolder, 'digits'))) {
    mkdirSync(join(folder, digit))
    for (const name of readdirSync(join(sampleFolder, 'digits', digit)).slice(0, count))
      copyFileSync(join(sampleFolder, 'digits', digit, name), join(folder, digit, name))
  }
  return folder
}

it('reads pictures of any size as training did, and shows what covers matter', async () => {
  const studio = openStudio()
  await ask(studio, 'projects.create', { name: 'Digits' })
  const folderOfSome = someDigits(30)
  const file = studio.registerPath(folderOfSome)
  const manifest = await ask(studio, 'datasets.import', { file, taskId: taskId.parse('import') })
  const folder = studio.services.projects.require().session.folder.dataset(manifest.id)
  const draft = await suggestDraft(await studio.services.datasets(), folder, manifest, {})
  if (draft.dataset === null || manifest.kind !== 'images') throw new Error('Nothing was suggested.')
  const training = { ...draft.training, epochs: 4, earlyStopping: null }
  const { id } = await ask(studio, 'runs.start', {
    datasetId: manifest.id,
    recipe: { version: 1, dataset: draft.dataset, network: draft.network, training },
    parentId: null
  })
  await runEnded(studio, id)

  const { imageSize } = await ask(studio, 'models.describe', { runId: id })
  const { rows } = await testRows(studio, id)
  const [expected] = rows
  if (expected === undefined) throw new Error('No image was tested.')
  const askPicture = (picture: { kind: 'dataset'; index: number } | { kind: 'file'; file: string }) =>
    ask(studio, 'models.ask', {
      runId: id,
      taskId: task,
      question: { kind: 'image', picture, isExplained: true } as never
    })
  const { answers } = await askPicture({ kind: 'dataset', index: expected.row })
  const { predicted, probabilities } = predictionIn(answers)
  expect(predicted).toBe(expected.predicted)
  for (const [index, share] of (expected.probabilities ?? []).entries())
    expect(probabilities?.[index]).toBeCloseTo(share, 5)
  const [, heat] = answers
  if (heat?.kind !== 'heat-map') throw new Error('No heat map.')
  expect(heat.changes).toHaveLength(heat.rowCount * heat.columnCount)
  expect(heat.changes.some((change) => Math.abs(change) > 0.001)).toBe(true)

  const path = manifest.images[expected.row]?.path ?? ''
  const byHand = studio.registerPath(join(folderOfSome, path))
  expect((await askPicture({ kind: 'file', file: byHand })).answers).toEqual(answers)
  const shown = await ask(studio, 'models.picture', { runId: id, picture: { kind: 'file', file: byHand } })
  expect(shown).toMatchObject({ name: path.split('/').at(-1), seen: { mime: 'image/png' } })
  expect(imageSize).not.toBeNull()

  const noPicture = studio.registerPath(join(sampleFolder, 'iris.csv'))
  expect(
    await refusal(studio, 'models.picture', { runId: id, picture: { kind: 'file', file: noPicture } })
  ).toBe('dataset/not-an-image')
}, 180_000)

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fail, ok, type Checked } from '../../shared/core/checked.ts'
import { fittedPreparation, type FittedPreparation } from '../../shared/dataset/prepared-data.ts'
import { fittingLayers, type LayerFit } from '../../shared/network/fitting-layers.ts'
import { modelSpec, type ModelSpec } from '../../shared/network/model-spec.ts'
import { problem } from '../../shared/problems/catalogue.ts'
import { wordsStep } from '../../shared/training/plan-start.ts'
import { readWeights, writeWeights, type BuiltModel } from '../network/build-model.ts'
import { readBestCheckpoint } from './checkpoint/read-checkpoint.ts'

/** The network that is to start, as it is built and as it reads its data. */
export interface Starting {
  readonly model: BuiltModel
  readonly spec: ModelSpec
  readonly preparation: Pick<FittedPreparation, 'words' | 'steps'>
}

/**
 * Gives a new model the best weights of another run, layer by layer: those that fit (`fittingLayers`). The others keep
 * their own start values.
 *
 * Output    which layers were given weights
 * Problems  those of `readBestCheckpoint`; training/no-layer-fits, other-words
 */
export async function takeWeights(
  { model, spec, preparation }: Starting,
  runFolder: string
): Promise<Checked<readonly LayerFit[]>> {
  const read = await readBestCheckpoint(runFolder)
  if (!read.ok) return read
  const text = (name: string): Promise<string> => readFile(path.join(runFolder, name), 'utf8')
  const kept = modelSpec.parse(JSON.parse(await text('model.json')))
  const { words } = fittedPreparation.parse(JSON.parse(await text('preparation.json')))
  if (isOtherReading(preparation.words, words)) {
    const step = wordsStep(preparation.steps.map((one) => one.step))
    const counts = { expected: words?.length ?? 0, found: preparation.words?.length ?? 0 }
    const values = { ...counts, step: step.en, stepZh: step.zh }
    return fail(problem('training/other-words', values))
  }
  const layers = fittingLayers(spec, kept)
  const taken = new Set(layers.flatMap(({ fits, weights }) => (fits ? weights : [])))
  if (taken.size === 0) {
    const expected = layers.map(({ name }) => name).join(', ')
    return fail(problem('training/no-layer-fits', { expected, found: namesOf(kept) }))
  }
  const given = new Map(read.value.map(({ name, values }) => [name, values]))
  // Of learned places the run may have had more: the first rows are those of the first steps.
  const weightOf = (own: ReturnType<typeof readWeights>[number]) => ({
    ...own,
    values: (taken.has(own.name) && given.get(own.name)?.subarray(0, own.values.length)) || own.values
  })
  writeWeights(model, readWeights(model).map(weightOf))
  return ok(layers)
}

/** Tokens that stand for other words would give each word the meaning of another. */
const isOtherReading = (own: readonly string[] | null, kept: readonly string[] | null): boolean =>
  own !== null && kept !== null && JSON.stringify(own) !== JSON.stringify(kept)

const namesOf = ({ layers }: ModelSpec): string =>
  layers.flatMap(({ name, weightCount }) => (weightCount > 0 ? [name] : [])).join(', ')

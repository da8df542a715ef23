import { ok, fail, type Checked } from '../core/checked.ts'
import { problem } from '../problems/catalogue.ts'
import type { ColumnProfile, DatasetManifest, ImageManifest, TableManifest } from './dataset-manifest.ts'
import type { ColumnSpec, DatasetSpec, PreparationStep, SplitSpec, Task } from './dataset-spec.ts'
import { MAX_CLASSES } from './read-target.ts'
import { median } from './select.ts'
import { suggestForecast } from './suggest-forecast.ts'
import { arePairs, suggestPairs } from './suggest-pairs.ts'
import { suggestForGeneration, suggestForMasked } from './suggest-text.ts'
import { isWithoutSpaces } from './text/scripts.ts'

/** What the person has already decided; the rest is suggested around it. */
export interface SuggestChoice {
  readonly target?: string | undefined
  readonly task?: Task | undefined
  /** What is to be predicted beside the target. */
  readonly auxiliaries?: readonly string[] | undefined
}

const TARGET_NAME =
  /^(target|label|class|classes|y|outcome|species|diagnosis|category|result|survived|目标|标签|类别|分类|结果)$/iu

/** Only what can hardly be meant otherwise: a plain “weight” is as often that of a person or parcel. */
const WEIGHT_NAME = /^(sample[_ ]?weights?|case[_ ]?weights?|样本权重)$/iu

/** Categories with more values than this are hardly ever worth a column each. */
const MAX_FEATURE_CATEGORIES = 200
/** A number target with this many different whole values or fewer is taken for classes. */
const MAX_NUMBER_CLASSES = 10
/** Images larger than this are brought down to it: training stays a matter of minutes. */
const MAX_IMAGE_SIDE = 64

const split = (task: Task): SplitSpec => ({
  train: 0.7,
  validation: 0.15,
  test: 0.15,
  seed: 42,
  isStratified: task === 'classification'
})

/**
 * A spec with everything chosen from what the import found.
 *
 * Problems  dataset/column-missing      a target asked for is not there
 *           dataset/images-regression   images, and regression is asked for
 */
export function suggestSpec(manifest: DatasetManifest, choice: SuggestChoice = {}): Checked<DatasetSpec> {
  return manifest.kind === 'images' ? suggestForImages(manifest, choice) : suggestForTable(manifest, choice)
}

function suggestForTable(manifest: TableManifest, choice: SuggestChoice): Checked<DatasetSpec> {
  const profiles = manifest.columns.map(({ profile }) => profile)
  const isCorpus = manifest.source.kind === 'text' && profiles.length === 1
  if (choice.task === 'generation' || (choice.task === undefined && isCorpus))
    return suggestForGeneration(manifest, choice.target)
  if (choice.task === 'masked') return suggestForMasked(manifest, choice.target)
  if (choice.task === 'forecast') return suggestForecast(manifest, choice.target)
  if (choice.task === 'pairs' || (choice.task === undefined && arePairs(manifest, choice.target)))
    return suggestPairs(manifest, choice.target)
  const target =
    choice.target === undefined ? guessTarget(profiles) : profiles.find(({ name }) => name === choice.target)
  if (choice.target !== undefined && !target)
    return fail(problem('dataset/column-missing', { column: choice.target }))
  const task = choice.task ?? (target ? guessTask(target) : 'classification')
  const others = choice.auxiliaries ?? []
  const missing = others.find((name) => !profiles.some((profile) => profile.name === name))
  if (missing !== undefined) return fail(problem('dataset/column-missing', { column: missing }))
  const columns = profiles.map((profile): ColumnSpec => {
    if (profile !== target && others.includes(profile.name)) return asAuxiliary(profile)
    if (profile !== target)
      return {
        name: profile.name,
        kind: profile.kind,
        role: isFileName(manifest, profile) ? 'ignored' : guessRole(profile, manifest.rowCount)
      }
    return { name: profile.name, kind: task === 'classification' ? 'category' : profile.kind, role: 'target' }
  })
  const features = profiles.filter((_, index) => columns[index]?.role === 'feature')
  return ok({
    version: 1,
    source: manifest.source,
    task,
    columns,
    steps: suggestSteps(features, [
      ...(task === 'regression' && target?.kind === 'number' ? [target.name] : []),
      ...columns.flatMap(({ name, kind, role }) => (role === 'auxiliary' && kind === 'number' ? [name] : []))
    ]),
    split: split(task)
  })
}

/** Predicted beside the target, as what it would be were it the target. */
const asAuxiliary = (profile: ColumnProfile): ColumnSpec => ({
  name: profile.name,
  kind: guessTask(profile) === 'regression' ? 'number' : 'category',
  role: 'auxiliary'
})

/** A column with a telling name, or else the last one that could be learned. */
function guessTarget(profiles: readonly ColumnProfile[]): ColumnProfile | undefined {
  const possible = profiles.filter((profile) => profile.distinctCount > 1 && canBeTarget(profile))
  return possible.filter(({ name }) => TARGET_NAME.test(name.trim())).at(-1) ?? possible.at(-1)
}

const canBeTarget = ({ kind, distinctCount }: ColumnProfile): boolean =>
  kind === 'number' || (kind === 'category' && distinctCount <= MAX_CLASSES)

function guessTask({ kind, distinctCount, range, name }: ColumnProfile): Task {
  if (kind !== 'number') return 'classification'
  const isWhole =
    range !== null &&
    [range.min, range.max, range.quartile1, range.median, range.quartile3].every(Number.isInteger)
  const isNamed = /^(label|class|classes|species|diagnosis|category|标签|类别|分类)$/iu.test(name.trim())
  return isWhole && distinctCount <= (isNamed ? MAX_CLASSES : MAX_NUMBER_CLASSES)
    ? 'classification'
    : 'regression'
}

/** A folder of text files names the file of each text. */
const isFileName = ({ source, columns }: TableManifest, profile: ColumnProfile): boolean =>
  source.kind === 'text' && columns[0]?.profile === profile && profile.kind === 'category'

/** Constants teach nothing; dates and ids cannot be learned from as they are. Text is a feature where its texts are known. */
function guessRole(
  { name, kind, distinctCount, text, range }: ColumnProfile,
  rowCount: number
): ColumnSpec['role'] {
  if (kind === 'number' && WEIGHT_NAME.test(name.trim()) && (range?.min ?? -1) >= 0) return 'weight'
  if (distinctCount <= 1 || kind === 'date') return 'ignored'
  if (kind === 'text') return text ? 'feature' : 'ignored'
  const isId = distinctCount > MAX_FEATURE_CATEGORIES || (rowCount > 20 && distinctCount > rowCount * 0.9)
  return kind === 'category' && isId ? 'ignored' : 'feature'
}

function suggestSteps(
  features: readonly ColumnProfile[],
  scaledTargets: readonly string[]
): PreparationStep[] {
  const numbers = features.filter(({ kind }) => kind === 'number')
  const categories = features.filter(({ kind }) => kind === 'category')
  const texts = features.filter(({ kind }) => kind === 'text')
  const hasGaps = (profiles: readonly ColumnProfile[]): boolean =>
    profiles.some(({ missingCount }) => missingCount > 0)
  const step = (
    kind: string,
    columns: PreparationStep['columns'],
    params: PreparationStep['params'] = {}
  ) => ({ kind, columns, params })
  const steps = [
    ...(hasGaps(numbers) ? [step('fillMissing', 'all', { strategy: 'median' })] : []),
    ...(hasGaps(categories)
      ? [
          step(
            'fillMissing',
            categories.map(({ name }) => name),
            { strategy: 'mostFrequent' }
          )
        ]
      : []),
    ...(numbers.length > 0 ? [step('standardize', 'all')] : []),
    ...texts.flatMap((profile) => suggestTextSteps(profile)),
    // Last, since it makes many columns of one: what came before is easier to look at.
    ...(categories.length > 0 ? [step('oneHot', 'all')] : []),
    ...scaledTargets.map((name) => step('standardize', [name]))
  ]
  return steps.map((one, index) => ({ id: `step-${index + 1}`, ...one }))
}

/** Terms with their weights, which learn well from few texts and stand beside other features. */
function suggestTextSteps({ name, text }: ColumnProfile): Omit<PreparationStep, 'id'>[] {
  const columns = [name]
  const script = text?.scripts[0]?.name ?? 'Latin'
  const isWritten = (wanted: string): boolean => text?.scripts.some((one) => one.name === wanted) ?? false
  const hasCapitals = ['Latin', 'Cyrillic', 'Greek'].some(isWritten)
  return [
    ...(hasCapitals ? [{ kind: 'lowerCase', columns, params: {} }] : []),
    { kind: 'segmentText', columns, params: { by: isWithoutSpaces(script) ? 'characters' : 'spaces' } },
    { kind: 'tfIdf', columns, params: {} }
  ]
}

function suggestForImages(manifest: ImageManifest, choice: SuggestChoice): Checked<DatasetSpec> {
  if (choice.task === 'regression' || choice.task === 'forecast' || choice.task === 'pairs')
    return fail(problem('dataset/images-regression', {}))
  return ok({
    version: 1,
    source: manifest.source,
    task: 'classification',
    columns: [],
    steps: [
      { id: 'step-1', kind: 'resizeImage', columns: 'all', params: suggestSize(manifest) },
      { id: 'step-2', kind: 'rescaleImage', columns: 'all', params: { range: '0to1' } }
    ],
    split: split('classification')
  })
}

/** The images' own size where all share one and it is small; else their usual proportions within 64 pixels. */
function suggestSize({ images, isGrey }: ImageManifest): PreparationStep['params'] {
  const channels = isGrey ? 'grey' : 'rgb'
  const width = median(Float64Array.from(images, (image) => image.width))
  const height = median(Float64Array.from(images, (image) => image.height))
  const shrink = Math.min(1, MAX_IMAGE_SIDE / Math.max(width, height))
  const fit = (side: number): number => Math.max(1, Math.round(side * shrink))
  return { width: fit(width), height: fit(height), channels }
}

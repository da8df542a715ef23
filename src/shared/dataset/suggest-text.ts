import { fail, ok, type Checked } from '../core/checked.ts'
import { problem } from '../problems/catalogue.ts'
import type { ColumnProfile, TableManifest } from './dataset-manifest.ts'
import type { ColumnSpec, DatasetSpec, PreparationStep } from './dataset-spec.ts'
import { isWithoutSpaces } from './text/scripts.ts'

/** Texts longer than this are cut: attention of each token to each other takes its time. */
const MAX_TOKENS = 128
/** Characters of an English word with its space, to tell how many words a text has. */
const WORD_LENGTH = 5

/** Learns what comes next in one text column, the one named or the one with the longest texts. */
export function suggestForGeneration(
  manifest: TableManifest,
  wanted: string | undefined
): Checked<DatasetSpec> {
  const chosen = textOf(manifest, wanted)
  if (!chosen.ok) return chosen
  return ok({
    version: 1,
    source: manifest.source,
    task: 'generation',
    columns: onlyColumn(manifest, chosen.value),
    steps: numbered(suggestTokenSteps(chosen.value, manifest.rowCount)),
    split: { train: 0.8, validation: 0.1, test: 0.1, seed: 42, isStratified: false, order: 'position' }
  })
}

/** Characters where words are written without spaces, learned parts of words elsewhere. */
function suggestTokenSteps({ name, text }: ColumnProfile, rowCount: number): Omit<PreparationStep, 'id'>[] {
  const characterCount = (text?.lengths.mean ?? 0) * rowCount
  const columns = [name]
  const windows = { kind: 'tokenWindows', columns, params: suggestWindows(characterCount) }
  if (isWithoutSpaces(text?.scripts[0]?.name ?? 'Latin')) {
    return [
      { kind: 'segmentText', columns, params: { by: 'characters', keepsSpaces: true } },
      // What comes once teaches nothing but how often something new comes, which the unknown token stands for.
      { kind: 'vocabulary', columns, params: { minCount: 2, marksEnds: true } },
      windows
    ]
  }
  return [{ kind: 'bytePairEncoding', columns, params: { size: 2000, marksEnds: true } }, windows]
}

/** Short and overlapping for little text, so that an epoch still has some steps. */
const suggestWindows = (characterCount: number): PreparationStep['params'] =>
  characterCount < 20_000 ? { length: 32, stride: 8 } : { length: 64, stride: 32 }

/** Learns to guess hidden words of one text column, the one named or the one with the longest texts. */
export function suggestForMasked(manifest: TableManifest, wanted: string | undefined): Checked<DatasetSpec> {
  const chosen = textOf(manifest, wanted)
  if (!chosen.ok) return chosen
  return ok({
    version: 1,
    source: manifest.source,
    task: 'masked',
    columns: onlyColumn(manifest, chosen.value),
    steps: numbered(suggestMaskedSteps(chosen.value)),
    split: { train: 0.8, validation: 0.1, test: 0.1, seed: 42, isStratified: false }
  })
}

/** The steps of a classifier of texts that reads them in order, with some words hidden. */
function suggestMaskedSteps({ name, text }: ColumnProfile): Omit<PreparationStep, 'id'>[] {
  const columns = [name]
  const isOfCharacters = isWithoutSpaces(text?.scripts[0]?.name ?? 'Latin')
  const characters = 1.5 * Math.max(text?.lengths.median ?? 0, text?.lengths.mean ?? 0)
  const tokens = Math.ceil(characters / (isOfCharacters ? 8 : 8 * WORD_LENGTH)) * 8
  return [
    ...(isOfCharacters ? [] : [{ kind: 'lowerCase', columns, params: {} }]),
    { kind: 'segmentText', columns, params: { by: isOfCharacters ? 'characters' : 'spaces' } },
    { kind: 'vocabulary', columns, params: { minCount: 2, keepsMask: true } },
    { kind: 'maskTokens', columns, params: {} },
    { kind: 'padSequence', columns, params: { length: Math.min(MAX_TOKENS, Math.max(8, tokens)) } }
  ]
}

/**
 * The text column that is named, or the one with the longest texts.
 *
 * Problems  dataset/column-missing, dataset/one-text-needed
 */
function textOf(manifest: TableManifest, wanted: string | undefined): Checked<ColumnProfile> {
  const profiles = manifest.columns.map(({ profile }) => profile)
  const [longest] = profiles
    .filter(({ text }) => text !== undefined)
    .sort((first, second) => (second.text?.lengths.mean ?? 0) - (first.text?.lengths.mean ?? 0))
  const chosen = wanted === undefined ? longest : profiles.find(({ name }) => name === wanted)
  if (wanted !== undefined && !chosen) return fail(problem('dataset/column-missing', { column: wanted }))
  return chosen ? ok(chosen) : fail(problem('dataset/one-text-needed', {}))
}

const onlyColumn = (manifest: TableManifest, chosen: ColumnProfile): ColumnSpec[] =>
  manifest.columns.map(({ profile: { name, kind } }) =>
    name === chosen.name ? { name, kind: 'text', role: 'feature' } : { name, kind, role: 'ignored' }
  )

const numbered = (steps: readonly Omit<PreparationStep, 'id'>[]): PreparationStep[] =>
  steps.map((one, index) => ({ id: `step-${index + 1}`, ...one }))

import { z } from 'zod'
import type { Problem } from '../../../shared/core/checked.ts'
import { jsonPath } from '../../../shared/core/schema.ts'
import { problem } from '../../../shared/problems/catalogue.ts'
import { recipe, type Recipe } from '../../../shared/recipe.ts'
import type { Memory } from '../remembered.ts'
import type { TrainingFacts } from './manifest.ts'
import type { ResumePoint } from './read-checkpoint.ts'

/** `state.json` of a checkpoint: what is carried besides weights and optimiser, and the recipe it belongs to. */
const checkpointState = z.strictObject({ recipe: z.json(), memory: z.record(z.string(), z.json()) })

export const writeState = (wanted: Recipe, memory: Memory): string =>
  JSON.stringify({ recipe: wanted, memory: memory.state() })

/** Libraries whose version decides over bits. */
const LIBRARIES = ['tensorflow', 'tfjs']

export interface Wanted {
  readonly recipe: Recipe
  readonly facts: TrainingFacts
  /** Name of the dataset's source as the person knows it. */
  readonly source: string
}

/** Why a training cannot go on from here as if it had not ended; undefined where it can. */
export function refuseResume(
  { last }: ResumePoint,
  { recipe: found, facts, source }: Wanted
): Problem | undefined {
  const kept = last.manifest.facts
  if (kept.datasetFingerprint !== facts.datasetFingerprint || kept.dataHash !== facts.dataHash) {
    const isSource = kept.datasetFingerprint !== facts.datasetFingerprint
    const [expected, now] = isSource
      ? [kept.datasetFingerprint, facts.datasetFingerprint]
      : [kept.dataHash, facts.dataHash]
    return problem('training/resume-data', {
      source,
      expected: expected.slice(0, 12),
      found: now.slice(0, 12)
    })
  }
  const library = LIBRARIES.find((name) => kept.versions[name] !== facts.versions[name])
  if (library !== undefined) {
    const [expected = '–', now = '–'] = [kept.versions[library], facts.versions[library]]
    return problem('training/resume-library', { library, expected, found: now })
  }
  if (kept.device.kind !== facts.device.kind) {
    return problem('training/resume-device', { expected: kept.device.name, found: facts.device.name })
  }
  return refuseRecipe(last.state, found) ?? (kept.modelHash === facts.modelHash ? undefined : otherNetwork)
}

const otherNetwork = problem('training/resume-recipe', { at: 'network', expected: '–', found: '–' })

function refuseRecipe(state: string, found: Recipe): Problem | undefined {
  const parsed = checkpointState.safeParse(JSON.parse(state))
  // An older form of the document gets what it did not say yet.
  const kept = recipe.safeParse(parsed.data?.recipe)
  if (!kept.success) return otherForm
  const difference = firstDifference(withoutPlaces(kept.data), withoutPlaces(found), [])
  return difference === undefined ? undefined : problem('training/resume-recipe', difference)
}

const otherForm = problem('training/resume-recipe', { at: 'recipe', expected: '–', found: '–' })

/** Puts what a training carries to what the checkpoint holds. Throws  ProblemError-free Error when it holds another training's */
export function restoreMemory({ last }: ResumePoint, memory: Memory): void {
  memory.restore(checkpointState.parse(JSON.parse(last.state)).memory)
}

/** The recipe without what has no say in its numbers: where the data lay, and where layers lie on the canvas. */
const withoutPlaces = ({ dataset, network, training }: Recipe): unknown => ({
  dataset: { ...dataset, source: dataset.source.kind },
  network: { ...network, nodes: network.nodes.map(({ position: _, ...node }) => node) },
  training
})

/** The first place where two JSON documents differ, with what stands there. */
function firstDifference(
  expected: unknown,
  found: unknown,
  path: readonly PropertyKey[]
): { at: string; expected: string; found: string } | undefined {
  if (Object.is(expected, found)) return undefined
  if (!isBranch(expected) || !isBranch(found)) {
    const say = (value: unknown): string => (value === undefined ? '–' : JSON.stringify(value).slice(0, 80))
    return { at: jsonPath(path), expected: say(expected), found: say(found) }
  }
  for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    const part = Array.isArray(expected) ? Number(key) : key
    const difference = firstDifference(expected[key], found[key], [...path, part])
    if (difference !== undefined) return difference
  }
  return undefined
}

const isBranch = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

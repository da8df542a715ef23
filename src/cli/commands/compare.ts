import { compareRecipes } from '../../shared/recipe-difference.ts'
import { compareNetworks } from '../../shared/network/network-difference.ts'
import type { Recipe } from '../../shared/recipe.ts'
import type { RunSummary } from '../../shared/training/trained-run.ts'
import type { Studio } from '../../studio/studio.ts'
import { findRun } from '../find-run.ts'
import { ask, openExisting, projectOption, withStudio } from '../open-studio.ts'
import { formatTable } from '../table.ts'
import type { Command } from './command.ts'

export const compare: Command = {
  name: 'compare',
  usage: 'RUN RUN…',
  summary: 'Compare runs: metrics side by side, and only the settings that differ.',
  minArguments: 2,
  maxArguments: 20,
  options: projectOption,
  run: (names, options, { env }) =>
    withStudio(
      env,
      async (studio) => {
        const opened = await openExisting(studio, options)
        const runs = names.map((name) => findRun(opened, name))
        const recipes = await Promise.all(runs.map(({ id }) => ask(studio, 'runs.recipe', { id })))
        const { differing } = compareRecipes(recipes)
        const document = {
          runs,
          differing: differing.map(({ key, values }) => ({
            key,
            values: values.map((value) => value ?? null)
          })),
          networks: networkChanges(recipes),
          pairs: await comparePairs(studio, runs)
        }
        return { document, lines: linesOf(runs, differing) }
      },
      'look'
    )
}

/** Each later network against the first. */
const networkChanges = (recipes: readonly Recipe[]) => {
  const [first, ...others] = recipes
  return first === undefined ? [] : others.map((other) => compareNetworks(first.network, other.network))
}

/** Each later run against the first on the same test rows; without a figure where the rows differ. */
async function comparePairs(studio: Studio, runs: readonly RunSummary[]) {
  const [first, ...others] = runs
  if (first === undefined) return []
  return Promise.all(
    others.map(async (second) => {
      const compared = await studio.call('evaluation.compare', {
        first: first.id,
        second: second.id,
        part: 'test'
      })
      return {
        first: first.id,
        second: second.id,
        ...(compared.ok ? compared.value : { problem: compared.problem })
      }
    })
  )
}

/** Fingerprints and the like in full are in the JSON. */
const shorten = (text: string): string => (text.length > 24 ? `${text.slice(0, 23)}…` : text)

function linesOf(
  runs: readonly RunSummary[],
  differing: ReturnType<typeof compareRecipes>['differing']
): string[] {
  const heads = runs.map(({ number }) => `run ${number}`)
  const names = [...new Set(runs.flatMap(({ metrics }) => Object.keys(metrics.test)))]
  const metricRows = names.map((name) => [
    `test ${name}`,
    ...runs.map(({ metrics }) => metrics.test[name] ?? null)
  ])
  const settingRows = differing.map(({ key, values }) => [
    key,
    ...values.map((value) => (value === undefined ? '–' : shorten(String(value))))
  ])
  return [
    ...formatTable(['metric', ...heads], metricRows),
    '',
    ...(settingRows.length === 0 ? ['All settings agree.'] : formatTable(['setting', ...heads], settingRows))
  ]
}

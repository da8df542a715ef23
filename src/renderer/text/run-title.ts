import type { RunSummary } from '../../shared/training/trained-run.ts'
import { t, type Both } from './text.svelte.ts'

type Named = Pick<RunSummary, 'number' | 'name' | 'networkTitle'>

/** What a run is called: the name a person gave it, or else its number. That number is kept as the English words. */
export const runTitles = ({ number, name, networkTitle }: Named): Both<string> =>
  name === '' || name === networkTitle || name === `Run ${number}`
    ? { en: `Run ${number}`, zh: `训练 ${number}` }
    : { en: name, zh: name }

export const runTitle = (run: Named): string => t(runTitles(run))

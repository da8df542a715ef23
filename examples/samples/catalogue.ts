import { makeDialogue } from './dialogue.ts'
import { makeElectricity } from './electricity.ts'
import { makeLetters } from './letters.ts'
import { makeLine } from './line.ts'
import { makeNews, makeNewsArchive } from './news.ts'
import { makeSongPoems } from './song-poems.ts'
import { makeReviews } from './reviews.ts'
import { makeStudy } from './study.ts'
import { makeTranslation } from './translation.ts'

/** Of every file that is made, not collected. */
const SEED = 2024

/** Files of resources/samples that a script makes, the same byte for byte on every machine. */
export const madeSamples: Readonly<Record<string, () => string>> = {
  'line.csv': () => makeLine(SEED),
  'study.csv': () => makeStudy(SEED),
  'news.csv': () => makeNews(SEED),
  // Another seed: none of its stories stands in the other file.
  'news_archive.csv': () => makeNewsArchive(SEED + 1),
  'reviews.csv': () => makeReviews(SEED),
  'song_poems.txt': () => makeSongPoems(),
  'electricity.csv': () => makeElectricity(SEED),
  'dialogue.csv': () => makeDialogue(SEED),
  'letters.txt': () => makeLetters(SEED),
  'translation.csv': () => makeTranslation(SEED)
}

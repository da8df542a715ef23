import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { createRandom, type Random } from '../../src/shared/core/random.ts'
import { cutAtSpaces } from '../../src/shared/dataset/text/cut-text.ts'

/** A language that texts are made in, a passage each line. */
export type Language = 'en' | 'zh'

const sample = (name: string): string =>
  readFileSync(new URL(`../../resources/samples/${name}`, import.meta.url), 'utf8')

/** Made-up words beside those of the samples, which are few: a hundred megabytes of text have as many. */
const INVENTED_WORDS = 60_000
const SENTENCES_OF_PASSAGE = 6
const CHUNK = 2 ** 20

const syllables =
  'ba be bi co cu da den di fo ga gen ha in ka la lo ma mi mor na ne no pa per ra ro sa sen ta ti tor un va'.split(
    ' '
  )

/** The n-th of `count` by a draw that takes each about half as often as the one of half its rank (Zipf). */
const drawRank = (count: number, random: Random): number => Math.floor(count ** random()) - 1

const drawOf = <Item>(items: readonly Item[], random: Random): Item =>
  items[Math.floor(random() * items.length)] as Item

/** Sentences of words from the sample texts, most frequent first, and of invented ones behind them. */
function englishPassages(random: Random): () => string {
  const counts = new Map<string, number>()
  for (const word of cutAtSpaces(sample('news.csv') + sample('reviews.csv'))) {
    if (/^\p{L}/u.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  const known = [...counts].sort(([, one], [, other]) => other - one).map(([word]) => word)
  const invented = Array.from({ length: INVENTED_WORDS }, () =>
    Array.from({ length: 2 + Math.floor(random() * 3) }, () => drawOf(syllables, random)).join('')
  )
  const words = [...new Set([...known, ...invented])]
  const sentence = (): string => {
    const length = 6 + Math.floor(random() * 14)
    const drawn = Array.from({ length }, () => words[drawRank(words.length, random)] ?? '')
    return `${drawn.join(' ')}${random() < 0.2 ? ', 1,250' : ''}.`
  }
  return () => Array.from({ length: SENTENCES_OF_PASSAGE }, sentence).join(' ')
}

/** Lines of the sample poems in another order, a few of their characters exchanged, so that lines differ. */
function chinesePassages(random: Random): () => string {
  const lines = sample('tang_poems.txt')
    .split(/[\n。，？！]/u)
    .filter((line) => line.length > 1)
  const characters = [...lines.join('')]
  const line = (): string =>
    Array.from(drawOf(lines, random), (character) =>
      random() < 0.15 ? drawOf(characters, random) : character
    ).join('')
  return () => Array.from({ length: SENTENCES_OF_PASSAGE }, () => `${line()}，${line()}${line()}。`).join('')
}

/** Writes a text of about so many bytes, the same for the same seed. */
export function writeCorpus(path: string, language: Language, byteCount: number): void {
  const random = createRandom(7)
  const passage = language === 'en' ? englishPassages(random) : chinesePassages(random)
  const file = openSync(path, 'w')
  try {
    for (let written = 0; written < byteCount;) {
      const lines: string[] = []
      for (let length = 0; length < CHUNK; length += lines.at(-1)?.length ?? 0) lines.push(passage())
      written += writeSync(file, `${lines.join('\n')}\n`)
    }
  } finally {
    closeSync(file)
  }
}

import { createRandom, type Random } from '../../src/shared/core/random.ts'
import { toCsv } from './csv.ts'
import { fill, pick, sentence } from './draw.ts'
import { business } from './news-topics/business.ts'
import { culture } from './news-topics/culture.ts'
import { politics } from './news-topics/politics.ts'
import { science } from './news-topics/science.ts'
import { sport } from './news-topics/sport.ts'
import { anyTopic, newsFrame, storyPatterns, type NewsTopic } from './news-words.ts'

const ROWS = 2400
const ARCHIVE_ROWS = 1960
const SORTED_ROWS = 360
/** Share of stories under a wrong heading: what no model can learn. */
const MISLABELLED = 0.07
/** Share of stories that also tell of another topic. */
const MIXED = 0.4

const newsTopics: Readonly<Record<string, NewsTopic>> = { business, sport, science, politics, culture }
const topics = Object.keys(newsTopics)

/**
 * Short news in English for a classifier of topics, from a grammar.
 *
 * Output  a table of text and topic. A story tells of its topic in one sentence, may go on with anything, often tells
 *         of another topic as well, and one in fourteen stands under a wrong topic: as with real news, no model gets
 *         all of them right
 */
export function makeNews(seed: number): string {
  return toCsv(['text', 'topic'], makeStories(ROWS, createRandom(seed)))
}

/**
 * An archive of the same kind of news of which only the newest stories were sorted by topic.
 *
 * Output  a table of text and topic, which is missing but in the last `SORTED_ROWS` rows
 */
export function makeNewsArchive(seed: number): string {
  const stories = makeStories(ARCHIVE_ROWS, createRandom(seed))
  const isSorted = (row: number): boolean => row >= ARCHIVE_ROWS - SORTED_ROWS
  const rows = stories.map(([text = '', topic = ''], row) => [text, isSorted(row) ? topic : ''])
  return toCsv(['text', 'topic'], rows)
}

const makeStories = (count: number, random: Random): string[][] =>
  Array.from({ length: count }, (_, index) => {
    const topic = topics[index % topics.length] ?? ''
    const label = random() < MISLABELLED ? pick(topics, random) : topic
    return [story(topic, random), label]
  })

function story(topic: string, random: Random): string {
  const own = fill(pick(storyPatterns, random), wordsOf(topic), random)
  const told = [sentence(own)]
  if (random() < MIXED)
    told.push(sentence(fill(pick(storyPatterns, random), wordsOf(pick(topics, random)), random)))
  if (random() < 0.5) {
    const more = sentence(fill(pick(anyTopic, random), wordsOf(pick(topics, random)), random))
    if (random() < 0.5) told.push(more)
    else told.unshift(more)
  }
  return told.join(' ')
}

const wordsOf = (topic: string): Readonly<Record<string, readonly string[]>> => ({
  ...newsTopics[topic],
  ...newsFrame
})

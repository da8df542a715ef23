import { createRandom, type Random } from '../../src/shared/core/random.ts'
import { toCsv } from './csv.ts'
import { fill, pick, sentence } from './draw.ts'
import {
  clausePatterns,
  mixedPatterns,
  openings,
  reviewDomains,
  verdicts,
  type ReviewDomain
} from './review-words.ts'

const ROWS = 3000
/** Share of reviews under the wrong opinion: what no model can learn. */
const MISLABELLED = 0.04
/** Share of reviews in which one clause says the opposite. */
const MIXED = 0.4
/** Share of reviews that end with a verdict in plain words. */
const WITH_VERDICT = 0.35

const opinions = ['good', 'bad'] as const
type Opinion = (typeof opinions)[number]

/**
 * Short reviews in English for a classifier of opinions, from a grammar.
 *
 * Output  a table of text and sentiment. Half of all clauses say what they mean by the opposite and a "not", and four
 *         reviews in ten hold a clause of the other opinion: counting good and bad words does not tell them apart
 */
export function makeReviews(seed: number): string {
  const random = createRandom(seed)
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const opinion = opinions[index % 2] ?? 'good'
    const isGood = (opinion === 'good') !== random() < MISLABELLED
    return [review(opinion, random), isGood ? 'positive' : 'negative']
  })
  return toCsv(['text', 'sentiment'], rows)
}

function review(opinion: Opinion, random: Random): string {
  const domain = pick(reviewDomains, random)
  const told = random() < 0.3 ? [pick(openings, random)] : []
  told.push(
    random() < MIXED
      ? fill(
          pick(mixedPatterns, random),
          { clause: [clause(domain, opinion, random)], against: [clause(domain, opposite(opinion), random)] },
          random
        )
      : clause(domain, opinion, random)
  )
  if (random() < 0.3) told.push(clause(domain, opinion, random))
  if (random() < WITH_VERDICT) told.push(pick(verdicts[opinion], random))
  return told.map(sentence).join(' ')
}

const opposite = (opinion: Opinion): Opinion => (opinion === 'good' ? 'bad' : 'good')

const clause = (domain: ReviewDomain, opinion: Opinion, random: Random): string =>
  fill(
    pick(clausePatterns, random),
    { aspect: domain.aspects, same: domain[opinion], other: domain[opposite(opinion)] },
    random
  )

import { measureAccuracy } from './accuracy.ts'
import { corpusBleu } from './bleu.ts'
import { tokenizerFor } from './bleu-words.ts'
import { chrfOf, corpusChrf } from './chrf.ts'
import type { AnsweredPair, PairsReport } from './evaluation-report.ts'

export interface PairResults {
  readonly part: PairsReport['part']
  readonly rowCount: number
  readonly tokenCount: number
  readonly unknownCount: number
  /** Tokens that were the likeliest, the right answer before them. */
  readonly hitCount: number
  /** The training loss, penalties included. */
  readonly loss: number
  /** Mean information of a token in nats. */
  readonly information: number
  /** What the model answered by itself. */
  readonly answers: readonly Omit<AnsweredPair, 'chrf'>[]
}

/** Every figure of answers on one part of the pairs. BLEU's words are those of the expected answers' script. */
export function evaluatePairs(results: PairResults): PairsReport {
  const { part, rowCount, tokenCount, loss, information } = results
  const bleuTokenizer = tokenizerFor(results.answers.map(({ expected }) => expected))
  const exactCount = results.answers.filter(({ isExact }) => isExact).length
  return {
    kind: 'pairs',
    part,
    rowCount,
    tokenCount,
    loss,
    perplexity: Math.exp(information),
    accuracy: measureAccuracy(results.hitCount, tokenCount),
    unknownShare: tokenCount === 0 ? 0 : results.unknownCount / tokenCount,
    answeredCount: results.answers.length,
    exactMatch: measureAccuracy(exactCount, results.answers.length),
    bleu: corpusBleu(results.answers, bleuTokenizer),
    bleuTokenizer,
    chrf: corpusChrf(results.answers),
    answers: results.answers.map((answer) => ({ ...answer, chrf: Number(chrfOf(answer).toPrecision(6)) }))
  }
}

import { measureAccuracy } from './accuracy.ts'
import type { GenerationReport } from './evaluation-report.ts'

export interface GenerationResults {
  readonly part: GenerationReport['part']
  readonly rowCount: number
  readonly tokenCount: number
  readonly characterCount: number
  readonly unknownCount: number
  /** Tokens that were the likeliest. */
  readonly hitCount: number
  /** The training loss, penalties included. */
  readonly loss: number
  /** Mean information of a token in nats. */
  readonly information: number
  readonly bigram: { readonly information: number; readonly smoothing: number }
}

/**
 * Every figure of a generator on one part of the text.
 *
 * Output   perplexity = e^information; bits for each character = information · tokens / (characters · ln 2)
 */
export function evaluateGeneration(results: GenerationResults): GenerationReport {
  const { part, rowCount, tokenCount, characterCount, loss, information, bigram } = results
  const foretelling = (nats: number) => ({
    perplexity: Math.exp(nats),
    bitsPerCharacter: (nats * tokenCount) / (Math.max(1, characterCount) * Math.LN2)
  })
  return {
    kind: 'generation',
    part,
    rowCount,
    tokenCount,
    characterCount,
    loss,
    ...foretelling(information),
    accuracy: measureAccuracy(results.hitCount, tokenCount),
    unknownShare: results.unknownCount / tokenCount,
    bigram: { ...foretelling(bigram.information), smoothing: bigram.smoothing }
  }
}

import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { corpusBleu } from '../../../src/shared/evaluation/bleu.ts'
import { bleuWords, tokenizerFor } from '../../../src/shared/evaluation/bleu-words.ts'
import { chrfOf, corpusChrf } from '../../../src/shared/evaluation/chrf.ts'
import { bleuTokenizer } from '../../../src/shared/evaluation/evaluation-report.ts'

const fixtures = z
  .record(
    z.string(),
    z.object({
      tokenizer: bleuTokenizer,
      pairs: z.array(z.tuple([z.string(), z.string()])),
      words: z.array(z.array(z.string())),
      bleu: z.number(),
      chrf: z.number(),
      rows: z.array(z.number())
    })
  )
  .parse(JSON.parse(readFileSync(new URL('../../fixtures/pairs.json', import.meta.url), 'utf8')))

it.each(Object.entries(fixtures))('BLEU and chrF are those of sacrebleu: %s', (_, known) => {
  const pairs = known.pairs.map(([given, expected]) => ({ given, expected }))
  expect(pairs.map(({ given }) => bleuWords(given, known.tokenizer))).toEqual(known.words)
  expect(Math.abs(corpusBleu(pairs, known.tokenizer) - known.bleu)).toBeLessThan(1e-6)
  expect(Math.abs(corpusChrf(pairs) - known.chrf)).toBeLessThan(1e-6)
  for (const [index, pair] of pairs.entries())
    expect(Math.abs(chrfOf(pair) - (known.rows[index] ?? NaN))).toBeLessThan(1e-6)
})

it('tells words apart by the script of the answers', () => {
  expect(tokenizerFor(['It is 3 o’clock.', 'Yes.'])).toBe('13a')
  expect(tokenizerFor(['现在三点。', 'OK'])).toBe('zh')
  expect(tokenizerFor(['これは本です。'])).toBe('char')
  expect(tokenizerFor([''])).toBe('13a')
})

import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../test/studio/temporary-folder.ts'

const entry = join(import.meta.dirname, '../src/cli/index.ts')

function layerwright(home: string, words: readonly string[]): Record<string, unknown> {
  const ran = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', entry, ...words, '--json'],
    {
      env: { ...process.env, LAYERWRIGHT_HOME: home },
      encoding: 'utf8'
    }
  )
  expect(ran.status).toBe(0)
  return JSON.parse(ran.stdout) as Record<string, unknown>
}

/** Sentences of a small grammar: what comes next follows from more than the token before. */
function grammarText(): string {
  const lines: string[] = []
  for (let index = 0; index < 150; index += 1) {
    const [animal, place] = index % 2 === 0 ? ['cat', 'mat'] : ['dog', 'log']
    const many = index % 3 === 0
    lines.push(`the ${animal}${many ? 's' : ''} ${many ? 'sit' : 'sits'} on the ${place}`)
  }
  return lines.join('\n\n')
}

it('learns from a text file what comes next, and goes on with a prompt the same for the same seed', () => {
  const home = temporaryFolder()
  const corpus = join(home, 'corpus.txt')
  writeFileSync(corpus, grammarText())
  const { metrics } = layerwright(home, ['quick', corpus]) as {
    metrics: { test: { perplexity: number; bigramPerplexity: number } }
  }
  expect(metrics.test.perplexity).toBeLessThan(metrics.test.bigramPerplexity)

  const out = join(home, 'exported')
  layerwright(home, ['export', '1', '--format', 'keras', '--out', out])
  const generate = (model: string, seed: string): unknown =>
    layerwright(home, ['generate', model, '--prompt', 'the dog', '--seed', seed, '--temperature', '0.5'])[
      'text'
    ]
  const text = generate('1', '1')
  expect(text).toMatch(/^s? sits? on the (log|mat)/u)
  expect(generate('1', '1')).toBe(text)
  expect(generate(out, '1')).toBe(text)
}, 900_000)

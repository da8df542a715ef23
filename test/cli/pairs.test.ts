import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../studio/temporary-folder.ts'
import { json, layerwright } from './layerwright.ts'

const colors = ['red', 'blue', 'green', 'white', 'black', 'gold', 'pink', 'grey']
const things = ['hat', 'cup', 'box', 'car', 'pen', 'bag', 'coat', 'door']

/** Each color with each thing, told from the other side; a few rows lack a side. */
function pairs(): string {
  const rows = colors.flatMap((color) =>
    things.map((thing) => `"what color has the ${color} ${thing} ?","the ${thing} is ${color} ."`)
  )
  return ['question,answer', ...rows, 'who is there ?,', ',nobody', '" ",nobody'].join('\n') + '\n'
}

it('learns answers by itself, measures them, and an export gives the answers that the run gives', async () => {
  const home = temporaryFolder()
  const file = join(home, 'pairs.csv')
  writeFileSync(file, pairs())
  const run = async (...words: string[]): Promise<Record<string, unknown>> => {
    const ran = await layerwright(home, [...words, '--json'])
    expect(ran.error).not.toContain('fault')
    expect(ran.status).toBe(0)
    return json(ran)
  }

  const trained = await run('quick', file, '--target', 'answer')
  const { train, test } = trained['metrics'] as Record<'train' | 'test', Record<string, number>>
  expect(Object.keys(test)).toEqual([
    'chrf',
    'bleu',
    'exactMatch',
    'answerPerplexity',
    'tokenAccuracy',
    'loss'
  ])
  expect(train['exactMatch']).toBeGreaterThan(0.9)
  expect(test['chrf']).toBeGreaterThan(25)

  const out = join(home, 'exported')
  await run('export', '1', '--format', 'keras', '--out', out)
  expect(readFileSync(join(out, 'README.md'), 'utf8')).toContain('def answer(sample, predict)')
  const byRun = await run('predict', '1', file)
  const csv = join(home, 'answers.csv')
  const byExport = await run('predict', out, file, '--out', csv)
  expect(byExport['predictions']).toEqual(byRun['predictions'])
  const predictions = byRun['predictions'] as { row: number; label: string }[]
  expect(predictions).toHaveLength(67)
  const known = colors.flatMap((color) => things.map((thing) => `the ${thing} is ${color}.`))
  // Of 64 questions 45 were learned from.
  expect(known.filter((answer, row) => predictions[row]?.label === answer).length).toBeGreaterThan(40)
  // Nothing was asked.
  expect(predictions[66]?.label).toBe('')

  const answered = await run('generate', out, '--prompt', 'what color has the red hat ?')
  expect(answered).toMatchObject({ text: predictions[0]?.label, isEnded: true, temperature: 0 })

  const [head, first] = readFileSync(csv, 'utf8').split('\r\n')
  expect(head).toBe('question,predicted_answer')
  expect(first).toBe(`what color has the red hat ?,${predictions[0]?.label ?? ''}`)
}, 300_000)

it('says what is wrong with pairs whose answers are one word', async () => {
  const home = temporaryFolder()
  const file = join(home, 'one.csv')
  const rows = Array.from({ length: 30 }, (_, index) => `is it ${index} ?,yes`)
  writeFileSync(file, ['question,answer', ...rows].join('\n'))
  const ran = await layerwright(home, ['quick', file, '--task', 'pairs', '--target', 'answer'])
  expect(ran.status).not.toBe(0)
  expect(ran.error).toContain('says nothing but “yes”')
}, 120_000)

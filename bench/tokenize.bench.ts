/**
 * 100 MB of English and of Chinese text: cut into words by the studio's step beside bare jieba, and byte pairs learned by
 * the studio's step beside Hugging Face's tokenizers. The text is made of the program's own samples and thrown away
 * afterwards; each measurement is a process of its own, and the two of a row take turns.
 *
 *     npm run bench -- tokenize         both languages, 100 MB each
 *     npm run bench -- tokenize:20      so many megabytes
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { writeCorpus, type Language } from './tokenize/corpus.ts'
import { findEnvironment } from './training/environments.ts'

const MEGABYTES = Number(process.argv[2] ?? 100)
const ROUNDS = 3
const VOCABULARY = 4000
const languages: readonly (readonly [Language, string])[] = [
  ['en', 'English'],
  ['zh', 'Chinese']
]

const figures = z.strictObject({
  ms: z.number(),
  processorMs: z.number(),
  peakKb: z.number(),
  count: z.number()
})
type Figures = z.infer<typeof figures>

/** A script of this folder with its arguments, in a process of its own. */
function measure(program: string, script: string, args: readonly string[]): Figures {
  const file = fileURLToPath(new URL(`tokenize/${script}`, import.meta.url))
  const flags = script.endsWith('.ts') ? ['--disable-warning=ExperimentalWarning'] : []
  const { status, stdout, stderr } = spawnSync(program, [...flags, file, ...args], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr.trim().split('\n').at(-1))
  return figures.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
}

const median = (values: readonly number[]): number =>
  [...values].sort((first, second) => first - second)[values.length >> 1] ?? NaN

interface Sides {
  readonly title: string
  readonly wanted: number
  readonly ours: () => Figures
  readonly other: () => Figures
}

function compare({ title, wanted, ours, other }: Sides): void {
  const rounds = Array.from({ length: ROUNDS }, () => ({ ours: ours(), other: other() }))
  const ofBoth = (what: keyof Figures): readonly [number, number] => [
    median(rounds.map((round) => round.ours[what])),
    median(rounds.map((round) => round.other[what]))
  ]
  const ratioOf = (what: 'ms' | 'processorMs'): string =>
    median(rounds.map((round) => round.ours[what] / round.other[what])).toFixed(2)
  const both = (what: keyof Figures, unit: number, digits: number): string[] =>
    ofBoth(what).map((value) => (value / unit).toFixed(digits))
  const cells = [
    title,
    ...both('ms', 1000, 1),
    ratioOf('ms'),
    ratioOf('processorMs'),
    wanted.toFixed(1),
    ...both('peakKb', 1024, 0),
    ...both('count', 1, 0)
  ]
  console.log(`| ${cells.join(' | ')} |`)
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'layerwright-bench-'))
try {
  const tokenizers = await findEnvironment('tokenizers')
  console.log(
    `${MEGABYTES} MB of each language, byte pairs to ${VOCABULARY} tokens; medians of ${ROUNDS} rounds, load average ${os.loadavg()[0]?.toFixed(1)}\n`
  )
  const titles = [
    '',
    'Layerwright (s)',
    'other (s)',
    'ratio',
    'ratio of processor time',
    'wanted',
    'peak memory (MB)',
    'other (MB)',
    'words or tokens',
    'other'
  ]
  console.log(`| ${titles.join(' | ')} |\n|${titles.map(() => '---').join('|')}|`)
  for (const [language, name] of languages) {
    const text = path.join(folder, `${language}.txt`)
    writeCorpus(text, language, MEGABYTES * 1e6)
    compare({
      title: `${name}: words, beside bare jieba`,
      wanted: 1.5,
      ours: () => measure(process.execPath, 'ours.ts', ['words', text]),
      other: () => measure(process.execPath, 'ours.ts', ['jieba', text])
    })
    const { python } = tokenizers
    if (python === undefined) console.log(`| ${name}: byte pairs | not measured: ${tokenizers.reason} |`)
    else {
      compare({
        title: `${name}: byte pairs, beside tokenizers`,
        wanted: 3,
        ours: () => measure(process.execPath, 'ours.ts', ['bpe', text, String(VOCABULARY)]),
        other: () => measure(python, 'hugging_face.py', [text, String(VOCABULARY)])
      })
    }
    rmSync(text)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

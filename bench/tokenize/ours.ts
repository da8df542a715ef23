/**
 * One measurement in a process of its own: `ours.ts WHAT FILE`. Prints a line of JSON {ms, processorMs, peakKb, count}.
 *
 *     words   the studio's step that cuts texts into words
 *     jieba   the bare package, each text once, words only counted
 *     bpe     the studio's step that learns byte pairs
 */
import { readFileSync } from 'node:fs'
import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import { unwrap } from '../../src/shared/core/checked.ts'
import { defaultParams } from '../../src/shared/core/params.ts'
import type { TextColumn } from '../../src/shared/dataset/column.ts'
import { bytePairEncoding } from '../../src/shared/dataset/transforms/byte-pair-encoding.ts'
import { segmentText } from '../../src/shared/dataset/transforms/segment-text.ts'
import { wordCutter } from '../../src/shared/dataset/text/word-cutter.ts'
import '../../src/studio/dataset/open-word-cutter.ts'

const [what = '', path = '', size = '0'] = process.argv.slice(2)
const categories = readFileSync(path, 'utf8').split('\n')
const column: TextColumn = {
  kind: 'text',
  name: 'text',
  codes: Int32Array.from(categories, (_, row) => row),
  categories
}
const rows = Uint32Array.from(categories, (_, row) => row)

/** Opens what has to be open before, and gives what is measured: how many words or joined parts there are. */
const measurements: Readonly<Record<string, () => () => number>> = {
  words: () => {
    wordCutter()?.('先')
    return () => {
      const params = { ...defaultParams(segmentText.params), by: 'words' as const }
      const [cut] = segmentText.apply(column, { words: [] }, params)
      return cut?.kind === 'words' ? cut.sequences.reduce((sum, { length }) => sum + length, 0) : NaN
    }
  },
  jieba: () => {
    const jieba = Jieba.withDict(dict)
    jieba.cut('先', true)
    return () => categories.reduce((sum, text) => sum + jieba.cut(text, true).length, 0)
  },
  bpe: () => () => {
    const params = { ...defaultParams(bytePairEncoding.params), size: Number(size) }
    const { characters, merges } = unwrap(bytePairEncoding.fit(column, rows, params))
    return characters.length + merges.length / 2
  }
}

const measured = measurements[what]?.()
if (measured === undefined) throw new Error(`There is no measurement ${what}.`)
const from = performance.now()
const used = process.cpuUsage()
const count = measured()
const { user, system } = process.cpuUsage(used)
process.stdout.write(
  `${JSON.stringify({ ms: performance.now() - from, processorMs: (user + system) / 1000, peakKb: process.resourceUsage().maxRSS, count })}\n`
)

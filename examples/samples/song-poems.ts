import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const poems = join(import.meta.dirname, '../../resources/samples/chinese_poems.csv')

/**
 * The Song poems among the Chinese poems, written like the Tang poems.
 *
 * Output  title, one sentence a line, and an empty line after each poem
 */
export function makeSongPoems(): string {
  const [, ...rows] = readFileSync(poems, 'utf8').trim().split(/\r?\n/u)
  return rows
    .map((row) => row.split(','))
    .filter(([, , dynasty]) => dynasty === 'song')
    .map(
      ([title, , , text = '']) => `${title}\n${text.match(/[^。？！]+[。？！]*/gu)?.join('\n') ?? text}\n\n`
    )
    .join('')
}

import type { ColumnProfile } from '../../shared/dataset/dataset-manifest.ts'
import { cutAtSpaces, cutCharacters, wellFormed } from '../../shared/dataset/text/cut-text.ts'
import { describeTexts } from '../../shared/dataset/text/describe-texts.ts'
import { wordCutter } from '../../shared/dataset/text/word-cutter.ts'
import { describeColumn, type CodeCounts } from './describe-column.ts'
import './open-word-cutter.ts'
import type { MeasuredColumn } from './profile-table.ts'

/** The profile of a column of words, with what is known of its texts where it holds text. */
export function describeWords(
  column: MeasuredColumn,
  words: readonly string[],
  counts: CodeCounts
): ColumnProfile {
  const text =
    column.kind === 'text' && words.length > 0
      ? describeTexts(words, (code) => counts.of(code), cutForProfile)
      : undefined
  return describeColumn(column, undefined, counts.top(words), text)
}

/** Words as a person would count them: by jieba where there is Chinese, else between spaces. */
const cutForProfile = (text: string): readonly string[] =>
  /\p{Script=Han}/u.test(text) ? (wordCutter()?.(wellFormed(text)) ?? cutCharacters(text)) : cutAtSpaces(text)

import { z } from 'zod'
import { fail, ok } from '../../core/checked.ts'
import { choice, integer, toggle } from '../../core/params.ts'
import { problem } from '../../problems/catalogue.ts'
import {
  cutAtSpaces,
  cutByLongestMatch,
  cutCharacters,
  isWordKept,
  openDictionary,
  wellFormed
} from '../text/cut-text.ts'
import { countWords } from '../text/count-words.ts'
import { cutTexts, isTextColumn } from '../text/map-texts.ts'
import { wordCutter, type WordCutter } from '../text/word-cutter.ts'
import { byFrequency } from '../text/word-order.ts'
import { defineColumnTransform } from '../transform-definition.ts'

const byLabels = {
  characters: { en: 'Characters', zh: '单个字符' },
  spaces: { en: 'Spaces and punctuation', zh: '空格与标点' },
  words: { en: 'Words (jieba)', zh: '词语（jieba）' },
  longestMatch: { en: 'Longest match', zh: '最长匹配' }
}

/** Longer words than this are phrases that hardly come twice. */
const MAX_WORD_CHARACTERS = 8

/**
 * Cuts texts into words or characters.
 *
 * Input     a text column
 * Output    its words in order. 'longestMatch' learns the words of two or more characters that jieba finds in the
 *           training rows, and then needs nothing but that list
 * Problems  dataset/no-word-cutter    words are asked for where jieba is not there
 *           dataset/nothing-to-learn  the training rows hold no text at all
 * Source    @node-rs/jieba 2.0 with its own dictionary and its model for unknown words
 */
export const segmentText = defineColumnTransform({
  kind: 'segmentText',
  title: { en: 'Cut into words', zh: '分词' },
  icon: 'scissors',
  docs: {
    summary: {
      en: 'Cuts each text into the pieces that the network will see: single characters, words between spaces, or Chinese words.',
      zh: '把文本切成网络要处理的小单元：单个字符、以空格分隔的词，或中文词语。'
    },
    usual: {
      en: 'Spaces for English; characters for Chinese poems and for generating text. “Longest match” finds Chinese words and, unlike jieba, goes with an exported model anywhere.',
      zh: '英文用空格；中文诗词和文本生成用单个字符。“最长匹配”也能切出中文词语，而且不同于 jieba，可随导出的模型在任何地方使用。'
    }
  },
  params: {
    by: choice({
      label: { en: 'Cut by', zh: '切分方式' },
      options: ['characters', 'spaces', 'words', 'longestMatch'],
      optionLabels: byLabels,
      default: 'spaces'
    }),
    keepsPunctuation: toggle({ label: { en: 'Keep punctuation', zh: '保留标点' }, default: true }),
    keepsSpaces: toggle({
      label: { en: 'Keep blanks and line ends', zh: '保留空白和换行' },
      help: { en: 'Needed to generate text that has them.', zh: '要生成含有空白和换行的文本时需要保留。' },
      default: false
    }),
    minCount: integer({
      label: { en: 'Least count of a word', zh: '词语最少出现次数' },
      help: { en: 'Used with “Longest match”.', zh: '选择“最长匹配”时使用。' },
      min: 1,
      max: 1000,
      default: 2
    })
  },
  describe: ({ by }) => byLabels[by],
  accepts: ['text'],
  acceptsWith: () => ['text'],
  gives: () => 'words',
  lacks: ({ by }) =>
    by === 'words' && wordCutter() === undefined ? problem('dataset/no-word-cutter', {}) : undefined,
  fittedSchema: z.strictObject({ words: z.array(z.string()) }),

  fit(column, rows, { by, minCount }) {
    if (by === 'characters' || by === 'spaces') return ok({ words: [] })
    const cutter = wordCutter()
    if (!cutter) return fail(problem('dataset/no-word-cutter', {}))
    if (by === 'words' || !isTextColumn(column)) return ok({ words: [] })
    const counts = countWords(
      cutTexts(column, (text) => cutter(wellFormed(text))),
      rows
    )
    if (counts.size === 0) return fail(problem('dataset/nothing-to-learn', { column: column.name }))
    const words = byFrequency(counts).filter(([word, count]) => count >= minCount && isDictionaryWord(word))
    return ok({ words: words.map(([word]) => word) })
  },

  apply(column, { words }, { by, keepsPunctuation, keepsSpaces }) {
    if (!isTextColumn(column)) return [column]
    const cut = cutterFor(by, words)
    const kept = { punctuation: keepsPunctuation, spaces: keepsSpaces }
    return [cutTexts(column, cut, (word) => isWordKept(word, kept))]
  },

  report: ({ words }, { by }) =>
    by === 'longestMatch'
      ? { en: `${words.length} words learned`, zh: `学到 ${words.length} 个词语` }
      : undefined
})

const isDictionaryWord = (word: string): boolean => {
  const length = [...word].length
  return length > 1 && length <= MAX_WORD_CHARACTERS && word.trim() === word
}

/** Throws  Error   words are asked for where jieba is not there: `fit` and `applyPreparation` have said so before */
function cutterFor(by: keyof typeof byLabels, words: readonly string[]): WordCutter {
  switch (by) {
    case 'characters':
      return cutCharacters
    case 'spaces':
      return cutAtSpaces
    case 'longestMatch': {
      const dictionary = openDictionary(words)
      return (text) => cutByLongestMatch(text, dictionary)
    }
    case 'words': {
      const cutter = wordCutter()
      if (!cutter) throw new Error('This process has no word cutter.')
      return (text) => cutter(wellFormed(text))
    }
  }
}

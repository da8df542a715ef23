import { eng, zho } from 'stopword'
import { z } from 'zod'
import { ok } from '../../core/checked.ts'
import { choice, text } from '../../core/params.ts'
import { isTokenColumn, mapSequences } from '../text/map-texts.ts'
import { defineColumnTransform } from '../transform-definition.ts'

const listLabels = {
  english: { en: 'English', zh: '英文' },
  chinese: { en: 'Chinese', zh: '中文' },
  both: { en: 'English and Chinese', zh: '英文和中文' },
  own: { en: 'Only my own', zh: '仅自定义' }
}

/** Pronouns and connectives that the package's list lacks. */
const moreChinese =
  '我们 你们 他们 她们 它们 自己 这个 那个 这些 那些 这里 那里 因为 所以 但是 而且 或者 如果 虽然 然后 以及 由于 什么 怎么 已经 可以 没有'
const chinese = [...zho, ...moreChinese.split(' ')]

const lists: Readonly<Record<keyof typeof listLabels, readonly string[]>> = {
  english: eng,
  chinese,
  both: [...eng, ...chinese],
  own: []
}

/**
 * Takes words out that say little of what a text is about.
 *
 * Input   a column of words
 * Output  the same column without them; capitals make no difference
 * Source  stopword 3.1: 108 English and 78 Chinese words; 28 more for Chinese
 */
export const stopWords = defineColumnTransform({
  kind: 'stopWords',
  title: { en: 'Stop words', zh: '停用词' },
  icon: 'filter-x',
  docs: {
    summary: {
      en: 'Takes out words such as “the”, “of” or “的”, which stand in every text and say little of what it is about.',
      zh: '去掉“的”“了”、“the”“of”这类在任何文本中都常见、与主题关系不大的词。'
    },
    usual: {
      en: 'With TF-IDF or word counts. Leave them in for sequences and for sentiment, where “not” decides.',
      zh: '配合 TF-IDF 或词频使用。序列模型和情感分析请保留它们，因为“不”这样的词很关键。'
    }
  },
  params: {
    list: choice({
      label: { en: 'List', zh: '词表' },
      options: ['english', 'chinese', 'both', 'own'],
      optionLabels: listLabels,
      default: 'english'
    }),
    own: text({
      label: { en: 'My own words', zh: '自定义词' },
      help: { en: 'Separated by spaces or commas.', zh: '用空格或逗号分隔。' },
      maxLength: 10_000,
      default: ''
    })
  },
  describe: ({ list, own }) => {
    const count = splitWords(own).length
    if (count === 0) return listLabels[list]
    return { en: `${listLabels[list].en} + ${count}`, zh: `${listLabels[list].zh} + ${count}` }
  },
  accepts: ['words'],
  acceptsWith: () => ['words'],
  fittedSchema: z.strictObject({ words: z.array(z.string()) }),
  fit: (_, __, { list, own }) => ok({ words: [...new Set([...lists[list], ...splitWords(own)])] }),

  apply(column, { words }) {
    if (!isTokenColumn(column)) return [column]
    const stopped = new Set(words)
    const isStopped = column.words.map((word) => stopped.has(word.toLowerCase()))
    return [
      mapSequences(column, column.kind, column.words, (sequence) =>
        sequence.filter((word) => isStopped[word] !== true)
      )
    ]
  },
  report: ({ words }) => ({ en: `${words.length} words`, zh: `${words.length} 个词` })
})

const splitWords = (own: string): string[] =>
  own
    .toLowerCase()
    .split(/[\s,，、;；]+/u)
    .filter((word) => word !== '')
